import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import OpenIDProvider
import Synchronization
import Testing

@testable import Proofing
@testable import WebServer

@Suite struct CalloutRoutesTests {
    private final class Desk: CalloutServing {
        private let asked = Mutex<[CalloutQuestion]>([])
        let reply: CalloutAnswer
        init(_ reply: CalloutAnswer) { self.reply = reply }
        var questions: [CalloutQuestion] { asked.withLock { $0 } }
        func answer(_ question: CalloutQuestion) -> CalloutAnswer {
            asked.withLock { $0.append(question) }
            return reply
        }
    }

    private static func body(tenant: String = "\(Fixture.tenant)", type: String = "verifiedIdClaimValidation") -> String
    {
        """
        {"type":"microsoft.graph.authenticationEvent.\(type)","source":"/tenants/x/applications/y",
         "data":{"@odata.type":"microsoft.graph.onVerifiedIdClaimValidationCalloutData","tenantId":"\(tenant)",
          "authenticationContext":{"correlationId":"ea5c2a4a-7c5e-4c5a-9d0e-1f2a3b4c5d6e",
           "user":{"userPrincipalName":"amira@contoso.com"}},
          "verifiedIdClaimsContext":{"additionalInfo":{"employeeId":"E001"},
           "claims":{"firstName":"Amira","lastName":"Haddad","dateOfBirth":"1991-03-14","age":35}}}}
        """
    }

    private func ask(_ desk: Desk, _ body: String, token: String? = "Bearer good") async throws -> TestResponse {
        var dependencies = try Fixture.dependencies()
        dependencies.callout = CalloutDependencies(desk: desk) { header throws(CalloutToken.Fault) in
            guard header == "Bearer good" else { throw header == nil ? .missing : .signature }
        }
        return try await Fixture.web(dependencies) { client async throws in
            // Entra is no browser: no cookie, no origin.
            var headers: HTTPFields = [.contentType: "application/json"]
            headers[.authorization] = token
            return try await client.execute(
                uri: CalloutRoutes.path, method: .post, headers: headers, body: ByteBuffer(string: body))
        }
    }

    @Test func `Entra's question reaches the desk, and the answer has Entra's form`() async throws {
        let desk = Desk(.pass)
        let answer = try await ask(desk, Self.body())
        #expect(answer.status == .ok)
        #expect(answer.text.contains(#""@odata.type":"microsoft.graph.verifiedIdClaimValidation.pass""#))
        #expect(desk.questions.first?.userPrincipalName == "amira@contoso.com")
        #expect(
            desk.questions.first?.claims
                == ["firstName": "Amira", "lastName": "Haddad", "dateOfBirth": "1991-03-14"])
        let failed = try await ask(Desk(.failed(["lastName"])), Self.body())
        #expect(failed.text.contains(#""failedClaims":["lastName"]"#))
        #expect(failed.text.contains("verifiedIdClaimValidation.failed"))
    }

    @Test(arguments: [nil, "Bearer bad", "Basic good"] as [String?])
    func `Without Entra's token nothing is asked`(_ token: String?) async throws {
        let desk = Desk(.pass)
        #expect(try await ask(desk, Self.body(), token: token).status == .unauthorized)
        #expect(desk.questions.isEmpty)
    }

    @Test(arguments: [
        "", "{}", "[]", CalloutRoutesTests.body(tenant: "99999999-2222-3333-4444-555555555555"),
        CalloutRoutesTests.body(type: "tokenIssuanceStart"),
    ])
    func `Another question, or another tenant's, is not answered`(_ body: String) async throws {
        let desk = Desk(.pass)
        #expect(try await ask(desk, body).status == .badRequest)
        #expect(desk.questions.isEmpty)
    }

    @Test func `Where it is not configured there is nothing to ask`() async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            #expect(try await client.execute(uri: CalloutRoutes.path, method: .post).status == .notFound)
        }
    }
}
