import ClaimsMatching
import Foundation
import Testing

private func rank(_ decision: MatchDecision) -> Int { decision == .approve ? 2 : decision == .review ? 1 : 0 }

/// Names that nobody chose: letters of one alphabet, or anything that Unicode has.
private struct RandomNames {
    var random: SeededGenerator
    static let latin = "abcdefghijklmnoprstuvwyzäöüéøłçñ"

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func word(of alphabet: String = latin, letters: ClosedRange<Int> = 2...10) -> String {
        String((0..<Int.random(in: letters, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })
    }

    mutating func noise(_ length: Int) -> String {
        var scalars: [Unicode.Scalar] = []
        while scalars.count < length {
            let limit: UInt32 = Bool.random(using: &random) ? 0x600 : 0x2_0000
            if Int.random(in: 0..<9, using: &random) == 0 { scalars.append(" ") }
            if let scalar = Unicode.Scalar(UInt32.random(in: 0x20..<limit, using: &random)) { scalars.append(scalar) }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}

@Suite("Random names and dates")
struct RandomNameTests {
    private let matcher = ClaimsMatcher()

    private func score(_ document: DocumentClaims, _ directory: DirectoryClaims) -> Double {
        var scorer = NameScorer()
        return matcher.nameScore(
            document: matcher.prepare(document), directory: matcher.prepare(directory), using: &scorer)
    }

    @Test("have one decision and one score, however often they are prepared")
    func deterministic() {
        var names = RandomNames(seed: 11)
        for _ in 0..<60 {
            let claims = document(names.noise(60), names.noise(40))
            let person = account(names.noise(60), names.noise(40), display: names.noise(80))
            #expect(
                matcher.match(document: claims, directory: person) == matcher.match(document: claims, directory: person)
            )
            #expect(score(claims, person) == score(claims, person))
        }
    }

    @Test("without slots score the same from either side, with as many words on each")
    func symmetric() {
        var names = RandomNames(seed: 12)
        for _ in 0..<400 {
            // Shorter words may be particles, which count on neither side.
            let words = (0..<Int.random(in: 1...4, using: &names.random)).map { _ in names.word(letters: 4...10) }
            // Half of the words are kept, in any order: pairs of which nothing agrees would prove little.
            var others = words.map { Bool.random(using: &names.random) ? $0 : names.word(letters: 4...10) }
            others.shuffle(using: &names.random)
            let (one, other) = (words.joined(separator: " "), others.joined(separator: " "))
            let there = score(document("", one), account(nil, nil, display: other))
            let back = score(document("", other), account(nil, nil, display: one))
            #expect(abs(there - back) < 0.000_01, "\(one) / \(other)")
        }
    }

    @Test("are decided the same in any order of their words, where the directory names no slots")
    func wordOrder() {
        var names = RandomNames(seed: 13)
        for _ in 0..<100 {
            let (given, surname) = (names.word(letters: 4...9), names.word(letters: 4...9))
            let printed = document(given.uppercased(), surname.uppercased())
            let decisions = ["\(given) \(surname)", "\(surname) \(given)", "\(surname), \(given)"].map {
                matcher.match(document: printed, directory: account(nil, nil, display: $0)).decision
            }
            #expect(Set(decisions) == [.approve], "\(given) \(surname)")
        }
    }

    @Test(
        "with one word more in the directory are never approved, whatever it is written in",
        arguments: [
            RandomNames.latin, "абвгдежзиклмнопрстуфхцч", "αβγδεζηθικλμνξοπρστυφχψω", "אבגדהוזחטיכלמנסעפצקרשת",
            "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "پچژگڤڵۆێەڕ", "अआइईउऊएऐओकखगघचछजटठडतथदनपबमयरलवसह",
            "กขคงจชซดตทธนบปผพฟมยรลวสห",
            "가나다라마바사아자차카타파하김이박최정", "王李張劉陳楊黃趙吳周美玲志明", "あいうえおかきくけこさしすせそ", "აბგდევზთიკლმნოპრს", "աբգդեզէըթժիլխ",
        ])
    func wordMore(alphabet: String) {
        var names = RandomNames(seed: 16)
        for _ in 0..<25 {
            let more = names.word(of: alphabet, letters: 4...7)
            // Of one document in Latin letters, and of one in those of the further word.
            for own in [RandomNames.latin, alphabet] {
                let (given, surname) = (names.word(of: own, letters: 5...8), names.word(of: own, letters: 5...8))
                let printed = document(given.uppercased(), surname.uppercased())
                for person in [
                    account("\(given) \(more)", surname), account("\(more) \(given)", surname),
                    account(given, "\(surname) \(more)"), account(given, "\(more) \(surname)"),
                    account(nil, nil, display: "\(given) \(more) \(surname)"),
                    account(nil, nil, display: "\(surname), \(given) \(more)"),
                ] {
                    #expect(
                        matcher.match(document: printed, directory: person).decision != .approve, "\(printed) \(person)"
                    )
                }
            }
        }
    }

    @Test("with another claim that contradicts are never decided better")
    func conflicts() {
        var names = RandomNames(seed: 14)
        for _ in 0..<200 {
            let (given, surname) = (names.word(letters: 3...8), names.word(letters: 3...8))
            var claims = document(given.uppercased(), surname.uppercased())
            claims.documentNumber = "X1234567"
            claims.nationality = "UTO"
            claims.phone = "+15550123456"
            let same = Bool.random(using: &names.random)
            let person = account(
                same ? given : names.word(letters: 3...8), Bool.random(using: &names.random) ? surname : names.word())
            let before = rank(matcher.match(document: claims, directory: person).decision)
            var changes: [DirectoryClaims] = []
            for change in [
                { $0.documentNumbers = ["Z7654321"] }, { $0.nationality = "SWE" }, { $0.phones = ["+46701234567"] },
                { $0.dateOfBirth = BirthDate(iso: "1931-05-17") }, { $0.surname = "Quackenbush" },
                { $0.givenName = "Thaddeus" },
            ] as [(inout DirectoryClaims) -> Void] {
                var worse = person
                change(&worse)
                changes.append(worse)
            }
            for worse in changes {
                #expect(
                    rank(matcher.match(document: claims, directory: worse).decision) <= before, "\(claims) \(worse)")
            }
        }
    }

