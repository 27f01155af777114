import ClaimsMatching
import Foundation

/// Matches the pairs of a CSV file and prints one CSV line for each.
struct PairMatching {
    private let matcher: ClaimsMatcher
    private let colleagues: Colleagues?
    private var scorer = NameScorer()
    /// Cells that hold something other than a date.
    private(set) var unreadableDates = 0

    init(matcher: ClaimsMatcher, colleagues: Colleagues?) {
        self.matcher = matcher
        self.colleagues = colleagues
    }

    static let needed = [["legal_given"], ["legal_surname"], ["dir_given"], ["dir_surname"]]

    /// - Parameter write: takes finished lines, some thousands at a time.
    /// - Throws: `CSVFailure`, when the rows before the faulty one have been written.
    mutating func run(_ table: CSVTable, write: (String) throws -> Void) throws {
        var table = table
        var lines = "id,name_score,decision,reasons\n"
        defer { try? write(lines) }
        while let row = try table.next() {
            lines += line(for: row)
            if lines.utf8.count > 1 << 18 {
                try write(lines)
                lines = ""
            }
        }
    }

    private mutating func line(for row: CSVTable.Row) -> String {
        let document = matcher.prepare(
            DocumentClaims(
                givenNames: row["legal_given"], surname: row["legal_surname"], dateOfBirth: date(row["legal_dob"]),
                nationality: row.filled("legal_nationality"), documentNumber: row.filled("legal_number")))
        var claims = DirectoryClaims(
            givenName: row.filled("dir_given"), surname: row.filled("dir_surname"),
            displayName: row.filled("dir_display"), dateOfBirth: date(row["dir_dob"]))
        claims.nationality = row.filled("dir_nationality")
        claims.documentNumbers = row.filled("dir_number").map { [$0] } ?? []
        let account = matcher.prepare(claims)
        let uniqueness = colleagues?.uniqueness(of: document, claimed: account, matcher) ?? .notAssessed
        let result = matcher.match(
            document: document, directory: account, uniqueness: uniqueness, frequencies: colleagues?.frequencies)
        let score = matcher.nameScore(document: document, directory: account, using: &scorer)
        let reasons = result.reasons.map(\.code.rawValue).joined(separator: " ")
        return
            "\(Self.cell(row.filled("id") ?? "line \(row.line)")),\(Self.number(score)),\(result.decision.rawValue),\(reasons)\n"
    }

    private mutating func date(_ text: String) -> BirthDate? {
        let date = BirthDate(iso: text)
        if date == nil, !text.isEmpty { unreadableDates += 1 }
        return date
    }

    private static func number(_ score: Double) -> String {
        let digits = String(Int((score * 1_000_000).rounded()))
        return digits.count > 6 ? "1.000000" : "0." + String(repeating: "0", count: 6 - digits.count) + digits
    }

    private static func cell(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }
}
