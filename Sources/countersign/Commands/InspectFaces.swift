import ArgumentParser
import Foundation
import Proofing
import Vision

struct InspectFaces: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faces",
        abstract: "Compare the faces of two pictures, or of many pairs.",
        discussion: """
            Prints one JSON line for each pair: the distance of the two descriptors, the zone it falls into under the \
            standard policy (match, review, noMatch, or rejected when a picture is unfit), why a picture was rejected, \
            and the quality of both.
            """)

    @Argument(help: "Two pictures.", completion: .file())
    var files: [String] = []

    @Option(help: ArgumentHelp("A CSV file whose first two columns name the pictures of a pair.", valueName: "file"))
    var pairs: String?

    @Option(help: ArgumentHelp("Where the pictures of --pairs are.", valueName: "folder"))
    var directory: String?

    @OptionGroup var options: WorkerOptions

    func validate() throws {
        guard (files.count == 2) == (pairs == nil), files.isEmpty == (pairs != nil) else {
            throw ValidationError("Name two pictures, or a list of pairs with --pairs.")
        }
    }

    func run() async throws {
        let workers = options.makeWorkers()
        let policy = Policy.standard(modelID: workers.modelID).face
        let pairs = try chosenPairs()
        let width = options.workers
        try await workers.whileRunning {
            try await JSONLines.print(pairs, atOnce: width) { await PairLine($0, policy, measuringWith: workers) }
        }
        let files = pairs.flatMap { [$0.a, $0.b] }
        if files.contains(where: { !FileManager.default.isReadableFile(atPath: $0) }) { throw ExitCode.failure }
    }

    private func chosenPairs() throws -> [PicturePair] {
        guard let pairs else { return [PicturePair(a: files[0], b: files[1])] }
        guard let data = FileManager.default.contents(atPath: pairs) else {
            throw ValidationError("The list of pairs \(pairs) cannot be read.")
        }
        let folder = directory ?? URL(filePath: pairs).deletingLastPathComponent().path
        return try PicturePair.list(String(decoding: data, as: UTF8.self), in: folder)
    }
}

struct PicturePair: Sendable {
    let a: String
    let b: String

    /// Reads the first two columns; a first line `file_a,…` is a heading.
    static func list(_ csv: String, in folder: String) throws -> [PicturePair] {
        try csv.split(whereSeparator: \.isNewline).enumerated().compactMap { index, line in
            let columns = line.split(separator: ",", omittingEmptySubsequences: false)
            if index == 0, columns.first == "file_a" { return nil }
            guard columns.count >= 2 else {
                throw ValidationError("Line \(index + 1) of the pairs names no two files.")
            }
            let paths = columns.prefix(2).map { URL(filePath: folder).appending(path: String($0)).path }
            return PicturePair(a: paths[0], b: paths[1])
        }
    }
}

/// What is printed about one pair.
private struct PairLine: Encodable {
    enum Zone: String, Encodable { case match, review, noMatch, rejected }

    struct Rejection: Encodable {
        let file: String
        let reason: String
    }

    let a: String
    let b: String
    var error: String?
    var distance: Double?
    var zone: Zone?
    var modelID: String?
    var rejections: [Rejection] = []
    var qualityA: FaceQuality?
    var qualityB: FaceQuality?
    var milliseconds: Double?
    var peakKiB: Int?

    init(_ pair: PicturePair, _ policy: FacePolicy, measuringWith workers: VisionWorkers) async {
        (a, b) = (pair.a, pair.b)
        do throws(InspectFailure) {
            let first = try await ComparedPicture(a, workers)
            let second = try await ComparedPicture(b, workers)
            compare(first, second, policy)
        } catch {
            self.error = error.code
        }
    }

    private mutating func compare(_ first: ComparedPicture, _ second: ComparedPicture, _ policy: FacePolicy) {
        rejections = [(a, first), (b, second)].compactMap { file, portrait in
            portrait.rejection.map { Rejection(file: file, reason: $0.rawValue) }
        }
        if let one = first.scan.descriptor, let other = second.scan.descriptor { distance = one.distance(to: other) }
        modelID = policy.modelID
        zone = rejections.isEmpty ? distance.map { Self.zone(of: $0, policy) } : .rejected
        (qualityA, qualityB) = (first.scan.observation?.quality, second.scan.observation?.quality)
        milliseconds = [first, second].map { $0.cost.milliseconds["total"] ?? 0 }.reduce(0, +)
        peakKiB = max(first.cost.peakKiB, second.cost.peakKiB)
    }

    private static func zone(of distance: Double, _ policy: FacePolicy) -> Zone {
        distance <= policy.matchDistance ? .match : distance <= policy.reviewDistance ? .review : .noMatch
    }
}

/// One picture of a pair, measured.
private struct ComparedPicture {
    enum Rejection: String { case noFace, severalFaces, cutOff }

    let scan: FaceScan
    let cost: MeasuringCost

    init(_ file: String, _ workers: VisionWorkers) async throws(InspectFailure) {
        let picture = try InspectFailure.read(file)
        do {
            let answer = try await workers.face(picture)
            scan = FaceScan(answer, modelID: workers.modelID)
            cost = answer.cost
        } catch {
            throw .picture(error)
        }
    }

    /// The first reason for which no comparison with this picture may count.
    var rejection: Rejection? {
        guard let face = scan.observation else { return .noFace }
        if face.count > 1 { return .severalFaces }
        return face.isInsideFrame ? nil : .cutOff
    }
}
