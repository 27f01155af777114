import Foundation
import Proofing

@testable import Vision

/// The built worker with its models, and the sample pictures; tests that need them are skipped where they are absent.
enum RealWorker {
    static let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let isAvailable =
        FileManager.default.isExecutableFile(atPath: worker) && exists(models + "/shape_predictor_5_face_landmarks.dat")
        && exists(samples.appending(path: "faces/pairs.csv").path)

    /// Says what to do when tests are skipped.
    static let requirement = "needs vision-worker, the models of script/bootstrap and ../shared/samples"

    static let samples = packageRoot.appending(path: "../shared/samples").standardizedFileURL

    /// Programs lie beside the test bundle, as SwiftPM builds them.
    static func program(_ name: String) -> String {
        let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let beside = bundle.appending(path: name).path
        return FileManager.default.isExecutableFile(atPath: beside)
            ? beside : packageRoot.appending(path: ".build/debug/\(name)").path
    }

    /// One worker for all tests of this process, as loading the models takes longer than most tests. It ends with the
    /// process, whose end it sees on its standard input.
    static let shared: VisionWorkers = {
        let workers = VisionWorkers(
            program: WorkerProgram(path: worker, models: models),
            limits: WorkerLimits(
                workers: 1, timePerPicture: .seconds(120), timeToStart: .seconds(300), patience: .seconds(600)),
            logger: .silent)
        Task { try await workers.run() }
        return workers
    }()

    static func sample(_ name: String) throws -> Data { try Data(contentsOf: samples.appending(path: name)) }

    static let worker = environment("COUNTERSIGN_VISION_WORKER") ?? program("vision-worker")
    static let models = environment("COUNTERSIGN_MODELS") ?? packageRoot.appending(path: ".models").path

    private static func environment(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }
    private static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}

/// Runs a program to its end and returns its standard output.
func run(_ program: String, _ arguments: [String]) async throws -> (status: Int32, output: Data) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let output = FileManager.default.temporaryDirectory.appending(path: "output-\(UUID().uuidString)")
    try Data().write(to: output)
    process.standardOutput = try FileHandle(forWritingTo: output)
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        process.terminationHandler = { _ in continuation.resume() }
        do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    return (process.terminationStatus, try Data(contentsOf: output))
}
