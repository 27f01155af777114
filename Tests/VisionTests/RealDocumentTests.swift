import Foundation
import IdentityDocuments
import Proofing
import Testing

@testable import Vision

@Suite("Documents, through a real worker", .enabled(if: RealWorker.isAvailable, "\(RealWorker.requirement)"))
struct RealDocumentTests {
    @Test("the specimen of Doc 9303 is read and accepted")
    func specimenOfTheStandard() async throws {
        let workers = RealWorker.shared
        let finding = try await workers.read(RealWorker.sample("documents/mrz/pe_100_pass-uto.jpg")).finding
        #expect(finding.isReadingAccepted && finding.contradictions.isEmpty && finding.repairedFields == 0)
        #expect(finding.fields?.surname == "ERIKSSON" && finding.fields?.number == "L898902C3")
        #expect(finding.fields?.dateOfBirth == PartialDate(iso: "1974-08-12"))
    }

    @Test("a card with wrong check digits is not accepted, whatever would make them right")
    func misprinted() async throws {
        let workers = RealWorker.shared
        let finding = try await workers.read(RealWorker.sample("documents/mrz/ij_id_fail.png")).finding
        #expect(!finding.isReadingAccepted)
    }

    @Test("a photograph of a face is no document")
    func face() async throws {
        let workers = RealWorker.shared
        let scan = try await workers.read(RealWorker.sample("faces/biden.jpg"))
        #expect(scan.finding.fields == nil && !scan.finding.isReadingAccepted)
    }

    @Test(
        "a drawn specimen is read whole, and its portrait is the person",
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: RealWorker.program("countersign"))
                && FileManager.default.isExecutableFile(atPath: "/usr/bin/rsvg-convert"),
            "needs the program countersign and librsvg2-bin"),
        arguments: [
            ("Anna María", "Eiríksdóttir", "EIRIKSDOTTIR", "ANNA MARIA"),
            ("Bùi Thị", "Nguyễn", "NGUYEN", "BUI THI"),
        ])
    func drawn(givenNames: String, surname: String, readSurname: String, readGivenNames: String) async throws {
        let page = FileManager.default.temporaryDirectory.appending(path: "specimen-\(UUID().uuidString).png")
        defer { try? FileManager.default.removeItem(at: page) }
        let portrait = RealWorker.samples.appending(path: "faces/obama.jpg").path
        let drawing = try await run(
            RealWorker.program("countersign"),
            [
                "specimen", "--given-names", givenNames, "--surname", surname,
                "--birth-date", "1991-03-07", "--sex", "F", "--portrait", portrait, "--output", page.path, "--worker",
                RealWorker.worker, "--models", RealWorker.models,
            ])
        #expect(drawing.status == 0)
        let workers = RealWorker.shared
        let scan = try await workers.read(Data(contentsOf: page))
        #expect(scan.finding.isReadingAccepted && scan.finding.printedLines == scan.finding.repairedLines)
        #expect(scan.finding.fields?.surname == readSurname && scan.finding.fields?.givenNames == readGivenNames)
        #expect(scan.finding.fields?.dateOfBirth == PartialDate(iso: "1991-03-07"))
        #expect(scan.finding.fields?.issuingState == "UTO" && scan.finding.fields?.sex == .female)
        #expect(try #require(scan.finding.portraitWidth) > 200 && scan.finding.glare < 0.05)

        let selfie = try #require(try await workers.analyse(RealWorker.sample("faces/obama.jpg")).descriptor)
        #expect(try #require(scan.portrait?.distance(to: selfie)) < 0.37)
    }
}
