import ClaimsMatching

/// Texts that nobody is called: the slowest comparison of a thousand, in milliseconds.
struct Hostile {
    let tables: NameTables

    func measure(into report: inout [String: Double]) {
        var random = Synthetic(seed: 2)
        let matcher = ClaimsMatcher(tables: tables)
        var times: [Double] = []
        var scorer = NameScorer()
        for round in 0..<1_000 {
            let texts = (0..<5).map { _ in Self.text(limit: round % 2 == 0 ? 0x250 : 0x2_0000, &random) }
            let document = matcher.prepare(DocumentClaims(givenNames: texts[0], surname: texts[1], dateOfBirth: nil))
            let account = matcher.prepare(
                DirectoryClaims(givenName: texts[2], surname: texts[3], displayName: texts[4]))
            times.append(
                Stopwatch.seconds {
                    _ = matcher.nameScore(document: document, directory: account, using: &scorer)
                    _ = matcher.match(document: document, directory: account)
                } * 1_000)
        }
        report["hostileMillisecondsMedian"] = Stopwatch.percentile(0.5, of: times)
        report["hostileMillisecondsLargest"] = times.max()
    }

    private static func text(limit: Int, _ random: inout Synthetic) -> String {
        var scalars: [Unicode.Scalar] = []
        while scalars.count < 1_000 {
            if random.next() % 9 == 0 { scalars.append(" ") }
            if let scalar = Unicode.Scalar(UInt32(random.next() % limit)) { scalars.append(scalar) }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
