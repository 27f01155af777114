import ClaimsMatching
import Foundation
import Testing

/// One labelled pair of `samples/names`.
private struct Pair {
    let document: DocumentClaims
    let directory: DirectoryClaims
    let samePerson: Bool
    let category: String

    /// Columns: legal_given, legal_surname, dir_given, dir_surname, dir_display, label, category, legal_dob, dir_dob, …
    init?(_ line: String) {
        let cells = Self.cells(line)
        guard cells.count >= 9, let label = Int(cells[5]) else { return nil }
        func filled(_ cell: String) -> String? { cell.isEmpty ? nil : cell }
        document = DocumentClaims(
            givenNames: cells[0], surname: cells[1], dateOfBirth: BirthDate(iso: cells[7]))
        directory = DirectoryClaims(
            givenName: filled(cells[2]), surname: filled(cells[3]), displayName: filled(cells[4]),
            dateOfBirth: BirthDate(iso: cells[8]))
        samePerson = label == 1
        category = cells[6]
    }

    private static func cells(_ line: String) -> [String] {
        var cells = [""]
        var quoted = false
        for character in line {
            switch character {
            case "\"": quoted.toggle()
            case "," where !quoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        return cells
    }

    static func all(_ file: String) throws -> [Pair] {
        try #require(Samples.lines("samples/names/\(file)")).compactMap(Pair.init)
    }
}

@Suite("Labelled samples", .enabled(if: Samples.has("samples/names"), "shared samples absent"))
struct SampleTests {
    private let matcher = ClaimsMatcher()

    @Test("relatives with another given name are never approved, even if their dates of birth were equal")
    func relatives() throws {
        var seen = 0
        var approved: [String] = []
        for file in ["wikidata_hist.csv", "directory_nearest.csv", "splink_fake1000.csv"] {
            for pair in try Pair.all(file)
            where !pair.samePerson && pair.category.hasPrefix("same_surname") {
                var (document, directory) = (pair.document, pair.directory)
                document.dateOfBirth = BirthDate(iso: "1984-11-23")
                directory.dateOfBirth = document.dateOfBirth
                seen += 1
                if matcher.match(document: document, directory: directory).decision == .approve {
                    approved.append("\(document.givenNames) / \(directory.givenName ?? "") \(document.surname)")
                }
            }
        }
        print("relatives: \(approved.count) of \(seen) approved")
        #expect(seen > 100)
        #expect(approved.isEmpty, "\(approved)")
    }

    @Test(
        "strangers are never approved with the dates they have",
        arguments: [
            "directory_nearest.csv", "wikidata_hist.csv", "splink_fake1000.csv", "nk_name_bench.csv",
            "display_probablepeople.csv", "llm_alias_pairs.csv",
        ])
    func strangers(file: String) throws {
        let pairs = try Pair.all(file)
        var counts: [MatchDecision: Int] = [:]
        for pair in pairs where !pair.samePerson {
            counts[matcher.match(document: pair.document, directory: pair.directory).decision, default: 0] += 1
        }
        print("\(file): strangers \(counts)")
        #expect(counts[.approve, default: 0] == 0)
    }

    @Test("strangers who are no namesakes stay unapproved even if their dates of birth were equal")
    func strangersWithEqualDates() throws {
        var seen = 0
        var approved: [String] = []
        for file in [
            "directory_nearest.csv", "wikidata_hist.csv", "splink_fake1000.csv", "nk_name_bench.csv",
            "display_probablepeople.csv", "llm_alias_pairs.csv", "un_list_treated.csv", "wikidata_translit.csv",
        ] {
            for pair in try Pair.all(file) where !pair.samePerson && pair.category != "same_name_other_person" {
                var (document, directory) = (pair.document, pair.directory)
                document.dateOfBirth = BirthDate(iso: "1984-11-23")
                directory.dateOfBirth = document.dateOfBirth
                seen += 1
                let result = matcher.match(document: document, directory: directory)
                if result.decision == .approve { approved.append(result.evidence.map(\.reason.code.rawValue).joined()) }
            }
        }
        print("strangers with equal dates: \(approved.count) of \(seen) approved")
        // Simms and Sims, Hasan and Hassan: one spelling apart in the surname, and in truth told apart by the date.
        #expect(approved.count * 1_000 < seen, "\(approved)")
    }

    @Test("the same people are rarely rejected on their names alone")
    func samePeople() throws {
        for file in ["wikidata_hist.csv", "splink_fake1000.csv", "display_probablepeople.csv", "llm_alias_pairs.csv"] {
            var counts: [MatchDecision: Int] = [:]
            for pair in try Pair.all(file) where pair.samePerson {
                var (document, directory) = (pair.document, pair.directory)
                document.dateOfBirth = BirthDate(iso: "1984-11-23")
                directory.dateOfBirth = document.dateOfBirth
                counts[matcher.match(document: document, directory: directory).decision, default: 0] += 1
            }
            print("\(file): same people \(counts)")
            #expect(counts[.reject, default: 0] * 10 < counts.values.reduce(0, +))
        }
    }
}
