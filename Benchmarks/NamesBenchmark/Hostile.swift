import ClaimsMatching

/// Texts that nobody is called, a thousand scalars in one of five fields and in all of them, and words as many and as long as
/// they are looked at in all five: what preparing and comparing them costs, in milliseconds.
struct Hostile {
    let tables: NameTables

    func measure(into report: inout [String: Double]) {
        var random = Synthetic(seed: 2)
        let matcher = ClaimsMatcher(tables: tables)
        var scorer = NameScorer()
        var everywhere: [Double] = []
        var inOneField: [Double] = []
        var full: [Double] = []
        for (kind, ranges) in Self.kinds {
            var times: [Double] = []
            for round in 0..<300 {
                let texts = Self.ordinary.map { _ in Self.text(of: ranges, &random) }
                times.append(milliseconds(of: texts, by: matcher, &scorer))
                var oneText = Self.ordinary
                oneText[round % oneText.count] = texts[0]
                inOneField.append(milliseconds(of: oneText, by: matcher, &scorer))
                let fullTexts = Self.ordinary.map { _ in Self.fullText(of: ranges, &random) }
                full.append(milliseconds(of: fullTexts, by: matcher, &scorer))
            }
            report["hostileMillisecondsMedian.\(kind)"] = Stopwatch.percentile(0.5, of: times)
            everywhere += times
        }
        for (name, times) in ["hostile": everywhere, "hostileField": inOneField, "hostileFull": full] {
            report["\(name)MillisecondsMedian"] = Stopwatch.percentile(0.5, of: times)
            report["\(name)MillisecondsP99"] = Stopwatch.percentile(0.99, of: times)
            report["\(name)MillisecondsLargest"] = times.max()
        }
    }

    private func milliseconds(of texts: [String], by matcher: ClaimsMatcher, _ scorer: inout NameScorer) -> Double {
        1_000
            * Stopwatch.seconds {
                let document = matcher.prepare(
                    DocumentClaims(givenNames: texts[0], surname: texts[1], dateOfBirth: nil))
                let account = matcher.prepare(
                    DirectoryClaims(givenName: texts[2], surname: texts[3], displayName: texts[4]))
                _ = matcher.nameScore(document: document, directory: account, using: &scorer)
                _ = matcher.match(document: document, directory: account)
            }
    }

    private static let ordinary = ["Maria Fernanda", "Castillo", "Maria", "Castillo", "Maria Castillo"]

    /// Noise of everything, of single scripts, and of marks without end.
    private static let kinds: [(String, [ClosedRange<Int>])] = [
        ("latin", [0...0x24F]), ("anything", [0...0x1_FFFF]), ("cyrillic", [0x400...0x45F]), ("greek", [0x3B1...0x3CE]),
        ("arabic", [0x621...0x64A]), ("devanagari", [0x905...0x939]), ("thai", [0xE01...0xE2E]), ("han", [0x4E00...0x9FFF]),
        ("hangul", [0xAC00...0xD7A3]), ("marks", [0x61...0x7A, 0x300...0x36F, 0x300...0x36F]),
        ("compatibility", [0xFB50...0xFDFF, 0x3300...0x33FF]), ("umlauts", [0xC0...0xFF]),
    ]

    /// Of a thousand scalars, with a space now and then.
    private static func text(of ranges: [ClosedRange<Int>], _ random: inout Synthetic) -> String {
        text(of: ranges, length: 1_000, &random) { _, random in random.next() % 12 == 0 }
    }

    /// Twelve words of twenty letters: as many as are looked at.
    private static func fullText(of ranges: [ClosedRange<Int>], _ random: inout Synthetic) -> String {
        text(of: ranges, length: 251, &random) { length, _ in length % 21 == 20 }
    }

    private static func text(
        of ranges: [ClosedRange<Int>], length: Int, _ random: inout Synthetic,
        isSpace: (_ length: Int, inout Synthetic) -> Bool
    ) -> String {
        var scalars: [Unicode.Scalar] = []
        while scalars.count < length {
            if isSpace(scalars.count, &random) { scalars.append(" ") }
            let range = ranges[random.next() % ranges.count]
            if let scalar = Unicode.Scalar(UInt32(range.lowerBound + random.next() % range.count)) {
                scalars.append(scalar)
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
