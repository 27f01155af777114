import Foundation
import Testing

@testable import EntraSimulator

@Suite struct MailAndBrandingTests {
    private static let mail: JSONValue = [
        "message": [
            "subject": "Hello", "body": ["contentType": "Text", "content": "Words"],
            "toRecipients": [["emailAddress": ["address": "someone@home.example"]]],
        ], "saveToSentItems": false,
    ]

    @Test func `Mail is accepted and lies in the outbox`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            let reply = try await lab.graph("POST", "users/\(user.id)/sendMail", Self.mail)
            #expect(reply.status == 202)
            #expect(reply.text.isEmpty)
            #expect(await lab.tenant.outbox.map(\.to) == [["someone@home.example"]])
            #expect(try await lab.send("GET", "/outbox").text.contains("Hello"))
        }
    }

    @Test(
        "Mail that cannot be sent is refused and kept out of the outbox",
        arguments: [
            (nil, nil, 400), ("noMailbox", mail, 404), ("accessDenied", mail, 403), ("throttled", mail, 429),
            (nil, ["message": ["toRecipients": []]], 400),
            (nil, ["message": ["toRecipients": [["emailAddress": ["address": "not an address"]]]]], 400),
        ] as [(String?, JSONValue?, Int)])
    func refusedMail(fault: String?, body: JSONValue?, status: Int) async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            try await lab.tenant.setFault(.mailFailure, to: fault.map(JSONValue.string) ?? .null)
            #expect(try await lab.graph("POST", "users/\(user.id)/sendMail", body ?? [:]).status == status)
            #expect(await lab.tenant.outbox.isEmpty)
        }
    }

    @Test func `The reset address has at most 128 characters`() async throws {
        try await Lab.run { lab async throws in
            let path = "organization/\(lab.tenant.name.id)/branding"
            let url = "https://verify.example.com/" + String(repeating: "x", count: 101)
            #expect(url.count == 128)
            #expect(
                try await lab.graph("PATCH", path, ["customAccountResetCredentialsUrl": .string(url)]).status == 204)
            #expect(
                try await lab.graph("PATCH", path, ["customAccountResetCredentialsUrl": .string(url + "x")]).status
                    == 400)
            #expect(
                try await lab.graph("PATCH", path, ["customAccountResetCredentialsUrl": "https://verify.example/ü"])
                    .status == 400)
            #expect(try await lab.graph("PATCH", path, ["faviconRelativeUrl": "x"]).status == 400)
            #expect(try await lab.graph("GET", path)["customAccountResetCredentialsUrl"]?.string == url)
            #expect(try await lab.graph("GET", "organization/\(UUID().text)/branding").status == 404)
        }
    }

    @Test func `The organisation says who it is`() async throws {
        try await Lab.run { lab async throws in
            let organization = try await lab.graph("GET", "organization").objects.first
            #expect(organization?["id"]?.string == lab.tenant.name.id)
            #expect(organization?["verifiedDomains"]?.array?.first?["name"] == "contoso.example")
        }
    }
}
