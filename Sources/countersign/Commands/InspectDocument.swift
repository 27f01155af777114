import ArgumentParser
import Foundation
import IdentityDocuments
import Proofing
import Vision

struct InspectDocument: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "document",
        abstract: "Read the machine-readable zone and find the portrait of photographed documents.",
        discussion: """
            Prints one JSON line for each file: type and fields, the zone as printed and as repaired, its checks, \
            whether the reading is accepted, quality, CPU milliseconds and peak memory. A picture that cannot be \
            measured gives a line with an error; only a file that cannot be read makes the command fail.
            """)

    @Argument(help: "JPEG, PNG or WebP pictures.", completion: .file())
    var files: [String]

    @OptionGroup var options: WorkerOptions

    func run() async throws {
        let workers = options.makeWorkers()
        let files = files
        let width = options.workers
        try await workers.whileRunning {
            try await JSONLines.print(files, atOnce: width) { await DocumentLine(measuring: $0, with: workers) }
        }
        if files.contains(where: { !FileManager.default.isReadableFile(atPath: $0) }) { throw ExitCode.failure }
    }
}

/// What is printed about one document.
private struct DocumentLine: Encodable {
    struct Zone: Encodable {
        let printed: [String]
        let repaired: [String]
        let score: Double
        let repairNats: Double
        let repairedFields: Int
        /// Pixels of the picture between two characters.
        let pitch: Double
        /// Radians, clockwise.
        let angle: Double
    }

    struct Quality: Encodable {
        let sharpness: Double
        let luminance: Double
        let mrzGlare: Double?
        let portraitGlare: Double?
    }

    let file: String
    var error: String?
    /// `TD1`, `TD2`, `TD3`, `MRVA` or `MRVB`.
    var type: String?
    var fields: DocumentFields?
    var mrz: Zone?
    var checks: [MeasuredZone.Check]?
    var contradictions: [String]?
    var accepted: Bool?
    var portraitWidth: Double?
    var quality: Quality?
    var milliseconds: [String: Double]?
    var peakKiB: Int?

    init(measuring file: String, with workers: VisionWorkers) async {
        self.file = file
        do throws(InspectFailure) {
            let picture = try InspectFailure.read(file)
            let measured: MeasuredDocument
            do { measured = try await workers.document(picture) } catch { throw .picture(error) }
            fill(measured)
        } catch {
            self.error = error.code
        }
    }

    private mutating func fill(_ answer: MeasuredDocument) {
        let finding = DocumentFinding(answer, readOn: CalendarDate(dayOf: Date()))
        type = answer.zone?.format
        fields = finding.fields
        mrz = answer.zone.map {
            Zone(
                printed: $0.printed, repaired: $0.repaired, score: $0.score, repairNats: $0.repairNats,
                repairedFields: $0.repairedFields, pitch: $0.pitch, angle: $0.angle)
        }
        checks = answer.zone?.checks
        contradictions = finding.contradictions
        accepted = finding.isReadingAccepted
        portraitWidth = finding.portraitWidth
        quality = Quality(
            sharpness: answer.quality.sharpness, luminance: answer.quality.luminance, mrzGlare: answer.quality.mrzGlare,
            portraitGlare: answer.quality.portraitGlare)
        milliseconds = answer.cost.milliseconds
        peakKiB = answer.cost.peakKiB
    }
}
