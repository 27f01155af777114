import ClaimsMatching
import Foundation
import Testing

@testable import countersign

@Suite("countersign match")
struct MatchCommandTests {
    private static let head = "legal_given,legal_surname,dir_given,dir_surname,legal_dob,dir_dob,id\n"

    private func match(_ text: String) throws -> [String] {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        var matching = PairMatching(matcher: ClaimsMatcher(), colleagues: nil)
        var printed = ""
        try matching.run(
            try CSVTable(CSVReader(file: try FileHandle(forReadingFrom: file)), needing: PairMatching.needed)
        ) { printed += $0 }
        return printed.split(separator: "\n").map(String.init)
    }

    @Test("prints one line for each pair, whatever the quoting, line ends and order of columns")
    func lines() throws {
        let lines = try match(
            "\u{FEFF}" + Self.head.replacing("\n", with: "\r\n")
                + "ANNA,\"ERIKSSON\",Anna,Eriksson,1984-11-23,1984-11-23,\"a,1\"\r\n\r\nANNA,ERIKSSON,Olof,Palm,1984-11-23,1950-02-01,b\r\n"
        )
        #expect(lines.count == 3)
        #expect(lines[0] == "id,name_score,decision,reasons")
        #expect(lines[1].hasPrefix("\"a,1\",0.") && lines[1].hasSuffix(",approve,surname.equal given.equal dob.equal"))
        #expect(lines[2].hasPrefix("b,0.") && lines[2].contains(",reject,"))
    }

    @Test("a date that is none counts as missing")
    func badDate() throws {
        #expect(
            try match(Self.head + "ANNA,ERIKSSON,Anna,Eriksson,1984-11-23,1984-11-31,a")[1].contains(
                "dob.missing.directory"))
    }

    @Test(
        "tells where a file is no table",
        arguments: [
            ("", "empty"), ("a,b\n", "lacks the columns legal_given"),
            (head + "ANNA,ERIKSSON\n", "Line 2: found 2 cells"),
            (head + "\"ANNA,ERIKSSON\n", "Line 2: a quotation mark"),
            (head + "\"ANNA\"x,E,A,E,,,1\n", "Line 2: text stands"),
            ("id,id\n", "the column id twice"),
        ])
    func faults(text: String, message: String) throws {
        let failure = #expect(throws: CSVFailure.self) { try match(text) }
        #expect(failure?.description.contains(message) == true)
    }
}
