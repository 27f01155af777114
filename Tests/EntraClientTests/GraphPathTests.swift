@testable import EntraClient
import Proofing
import Testing

@Suite struct `Graph paths` {
    private let id = "11111111-2222-3333-4444-555555555555"

    @Test func `a path is made of words and object ids`() throws {
        let object = try #require(ObjectID(rawValue: id.uppercased()))
        let path = GraphPath("users") / object / "authentication" / AuthenticationMethod.Kind.phoneMethods
        #expect(path.text == "/users/\(id)/authentication/phoneMethods")
    }

    @Test(arguments: [
        ("safe-Name_1.~", "safe-Name_1.~"), ("o'neil@contoso.example", "o%27neil%40contoso.example"),
        ("../me", "..%2Fme"), ("a?b#c&d=e", "a%3Fb%23c%26d%3De"), ("a/b\\c", "a%2Fb%5Cc"), ("ü%", "%C3%BC%25"),
        ("a\r\nHost: x", "a%0D%0AHost%3A%20x"),
    ])
    func `a value from outside is escaped and stays out of logs`(_ value: String, _ escaped: String) throws {
        let path = GraphPath("users") / (try #require(GraphSegment(value))) / "sendMail"
        #expect(path.text == "/users/\(escaped)/sendMail")
        #expect(path.pattern == "/users/{id}/sendMail")
    }

    @Test(arguments: ["", ".", "..", String(repeating: "x", count: 513)])
    func `what no escaping makes harmless is refused`(_ value: String) {
        #expect(GraphSegment(value) == nil)
    }
}
