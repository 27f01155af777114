import ClaimsMatching
import Foundation

/// What the score is made of, for `script/evaluation/fit_names.py`: a JSON array of pairs from standard input, one JSON
/// line of measures for each.
struct MeasureDump {
    let tables: NameTables

    private struct Pair: Decodable {
        let legal_given, legal_surname, dir_given, dir_surname, dir_display: String
    }

    func run() throws {
        let pairs = try JSONDecoder().decode([Pair].self, from: FileHandle.standardInput.readToEnd() ?? Data())
        let matcher = ClaimsMatcher(tables: tables)
        var scorer = NameScorer()
        print(try line(NameScorer.measureNames))
        for pair in pairs {
            let document = matcher.prepare(
                DocumentClaims(givenNames: pair.legal_given, surname: pair.legal_surname, dateOfBirth: nil))
            let account = matcher.prepare(
                DirectoryClaims(
                    givenName: pair.dir_given, surname: pair.dir_surname,
                    displayName: pair.dir_display.isEmpty ? nil : pair.dir_display))
            print(try line(scorer.measures(of: document, account)))
        }
    }

    private func line(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }
}
