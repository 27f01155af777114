import ClaimsMatching

/// Decisions with uniqueness over a whole directory, and what keeping the index costs.
struct DirectoryRun {
    let people: Int
    let tables: NameTables

    func measure(into report: inout [String: Double]) {
        var random = Synthetic(seed: 3)
        let claims = (0..<people).map { _ in random.person() }
        let ids = (0..<people).map(String.init)
        let before = Stopwatch.memory
        var index = DirectoryIndex(tables: tables)
        report["indexBuildSeconds"] = Stopwatch.seconds {
            for (id, person) in zip(ids, claims) { index.update(id, person) }
        }
        report["indexMebibytes"] = (Stopwatch.memory - before) / 1_048_576

        let matcher = ClaimsMatcher(tables: tables)
        var times: [Double] = []
        var approved = 0
        for _ in 0..<1_000 {
            let own = random.next() % people
            let document = random.document(of: claims[own])
            times.append(
                Stopwatch.seconds {
                    let document = matcher.prepare(document)
                    let account = matcher.prepare(claims[own])
                    let others = index.candidates(for: document).compactMap { Int($0.id) }.filter { $0 != own }
                    let report = matcher.uniqueness(
                        of: document, claimed: account, others: others.lazy.map { matcher.prepare(claims[$0]) },
                        frequencies: index.frequencies)
                    let result = matcher.match(
                        document: document, directory: account, uniqueness: report, frequencies: index.frequencies)
                    if result.decision == .approve { approved += 1 }
                } * 1_000)
        }
        report["decisionMillisecondsMedian"] = Stopwatch.percentile(0.5, of: times)
        report["decisionMillisecondsP99"] = Stopwatch.percentile(0.99, of: times)
        report["decisionsApproved"] = Double(approved) / 1_000
        report["updateSecondsOf1000"] = Stopwatch.seconds {
            for change in 0..<1_000 { index.update(ids[change * (people / 1_000)], random.person()) }
        }
    }
}
