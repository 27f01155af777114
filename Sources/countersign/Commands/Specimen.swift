import ArgumentParser
import Foundation
import IdentityDocuments
import Proofing
import Vision

/// Draws the data page of a passport that does not exist, for demos and tests.
struct Specimen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draw a specimen passport of Utopia for a person and a portrait.",
        discussion: """
            Utopia (UTO) is the State that ICAO set aside for specimens. The page is of our own design, says SPECIMEN in \
            red, and resembles no State's document. Real deployments refuse the code UTO.
            """)

    @Option(help: "As the person writes them.")
    var givenNames: String

    @Option(help: "As the person writes it.")
    var surname: String

    @Option(help: "YYYY-MM-DD.", transform: Self.date)
    var birthDate: CalendarDate

    @Option(help: "F, M or X.")
    var sex: SpecimenPerson.Sex = .unspecified

    @Option(help: "Document number, at most nine letters and digits. Made up from the name when left out.")
    var number: String?

    @Option(help: "YYYY-MM-DD. Five years from today when left out.", transform: Self.date)
    var expiry: CalendarDate?

    @Option(help: "ICAO code of the nationality.")
    var nationality = "UTO"

    @Option(help: "A JPEG or PNG picture of one face.", completion: .file())
    var portrait: String

    @Option(help: "The PNG file to write.", completion: .file())
    var output: String

    @Option(help: "Pixels across; the page is 125 mm wide.")
    var width = 1400

    @OptionGroup var options: WorkerOptions

    func validate() throws {
        guard (600...4000).contains(width) else { throw ValidationError("--width must be from 600 to 4000.") }
    }

    func run() async throws {
        let picture: Data
        do { picture = try InspectFailure.read(portrait) } catch {
            throw ValidationError("The portrait \(portrait) cannot be read.")
        }
        let today = CalendarDate(dayOf: Date())
        let person = SpecimenPerson(
            surname: surname, givenNames: givenNames, dateOfBirth: birthDate, sex: sex, number: number,
            nationality: nationality, expiry: expiry, today: today)
        let page = try SpecimenPage(person, portrait: try await crop(picture))
        try await SVGRenderer.png(page.svg, width: width).write(to: URL(filePath: output))
    }

    /// The portrait cut to the face where a worker is there to find it, else the whole picture.
    private func crop(_ picture: Data) async throws -> SpecimenPortrait {
        let whole = try SpecimenPortrait(whole: picture)
        guard FileManager.default.isExecutableFile(atPath: options.worker) else {
            FileHandle.standardError.write(
                Data("No vision worker at \(options.worker): using the whole portrait.\n".utf8))
            return whole
        }
        let workers = options.makeWorkers()
        let answer = try await workers.whileRunning { try await workers.face(picture) }
        return SpecimenPortrait(around: answer) ?? whole
    }

    private static func date(_ text: String) throws -> CalendarDate {
        guard let date = CalendarDate(iso: text) else { throw ValidationError("\(text) is no date as YYYY-MM-DD.") }
        return date
    }
}
