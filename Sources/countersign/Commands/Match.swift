import ArgumentParser
import ClaimsMatching
import Foundation

struct Match: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Compare names and dates of birth on documents with those in a directory.",
        discussion: """
            Reads pairs with the columns legal_given, legal_surname, dir_given, dir_surname, and where known dir_display, \
            legal_dob, dir_dob and id. Prints CSV: id, name_score, decision, reasons. The score, from 0 to 1, comes from \
            the names alone and is for ranking; the decision (approve, review, reject) follows from all claims under the \
            standard policy. With --directory, whose columns are id, given, surname, display and dob, a document that \
            fits somebody else there is noticed, and common names count for less.
            """)

    @Option(help: ArgumentHelp("The pairs; - reads standard input.", valueName: "file"))
    var csv: String

    @Option(help: ArgumentHelp("A CSV file with everybody in the directory.", valueName: "file"))
    var directory: String?

    @Option(help: ArgumentHelp("The folder of the name tables (default: .tables).", valueName: "folder"))
    var tables: String?

    func run() throws {
        let tables = try NameTables.load(from: tables ?? NameTablePlaces.folder)
        let colleagues = try directory.map { path in
            try naming(path) { try Colleagues(try table(path, needing: Colleagues.needed), tables: tables) }
        }
        var matching = PairMatching(matcher: ClaimsMatcher(tables: tables), colleagues: colleagues)
        try naming(csv) {
            try matching.run(try table(csv, needing: PairMatching.needed)) { lines in
                try FileHandle.standardOutput.write(contentsOf: Data(lines.utf8))
            }
        }
        if matching.unreadableDates > 0 {
            note(
                "\(matching.unreadableDates) dates were not read as YYYY, YYYY-MM or YYYY-MM-DD, and count as missing.")
        }
        if tables.version == NameTables.empty.version {
            note("There are no name tables: nicknames and other spellings are not recognised. See script/bootstrap.")
        }
    }

    private func table(_ path: String, needing columns: [[String]]) throws -> CSVTable {
        guard path != "-" else { return try CSVTable(CSVReader(file: .standardInput), needing: columns) }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw ValidationError("The file \(path) cannot be read.")
        }
        return try CSVTable(CSVReader(file: file), needing: columns)
    }

    private func naming<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let failure as CSVFailure { throw ValidationError("\(path): \(failure)") }
    }

    private func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
