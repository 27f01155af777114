import ClaimsMatching

/// Comparisons of prepared names on one core.
struct Comparisons {
    let tables: NameTables

    func measure(into report: inout [String: Double]) {
        var random = Synthetic(seed: 1)
        let matcher = ClaimsMatcher(tables: tables)
        let people = (0..<2_000).map { _ in random.person() }
        let documents = people.map { matcher.prepare(random.document(of: $0)) }
        let accounts = people.map(matcher.prepare)
        var scorer = NameScorer()
        var sum = 0.0
        let rounds = 500
        let seconds = Stopwatch.seconds {
            for round in 0..<rounds {
                for index in documents.indices {
                    // One in ten is the same person, as among the candidates of an index.
                    let other = round % 10 == 0 ? index : (index + round * 7 + 1) % accounts.count
                    sum += matcher.nameScore(document: documents[index], directory: accounts[other], using: &scorer)
                }
            }
        }
        report["preparedComparisonsPerSecond"] = Double(rounds * documents.count) / seconds
        report["meanScore"] = sum / Double(rounds * documents.count)
        let decisions = Stopwatch.seconds {
            for (document, account) in zip(documents, accounts) {
                _ = matcher.match(document: document, directory: account)
            }
        }
        report["preparedDecisionsPerSecond"] = Double(documents.count) / decisions
        let preparing = Stopwatch.seconds { for claims in people { _ = matcher.prepare(claims) } }
        report["preparationsPerSecond"] = Double(people.count) / preparing
    }
}
