import Foundation
import Proofing
import ServiceLifecycle
import Testing

@testable import Vision

@Suite("Workers start as the right program, in an empty world, and stop without a trace")
struct WorkerStartTests {
    private let puppet: PuppetWorker

    init() throws { puppet = try PuppetWorker() }

    @Test("another version of the protocol is not used")
    func version() async throws {
        await #expect(throws: UnsuitableWorker.version(2)) { try await puppet.workers(start: "another version").run() }
    }

    @Test("other models are not used: their distances would mean something else")
    func models() async throws {
        let error = await #expect(throws: UnsuitableWorker.self) {
            try await puppet.workers(start: "other models").run()
        }
        guard case .models(let found, let expected) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(found.descriptor.hasPrefix("cc") && expected.descriptor.hasPrefix("aa"))
    }

    @Test("a worker that ends at once is reported with its last words, made harmless")
    func lastWords() async throws {
        let error = await #expect(throws: UnsuitableWorker.self) { try await puppet.workers(start: "die").run() }
        #expect(error?.description.hasSuffix("does not start: it ended. no such [31m models") == true)
    }

    @Test("a missing program is named")
    func missing() async throws {
        let workers = VisionWorkers(
            program: WorkerProgram(path: "/nowhere/vision-worker", models: "models"), limits: WorkerLimits(workers: 1),
            logger: .silent)
        let error = await #expect(throws: UnsuitableWorker.self) { try await workers.run() }
        #expect(error?.description.contains("/nowhere/vision-worker does not start: No such file") == true)
    }

    @Test("a worker sees no descriptor, variable or directory of the server")
    func emptyWorld() async throws {
        // Opened as careless libraries do, to be inherited.
        let secret = open(puppet.directory.appending(path: "worker.py").path, O_RDONLY)
        defer { close(secret) }
        let workers = puppet.workers()
        try await workers.whileRunning { _ = try await workers.face(Data("report".utf8)) }

        let report = try JSONDecoder().decode(Report.self, from: Data(contentsOf: puppet.report))
        #expect(Set(report.environment.keys) == ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "LC_ALL"])
        #expect(report.directory == "/")
        #expect(report.files.allSatisfy { !$0.hasSuffix("worker.py") })
        #expect(report.files.count { $0.hasPrefix("socket:") } == 3, "standard input, output and error")
        #expect(report.group, "a process group of its own")
    }

    @Test("after the service has ended its processes are gone")
    func stopped() async throws {
        let workers = puppet.workers(count: 2)
        let group = ServiceGroup(services: [workers], logger: .silent)
        async let service: Void = group.run()
        _ = try await workers.face(Data("report".utf8))
        await group.triggerGracefulShutdown()
        try await service

        let report = try JSONDecoder().decode(Report.self, from: Data(contentsOf: puppet.report))
        #expect(kill(report.process, 0) == -1 && errno == ESRCH)
        #expect(workers.readyWorkers == 0)
        await #expect(throws: PictureError.busy) { try await workers.face(Data("well".utf8)) }
    }

    @Test("pauses between failing starts grow to half a minute; the first replacement comes at once")
    func pauses() {
        #expect(WorkerLimits.pause(afterFailures: 0) == .zero)
        #expect(WorkerLimits.pause(afterFailures: 1) == .zero)
        #expect(WorkerLimits.pause(afterFailures: 2) == .milliseconds(250))
        #expect(WorkerLimits.pause(afterFailures: 5) == .seconds(2))
        #expect(WorkerLimits.pause(afterFailures: 1_000) == .seconds(30))
    }

    private struct Report: Decodable {
        let environment: [String: String]
        let directory: String
        let files: [String]
        let group: Bool
        let process: pid_t
    }
}
