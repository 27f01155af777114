import Foundation
import HTTPTypes
import Hummingbird
import Logging
import OpenIDProvider
import Proofing

/// All that Entra's callouts ask for.
package protocol CalloutServing: Sendable {
    func answer(_ question: CalloutQuestion) async throws -> CalloutAnswer
}

extension ClaimsCallout: CalloutServing {}

/// Entra's account recovery asks whether verified claims fit an account (entra-contract E.4). It waits two seconds and
/// asks once more; the same question gets the same answer.
struct CalloutRoutes: Sendable {
    static let path = "/api/entra/verified-id-claim-validation"

    let callout: CalloutDependencies
    let tenant: TenantID
    let bodies: BodyReader
    let logger: Logger

    func addRoutes(to router: Router<WebContext>) {
        router.post("\(Self.path)", use: answer)
    }

    @Sendable private func answer(_ request: Request, _ context: WebContext) async throws -> Response {
        do throws(CalloutToken.Fault) {
            try await callout.check(request.headers[.authorization])
        } catch {
            logger.warning("callout refused", metadata: ["code": "\(error.rawValue)"])
            throw HTTPError(error == .keysUnavailable ? .serviceUnavailable : .unauthorized)
        }
        let call = try await bodies.json(Call.self, request)
        guard call.type == "microsoft.graph.authenticationEvent.verifiedIdClaimValidation",
            TenantID(rawValue: call.data.tenantId) == tenant
        else { throw HTTPError(.badRequest) }
        let question = CalloutQuestion(
            userPrincipalName: call.data.authenticationContext.user.userPrincipalName,
            claims: call.data.verifiedIdClaimsContext.claims.compactMapValues(\.text),
            correlation: call.data.authenticationContext.correlationId ?? "")
        return try Response.json(Reply(try await callout.desk.answer(question)))
    }

    private struct Call: Decodable {
        struct Content: Decodable {
            struct Context: Decodable {
                struct User: Decodable { let userPrincipalName: String }
                let correlationId: String?
                let user: User
            }
            struct Claims: Decodable { let claims: [String: Value] }
            let tenantId: String
            let authenticationContext: Context
            let verifiedIdClaimsContext: Claims
        }
        /// Texts count; whatever else an issuer puts there is not compared with anything.
        struct Value: Decodable {
            let text: String?
            init(from decoder: any Decoder) throws { text = try? decoder.singleValueContainer().decode(String.self) }
        }
        let type: String
        let data: Content
    }

    private struct Reply: Encodable {
        struct Action: Encodable {
            let type: String
            let failedClaims: [String]?
            enum CodingKeys: String, CodingKey {
                case type = "@odata.type"
                case failedClaims
            }
        }
        struct Content: Encodable {
            let type = "microsoft.graph.onVerifiedIdClaimValidationResponseData"
            let actions: [Action]
            enum CodingKeys: String, CodingKey {
                case type = "@odata.type"
                case actions
            }
        }
        let data: Content

        init(_ answer: CalloutAnswer) {
            let action =
                switch answer {
                case .pass: Action(type: "microsoft.graph.verifiedIdClaimValidation.pass", failedClaims: nil)
                case .failed(let claims):
                    Action(type: "microsoft.graph.verifiedIdClaimValidation.failed", failedClaims: claims)
                }
            data = Content(actions: [action])
        }
    }
}
