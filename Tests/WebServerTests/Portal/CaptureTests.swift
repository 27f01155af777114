import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Proofing
@testable import WebServer

@Suite struct CaptureTests {
    private let jpeg: [UInt8] = [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]

    @Test func `A picture goes to the desk as it is, and the answer comes back in stable words`() async throws {
        let claimants = FakeClaimants()
        claimants.set { $0.document = .again(.glare, left: 2) }
        try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
            let answer = try await client.postPicture("/session/document", jpeg)
            #expect(answer.text == #"{"hint":"glare","left":2,"outcome":"again"}"#)
        }
        #expect(claimants.asked == ["document 7"])
    }

    @Test func `A step names the pose and nothing of the steps to come`() async throws {
        let claimants = FakeClaimants()
        claimants.set { $0.challenge = .step(.left, done: 1, total: 5, hint: nil) }
        try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
            let begun = try await client.postJSON("/session/challenge")
            #expect(begun.text == #"{"done":1,"outcome":"step","pose":"left","total":5}"#)
            #expect(try await client.postPicture("/session/frame", jpeg).text == begun.text)
        }
    }

    @Test func `What is not a JPEG never gets further`() async throws {
        let claimants = FakeClaimants()
        try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
            for path in ["/session/document", "/session/frame"] {
                #expect(
                    try await client.postPicture(path, Array("<svg onload=x>".utf8)).status == .unsupportedMediaType)
                #expect(try await client.postPicture(path, jpeg, type: "image/png").status == .unsupportedMediaType)
                #expect(try await client.postPicture(path, []).status == .unsupportedMediaType)
            }
        }
        #expect(claimants.asked.isEmpty)
    }

    @Test func `What is too large is cut off`() async throws {
        let claimants = FakeClaimants()
        try await Fixture.web(
            Fixture.dependencies(claimants) {
                $0.documentBytes = 1_000; $0.frameBytes = 500
            }
        ) { client async throws in
            #expect(
                try await client.postPicture("/session/document", jpeg + Array(repeating: 0, count: 1_000)).status
                    == .contentTooLarge)
            #expect(
                try await client.postPicture("/session/frame", jpeg + Array(repeating: 0, count: 600)).status
                    == .contentTooLarge)
        }
        #expect(claimants.asked.isEmpty)
    }

    @Test func `One browser cannot flood the workers`() async throws {
        try await Fixture.web(Fixture.dependencies { $0.picturesPerSession = RateRule(count: 1, seconds: 60) }) {
            client async throws in
            #expect(try await client.postPicture("/session/frame", jpeg).status == .ok)
            #expect(try await client.postPicture("/session/frame", jpeg).status == .tooManyRequests)
        }
    }

    @Test func `Without a cookie there is nothing to send to`() async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            for path in ["/session/challenge", "/session/handover", "/session/help"] {
                #expect(try await client.postJSON(path, cookie: nil).status == .notFound, "\(path)")
            }
        }
    }
}
