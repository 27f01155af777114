import ClaimsMatching
import Foundation
import Testing

private let givenNames = [
    "Anna", "Anna Maria", "Jean-Pierre", "Jörg", "Þórður", "Мария", "Юрий", "Bob", "Nguyễn Thị", "J", "José", "太郎", "",
    "Łukasz", "Søren", "O'Neil", "X Æ", "Zoë",
]
private let surnames = [
    "Eriksson", "van der Meer", "García López", "Müller", "Ющенко", "O’Brien", "Smith-Jones", "Al-Basri", "Å", "김",
    "Nováková", "Papandropoulous", "Strauß", "Ivanov", "",
]
private let dates = ["1984-11-23", "1984-11-22", "1984-01-01", "1956-02-14", nil]

private func rank(_ decision: MatchDecision) -> Int { decision == .approve ? 2 : decision == .review ? 1 : 0 }

@Suite("Properties of every match")
struct PropertyTests {
    private let matcher = ClaimsMatcher()

    private func pairs(_ count: Int, seed: UInt64) -> [(DocumentClaims, DirectoryClaims)] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            let names = (givenNames.randomElement(using: &random) ?? "", surnames.randomElement(using: &random) ?? "")
            let same = Bool.random(using: &random)
            return (
                document(names.0.uppercased(), names.1.uppercased(), born: dates.randomElement(using: &random) ?? nil),
                account(
                    same ? names.0 : givenNames.randomElement(using: &random),
                    same ? names.1 : surnames.randomElement(using: &random),
                    born: dates.randomElement(using: &random) ?? nil)
            )
        }
    }

    @Test("the same question always has the same answer")
    func deterministic() {
        for (document, directory) in pairs(200, seed: 1) {
            #expect(
                matcher.match(document: document, directory: directory)
                    == matcher.match(document: document, directory: directory))
        }
    }

    @Test("letter case and diacritics of the directory change no decision")
    func caseAndDiacritics() {
        for (document, directory) in pairs(200, seed: 2) {
            var changed = directory
            changed.givenName = directory.givenName?.uppercased()
            changed.surname = directory.surname?.lowercased().decomposedStringWithCanonicalMapping
            let (before, after) = (
                matcher.match(document: document, directory: directory),
                matcher.match(document: document, directory: changed)
            )
            #expect(before.decision == after.decision, "\(document) \(directory)")
            #expect(before.evidence.map(\.level) == after.evidence.map(\.level), "\(document) \(directory)")
        }
    }

    @Test("putting a conflict in place of a claim never raises the decision")
    func monotone() {
        for (document, directory) in pairs(300, seed: 3) {
            let before = matcher.match(document: document, directory: directory)
            for claim in Claim.core {
                var worse = directory
                switch claim {
                case .surname: worse.surname = "Quackenbush"
                case .givenName: worse.givenName = "Thaddeus"
                default: worse.dateOfBirth = BirthDate(iso: "1931-05-17")
                }
                let after = matcher.match(document: document, directory: worse)
                #expect(rank(after.decision) <= rank(before.decision), "\(document) \(directory) \(claim)")
            }
        }
    }

    @Test("taking a claim away never approves")
    func missingNeverApproves() {
        for (document, directory) in pairs(200, seed: 4) {
            var poorer = directory
            poorer.dateOfBirth = nil
            #expect(matcher.match(document: document, directory: poorer).decision != .approve)
            poorer = directory
            poorer.givenName = nil
            #expect(matcher.match(document: document, directory: poorer).decision != .approve)
        }
    }

    @Test("reasons come in one fixed order, one per claim at least")
    func order() {
        let codes = ReasonCode.Code.allCases
        for (document, directory) in pairs(200, seed: 5) {
            let result = matcher.match(document: document, directory: directory)
            let places = result.reasons.compactMap { codes.firstIndex(of: $0.code) }
            #expect(places == places.sorted())
            #expect(result.evidence.map(\.claim) == Claim.core)
        }
    }

    @Test("arbitrary Unicode is taken without a crash and without growing")
    func fuzz() {
        var random = SeededGenerator(seed: 6)
        func text(_ length: Int) -> String {
            var scalars = String.UnicodeScalarView()
            while scalars.count < length {
                let limit: UInt32 = Bool.random(using: &random) ? 0x250 : 0x2_0000
                if let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &random)) { scalars.append(scalar) }
            }
            return String(scalars)
        }
        for round in 0..<60 {
            let length = round % 10 == 0 ? 1_000 : Int.random(in: 0...120, using: &random)
            let result = matcher.match(
                document: document(text(length), text(length)),
                directory: account(text(length), text(length), display: text(length), otherGiven: [text(length)]))
            #expect(result.decision != .approve)
            for value in result.evidence.compactMap(\.directoryValue) {
                let words = value.split(separator: " ")
                #expect(words.count <= 12)
                #expect(words.allSatisfy { $0.count <= 40 })
            }
        }
    }
}
