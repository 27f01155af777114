import Foundation
import Logging
import Testing

@testable import EntraSimulator

@Suite struct ConfigurationTests {
    @Test("Anything but loopback is refused", arguments: ["0.0.0.0", "::", "192.168.1.5", "example.com", ""])
    func notLoopback(host: String) async {
        var configuration = SimulatorConfiguration()
        configuration.host = host
        await #expect(throws: ConfigurationProblems.self) {
            try await EntraSimulator(configuration: configuration, logger: Logger(label: "test"))
        }
    }

    @Test func `Everything wrong is told at once`() {
        var configuration = SimulatorConfiguration()
        configuration.host = "0.0.0.0"
        configuration.port = 70000
        configuration.externalBaseURL = "http://x/"
        configuration.forgotPasswordURL = String(repeating: "x", count: 129)
        configuration.clients = [
            RegisteredClient(id: "not a guid", secrets: [.init("")], certificates: ["no pem"], directoryRoles: ["King"])
        ]
        let problems = #expect(throws: ConfigurationProblems.self) { try configuration.validate() }
        #expect(problems?.problems.count == 8)
    }

    @Test(
        "A path pattern matches what its stars allow",
        arguments: [
            ("*", "/anything", true), ("/v1.0/users*", "/v1.0/Users/x", true), ("/v1.0/users*", "/v1.0/groups", false),
            ("/v1.0/*/authentication/*", "/v1.0/users/x/authentication/methods", true), ("/a*a", "/a", false),
            ("/a", "/ab", false),
        ])
    func patterns(pattern: String, path: String, matches: Bool) {
        #expect(PathPattern(text: pattern).matches(path) == matches)
    }

    @Test func `A sealed token opens only unchanged and only here`() throws {
        let seal = SealedToken()
        let token = try seal.seal(["a": 1])
        #expect(seal.open(token, as: [String: Int].self) == ["a": 1])
        #expect(seal.open(token + "A", as: [String: Int].self) == nil)
        #expect(seal.open(String(token.dropLast(2)), as: [String: Int].self) == nil)
        #expect(SealedToken().open(token, as: [String: Int].self) == nil)
    }
}
