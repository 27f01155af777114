import IdentityDocuments
import Testing

@Suite("Transliteration")
struct TransliterationTests {
    @Test(
        "writes names as Doc 9303-3 prescribes",
        arguments: [
            ("Müller", "", "MUELLER"), ("Mu\u{308}ller", "", "MUELLER"), ("Åström Ørsted", "", "AASTROEM OERSTED"),
            ("Strauß", "", "STRAUSS"), ("Þórður", "", "THORDUR"), ("Muñoz-Ibáñez", "", "MUNOZ IBANEZ"),
            ("d’Artagnan", "", "DARTAGNAN"), ("St. John", "", "ST JOHN"), ("Işık", "", "ISIK"), ("Łódź", "", "LODZ"),
            ("Nguyễn", "", "NGUYEN"), ("Popescu-Țăran", "", "POPESCU TARAN"), ("Ĳsbrand", "", "IJSBRAND"),
            ("Ющенко", "", "IUSHCHENKO"), ("Ющенко", "UKR", "YUSHCHENKO"), ("Гоголь", "RUS", "GOGOL"),
            ("Гоголь", "UKR", "HOHOL"), ("Шукшин", "SRB", "SUKSIN"), ("Щедрин", "BGR", "SHTEDRIN"),
            ("Єва-Юлія", "UKR", "YEVA YULIIA"), ("محمد", "", "MXHMD"), ("عائشة", "", "EAXIXSHXAH"),
        ])
    func writes(name: String, state: String, expected: String) throws {
        #expect(try Transliteration.machineReadable(name, issuingState: state) == expected)
    }

    @Test("doubles the letter under a shadda")
    func shadda() throws {
        #expect(try Transliteration.machineReadable("محمّد") == "MXHMMD")
        #expect(try Transliteration.machineReadable("بصّ") == "BXSSXSS")
    }

    @Test(
        "refuses letters outside the tables instead of dropping them",
        arguments: [
            ("田中", ["田", "中"]), ("김 Kim", ["김"]), ("Ann4", ["4"]), ("Μαρία", ["Μ", "Ά"]),
        ])
    func refuses(name: String, letters: [String]) throws {
        do {
            let written = try Transliteration.machineReadable(name)
            Issue.record("\(name) became \(written)")
        } catch {
            #expect(error.characters.first == letters.first)
        }
    }

    @Test("writes only letters of the zone, whatever table a letter is in")
    func alphabet() throws {
        for scalar in (0xC0...0x6D3).compactMap(Unicode.Scalar.init) {
            for variant in Transliteration.variants(of: scalar) {
                #expect(variant.allSatisfy { ("A"..."Z").contains($0) }, "\(scalar) gives \(variant)")
            }
        }
    }
}

@Suite("Transliteration against the reference tables", .enabled(if: Samples.has("data/names"), "shared tables absent"))
struct TransliterationReferenceTests {
    private func rows(_ file: String) throws -> [[String]] {
        let rows = try #require(Samples.lines("data/names/\(file)")).dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        try #require(rows.count > 40)
        return rows
    }

    @Test("Latin letters have exactly the listed forms")
    func latin() throws {
        for row in try rows("icao9303_latin.csv") {
            let letter = try #require(row[1].unicodeScalars.first)
            #expect(Transliteration.variants(of: letter) == row[2].split(separator: "|").map(String.init), "\(row[1])")
        }
    }

    @Test("Cyrillic letters have the listed form, in each State")
    func cyrillic() throws {
        for row in try rows("icao9303_cyrillic.csv") {
            let letter = try #require(row[1].unicodeScalars.first)
            #expect(Transliteration.variants(of: letter) == [row[2]], "\(row[1])")
            for exception in row[3].split(separator: ";") {
                let parts = exception.split(separator: "=").map(String.init)
                let state = String(parts[0].prefix(3))
                let written = try Transliteration.machineReadable(
                    parts[0].hasSuffix("-initial") ? row[1] : "А" + row[1], issuingState: state)
                #expect(written == (parts[0].hasSuffix("-initial") ? parts[1] : "A" + parts[1]), "\(row[1]) \(state)")
            }
        }
    }

    @Test("Arabic letters have the listed form")
    func arabic() throws {
        for row in try rows("icao9303_arabic.csv") {
            let letter = try #require(row[1].unicodeScalars.first)
            #expect(Transliteration.variants(of: letter) == [row[2]], "\(row[1])")
        }
    }
}
