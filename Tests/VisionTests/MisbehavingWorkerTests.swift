import Foundation
import Proofing
import Testing

@testable import Vision

@Suite("A worker that misbehaves harms nobody but itself")
struct MisbehavingWorkerTests {
    private let puppet: PuppetWorker

    init() throws { puppet = try PuppetWorker() }

    private static func picture(_ name: String) -> Data { Data(name.utf8) }

    @Test(
        "after breaking the protocol it is replaced, and the next picture is answered",
        arguments: [
            "garbage", "empty header", "no JSON", "a huge header", "a huge picture", "a negative picture",
            "pictures without names", "half an answer", "die",
        ])
    func replaced(fault: String) async throws {
        let workers = puppet.workers()
        try await workers.whileRunning {
            await #expect(throws: PictureError.unreadable) { try await workers.face(Self.picture(fault)) }
            let next = try await workers.face(Self.picture("well"))
            #expect(next.faces.count == 1)
        }
    }

    @Test("a word too many is noticed before it can pass for the next answer")
    func chatter() async throws {
        let workers = puppet.workers()
        try await workers.whileRunning {
            // Whether the surplus is there when the answer ends is a race; the answer is right, or it is none.
            _ = try? await workers.face(Self.picture("say too much"))
            let next = try await workers.face(Self.picture("nobody"))
            #expect(next.faces.isEmpty)
        }
    }

    @Test("silence is ended after the limit")
    func silence() async throws {
        let workers = puppet.workers(timePerPicture: .milliseconds(50))
        try await workers.whileRunning {
            await #expect(throws: PictureError.unreadable) { try await workers.face(Self.picture("say nothing")) }
        }
    }

    @Test(
        "an answer that cannot be true is no answer",
        arguments: [
            "short descriptor", "long descriptor", "zero descriptor", "no descriptor", "NaN", "infinity",
            "NaN in a face",
            "text for a number", "missing member", "no picture", "not a JPEG",
        ])
    func implausible(fault: String) async throws {
        let workers = puppet.workers()
        try await workers.whileRunning {
            await #expect(throws: PictureError.unreadable) { try await workers.analyse(Self.picture(fault)) }
            let next = try await workers.analyse(Self.picture("well"))
            #expect(next.descriptor?.values.count == 128)
        }
    }

    @Test(
        "what is no document's answer never gets through", arguments: ["lower case lines", "another length", "well"])
    func foreignLines(fault: String) async throws {
        let workers = puppet.workers()
        try await workers.whileRunning {
            await #expect(throws: PictureError.unreadable) { try await workers.read(Self.picture(fault)) }
        }
    }

    @Test(
        "a refusal keeps its reason, and an unknown one is unreadable",
        arguments: [
            ("unsupportedFormat", PictureError.unsupportedFormat), ("tooLarge", .tooLarge), ("damaged", .damaged),
            ("unreadable", .unreadable), ("badRequest", .unreadable), ("busy", .unreadable), ("", .unreadable),
        ])
    func refusal(code: String, expected: PictureError) async throws {
        let workers = puppet.workers()
        try await workers.whileRunning {
            await #expect(throws: expected) { try await workers.read(Self.picture("refuse " + code)) }
        }
    }

    @Test("pictures of no bytes or too many are refused without a worker")
    func sizes() async throws {
        let workers = puppet.workers()
        await #expect(throws: PictureError.unsupportedFormat) { try await workers.face(Data()) }
        await #expect(throws: PictureError.tooLarge) { try await workers.read(Data(count: 15_000_001)) }
    }

    @Test("a picture without a face is a finding, not an error")
    func nobody() async throws {
        let workers = puppet.workers()
        try await workers.whileRunning {
            let scan = try await workers.analyse(Self.picture("nobody"))
            #expect(scan.observation == nil && scan.descriptor == nil && scan.facePicture == nil)
        }
    }

    @Test("a document without a zone is a finding, not an error")
    func noZone() async throws {
        let workers = puppet.workers()
        try await workers.whileRunning {
            let scan = try await workers.read(Self.picture("no zone"))
            #expect(scan.finding.fields == nil && !scan.finding.isReadingAccepted && scan.portrait == nil)
        }
    }

    @Test("an honest answer arrives whole, in the port's terms")
    func honest() async throws {
        let workers = puppet.workers()
        try await workers.whileRunning {
            let scan = try await workers.read(Self.picture("document"))
            #expect(scan.finding.fields?.surname == "ERIKSSON" && scan.finding.isReadingAccepted)
            #expect(scan.finding.portraitWidth == 210.5 && scan.finding.glare == 0.01)
            #expect(scan.portrait?.modelID == "dlib-resnet-v1-flip:aaaaaaaaaaaa")
            #expect(scan.descreenedPortrait?.values.first == 0.2)
            let face = try #require(try await workers.analyse(Self.picture("well")).observation)
            #expect(face.count == 1 && face.turn == 0.4 && face.isInsideFrame)
            #expect(face.widthShare == 200.0 / 640 && face.centre == SIMD2(300.0 / 640, 200.0 / 480))
        }
    }
}
