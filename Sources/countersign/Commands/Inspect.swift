import ArgumentParser
import Foundation
import Logging
import Proofing
import Vision

/// Measures documents and faces without a server, so that anybody can try the engine on pictures of their own.
struct Inspect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure pictures of documents and faces, one JSON line for each.",
        subcommands: [InspectDocument.self, InspectFaces.self])
}

/// The workers that a measuring command starts for itself.
struct WorkerOptions: ParsableArguments {
    @Option(help: "How many pictures to measure at once.")
    var workers = 1

    @Option(help: ArgumentHelp("The vision worker to start.", valueName: "file"))
    var worker = VisionPlaces.worker

    @Option(help: ArgumentHelp("The folder with the face models.", valueName: "folder"))
    var models = VisionPlaces.models

    func validate() throws {
        guard (1...64).contains(workers) else { throw ValidationError("--workers must be from 1 to 64.") }
    }

    func makeWorkers() -> VisionWorkers {
        var logger = Logger(label: "countersign.vision", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .warning
        // Patience is for people who wait; a command gives each worker one picture and waits as long as it takes.
        return VisionWorkers(
            program: WorkerProgram(path: worker, models: models),
            limits: WorkerLimits(workers: workers, patience: .seconds(600)), logger: logger)
    }
}

/// Prints JSON lines in the order of the inputs, measuring some at once.
enum JSONLines {
    static func print<Input: Sendable, Line: Encodable & Sendable>(
        _ inputs: [Input], atOnce width: Int, _ measure: @escaping @Sendable (Input) async -> Line
    ) async throws {
        try await withThrowingTaskGroup(of: (Int, Line).self) { group in
            var started = 0
            var finished: [Int: Line] = [:]
            var printed = 0
            func start() {
                guard started < inputs.count else { return }
                let (index, input) = (started, inputs[started])
                started += 1
                group.addTask { (index, await measure(input)) }
            }
            for _ in 0..<width { start() }
            while let (index, line) = try await group.next() {
                finished[index] = line
                start()
                while let next = finished.removeValue(forKey: printed) {
                    try write(next)
                    printed += 1
                }
            }
        }
    }

    private static func write(_ line: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try FileHandle.standardOutput.write(contentsOf: encoder.encode(line) + Data("\n".utf8))
    }
}

/// Why an input could not be measured, as a stable word.
enum InspectFailure: Error {
    case fileNotRead
    case picture(PictureError)

    var code: String {
        switch self {
        case .fileNotRead: "fileNotRead"
        case .picture(let error): "\(error)"
        }
    }

    static func read(_ file: String) throws(InspectFailure) -> Data {
        guard let data = FileManager.default.contents(atPath: file) else { throw .fileNotRead }
        return data
    }
}