    @Test("beyond what is read change nothing: a text is cut before any work is done on it")
    func bounded() {
        var names = RandomNames(seed: 15)
        for _ in 0..<20 {
            let texts = (0..<4).map { _ in names.noise(1_000) }
            func ask(_ texts: [String]) -> (MatchResult, Double) {
                let claims = (document(texts[0], texts[1]), account(texts[2], texts[3], display: texts[0]))
                return (matcher.match(document: claims.0, directory: claims.1), score(claims.0, claims.1))
            }
            let (result, number) = ask(texts)
            let (longer, other) = ask(texts.map { $0 + names.noise(20_000) })
            #expect(result.decision == longer.decision)
            #expect(result.evidence.map(\.directoryValue) == longer.evidence.map(\.directoryValue))
            #expect(number == other)
        }
    }

    @Test("with one letter taken from another alphabet are flagged and not approved")
    func homoglyphs() {
        let lookalikes: [Character: [Character]] = [
            "a": ["а", "α"], "e": ["е"], "o": ["о", "ο"], "p": ["р"], "c": ["с"], "x": ["х"], "i": ["і", "ι"],
            "v": ["ν"],
        ]
        var names = RandomNames(seed: 16)
        for _ in 0..<200 {
            let (given, surname) = (
                names.word(of: "aeopcxivmnrst", letters: 4...8), names.word(of: "lmnrst", letters: 4...8)
            )
            let places = given.indices.filter { lookalikes[given[$0]] != nil }
            guard let place = places.randomElement(using: &names.random),
                let other = lookalikes[given[place]]?.randomElement(using: &names.random)
            else { continue }
            var forged = given
            forged.replaceSubrange(place...place, with: [other])
            let result = matcher.match(
                document: document(given.uppercased(), surname.uppercased()), directory: account(forged, surname))
            #expect(result.codes.contains("flag.mixedScript"), "\(forged)")
            #expect(result.decision != .approve)
        }
    }

