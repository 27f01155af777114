import Foundation
import Hummingbird
import Testing

@testable import EntraSimulator

@Suite struct SignInTests {
    private func form(_ fields: [String: String]) -> String {
        fields.map { "\($0)=\($1.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }.joined(
            separator: "&")
    }

    private func pass(_ lab: Lab, _ user: DirectoryUser, once: Bool = true) async throws -> String {
        let created = try await lab.graph(
            "POST", lab.passPath(user), ["isUsableOnce": .bool(once), "lifetimeInMinutes": 60])
        return try #require(created["temporaryAccessPass"]?.string)
    }

    private func signIn(_ lab: Lab, _ user: DirectoryUser, pass: String) async throws -> Reply {
        try await lab.send(
            "POST", "/signin/pass", text: form(["loginfmt": user.userPrincipalName, "accesspass": pass]))
    }

    private func cookie(_ reply: Reply) throws -> HTTPFields {
        [.cookie: String(try #require(reply.headers[.setCookie]).split(separator: ";")[0])]
    }

    @Test func `Forgot my password leads to the configured address without any parameter`() async throws {
        try await Lab.run(configure: { $0.forgotPasswordURL = "https://verify.example.com/r/contoso" }) {
            lab async throws in
            let reply = try await lab.send("POST", "/signin", text: form(["loginfmt": "linh.nguyen@contoso.example"]))
            #expect(reply.text.contains(#"href="https://verify.example.com/r/contoso""#))
        }
    }

    @Test func `A one-time pass opens the door once`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            let code = try await pass(lab, user)
            let first = try await signIn(lab, user, pass: code)
            #expect(first.status == 303)
            #expect(first.headers[.location] == "/security-info")
            let page = try await lab.send("GET", "/security-info", headers: try cookie(first))
            #expect(page.text.contains("You are signed in as Nguyễn Thùy Linh"))
            let second = try await signIn(lab, user, pass: code)
            #expect(second.status == 401)
            #expect(second.text.contains("blocked due to User Credential Policy"))
            #expect(
                try await lab.graph("GET", lab.passPath(user)).objects.first?["methodUsabilityReason"] == "OneTimeUsed")
        }
    }

    @Test func `A pass that may be used again opens the door again`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            let code = try await pass(lab, user, once: false)
            for _ in 0..<2 { #expect(try await signIn(lab, user, pass: code).status == 303) }
        }
    }

    @Test func `Wrong, expired and foreign passes are refused, and so is a disabled person`() async throws {
        try await Lab.run { lab async throws in
            let (user, other) = (try await lab.person("linh.nguyen"), try await lab.person("hrafn.oddgeirsson"))
            let code = try await pass(lab, user)
            #expect(try await signIn(lab, user, pass: code + "x").text.contains("is incorrect"))
            #expect(try await signIn(lab, other, pass: code).status == 401)
            try await lab.tenant.updateUser(user.id, ["accountEnabled": false])
            #expect(try await signIn(lab, user, pass: code).text.contains("disabled"))
            try await lab.tenant.updateUser(user.id, ["accountEnabled": true])
            await lab.tenant.advanceClock(by: 3601)
            #expect(try await signIn(lab, user, pass: code).text.contains("has expired"))
        }
    }

    @Test func `Unknown names and wrong passwords stay outside`() async throws {
        try await Lab.run { lab async throws in
            #expect(
                try await lab.send("POST", "/signin", text: form(["loginfmt": "nobody@contoso.example"])).status == 401)
            let wrong = ["loginfmt": "linh.nguyen@contoso.example", "passwd": "guess"]
            #expect(try await lab.send("POST", "/signin/password", text: form(wrong)).status == 401)
            #expect(try await lab.send("GET", "/security-info").headers[.location] == "/signin")
        }
    }

    @Test func `A passkey can be added for ten minutes after a one-time pass`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            let session = try cookie(try await signIn(lab, user, pass: try await pass(lab, user)))
            #expect(
                try await lab.send("POST", "/security-info/passkeys", text: "displayName=Laptop", headers: session)
                    .status == 303)
            #expect(try await lab.graph("GET", "users/\(user.id)/authentication/fido2Methods").objects.count == 1)
            await lab.tenant.advanceClock(by: 601)
            #expect(try await lab.send("POST", "/security-info/passkeys", text: "", headers: session).status == 403)
        }
    }

    @Test func `A password alone does not let anyone add a passkey`() async throws {
        try await Lab.run { lab async throws in
            let fields = [
                "loginfmt": "linh.nguyen@contoso.example", "passwd": lab.tenant.configuration.initialPassword,
            ]
            let session = try cookie(try await lab.send("POST", "/signin/password", text: form(fields)))
            #expect(try await lab.send("POST", "/security-info/passkeys", text: "", headers: session).status == 403)
        }
    }

    @Test func `Revoked sessions end`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            let session = try cookie(try await signIn(lab, user, pass: try await pass(lab, user)))
            _ = try await lab.graph("POST", "users/\(user.id)/revokeSignInSessions")
            #expect(try await lab.send("GET", "/security-info", headers: session).headers[.location] == "/signin")
        }
    }

    @Test func `Someone can add themselves and is an employee at once`() async throws {
        try await Lab.run { lab async throws in
            let fields = [
                "givenName": "Åsa", "surname": "O'Test & Co", "birthDate": "1990-02-03", "localPart": "asa.test",
                "isAdmin": "1",
            ]
            let reply = try await lab.send("POST", "/people/new", text: form(fields))
            #expect(reply.status == 303)
            let user = try await lab.person("asa.test")
            #expect(user.birthDate == "1990-02-03")
            #expect(await lab.tenant.roles(of: user.id).map(\.displayName) == ["Global Administrator"])
            let location = try #require(reply.headers[.location])
            let page = try await lab.send("GET", location)
            #expect(page.text.contains("O&#39;Test &amp; Co") || page.text.contains("O'Test &amp; Co"))
            #expect(try await lab.send("GET", "/?q=O'Test").text.contains("asa.test@contoso.example"))
        }
    }

    @Test(
        "A form that cannot be a person says why",
        arguments: [
            ["localPart": "x"], ["givenName": "A"], ["givenName": "A", "localPart": "linh.nguyen"],
            ["givenName": "A", "localPart": "two words"], ["givenName": "A", "localPart": "x", "birthDate": "3 Feb"],
        ])
    func badForm(fields: [String: String]) async throws {
        try await Lab.run { lab async throws in
            let before = await lab.tenant.users.count
            let reply = try await lab.send("POST", "/people/new", text: form(fields))
            #expect(reply.status == 422)
            #expect(reply.text.contains(#"role="alert""#))
            #expect(await lab.tenant.users.count == before)
        }
    }
}