    @Test("on a day that systems fill in are never taken for equal to the day")
    func placeholders() {
        var names = RandomNames(seed: 17)
        for _ in 0..<300 {
            let year = Int.random(in: 1900...2015, using: &names.random)
            guard let day = ["\(year)-01-01", "\(year)-07-01", "1900-01-01"].randomElement(using: &names.random) else {
                return
            }
            let (given, surname) = (names.word(), names.word())
            let result = matcher.match(
                document: document(given.uppercased(), surname.uppercased(), born: day),
                directory: account(given, surname, born: day))
            #expect(result.level(of: .dateOfBirth) != .identical, "\(day)")
            #expect(result.decision != .approve, "\(day)")
        }
    }
}

@Suite("Doc 9303-3, section 6", .enabled(if: Samples.has("data/names"), "shared tables absent"))
struct TransliterationTableTests {
    private func rows(_ file: String) throws -> [[String]] {
        try #require(Samples.lines("data/names/\(file)")).dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private func isSame(_ printed: String, _ written: String, of nationality: String? = nil) -> Bool {
        let given = anna(besides: written)
        let result = ClaimsMatcher().match(
            document: document("ANNA", printed, of: nationality), directory: account(given, written))
        return result.level(of: .surname).reaches(.equivalent)
    }

    @Test("every Latin letter agrees with every form in which the zone may print it")
    func latin() throws {
        var seen = 0
        for row in try rows("icao9303_latin.csv") {
            for form in row[2].split(separator: "|") {
                seen += 1
                #expect(isSame("BER\(form)TOLD", "Ber\(row[1].lowercased())told"), "\(row)")
            }
        }
        #expect(seen > 96)
    }

    @Test("every Cyrillic letter agrees with its form, and with those of single languages for their nationals")
    func cyrillic() throws {
        var seen = 0
        for row in try rows("icao9303_cyrillic.csv") {
            let letter = row[1].lowercased()
            seen += 1
            #expect(isSame("BOR\(row[2])ANOV", "бор\(letter)анов"), "\(row)")
            for exception in row[3].split(separator: ";") {
                let parts = exception.split(separator: "=").map(String.init)
                let place = parts[0].split(separator: "-").map(String.init)
                let initial = place.count > 1
                #expect(
                    initial
                        ? isSame("\(parts[1])BORANOV", "\(letter)боранов", of: place[0])
                        : isSame("BOR\(parts[1])ANOV", "бор\(letter)анов", of: place[0]), "\(row)")
            }
        }
        #expect(seen >= 48)
    }

    @Test("every Arabic letter agrees with its form, in the middle of a word and at its end")
    func arabic() throws {
        var seen = 0
        for row in try rows("icao9303_arabic.csv") {
            seen += 1
            #expect(isSame("XHB\(row[2])RN", "حب\(row[1])رن"), "\(row)")
            #expect(isSame("XHRNB\(row[2])", "حرنب\(row[1])"), "\(row)")
        }
        #expect(seen == 66)
        #expect(isSame("MXHMD", "محمد") && isSame("MXHMMD", "محمّد"))
        // The last letter has a form of its own at the end of a word.
        #expect(isSame("FAXTTMXAH", "فاطمة") && isSame("FAXTTMXTA", "فاطمة"))
    }

    @Test("a form that no X marks as the table's is a Latin name like others")
    func unmarked() {
        #expect(!isSame("ELY", "علي") && !isSame("ELA", "علا") && !isSame("ERYN", "عرين"))
    }

    @Test("a letter that differs is another name", arguments: ["MXHMT", "MHMD", "XHMD", "MXHXHMD", "FAXTTMXAH"])
    func otherArabicName(printed: String) {
        #expect(!isSame(printed, "محمد"))
    }
}
