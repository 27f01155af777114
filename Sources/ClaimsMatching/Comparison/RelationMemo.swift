/// Remembers how words stand to each other during one comparison of names: its many readings ask the same again.
final class RelationMemo {
    /// How this comparison takes accents.
    let accents: Accents

    init(accents: Accents) { self.accents = accents }

    private struct Question: Hashable {
        let document: UInt64
        let directory: UInt64
        let claim: Claim
        let mayBeCut: Bool
    }

    private var answers: [Question: TokenRelation] = [:]
    private var aliases: [UInt64: [NameTables.Alias]] = [:]

    /// What the tables have on a word, looked up once.
    func aliases(of token: NameToken, in tables: NameTables) -> [NameTables.Alias] {
        if let known = aliases[token.key] { return known }
        let found = tables.aliases(of: token.bare)
        aliases[token.key] = found
        return found
    }

    func relation(
        _ document: NameToken, _ directory: NameToken, _ claim: Claim, mayBeCut: Bool, _ work: () -> TokenRelation
    ) -> TokenRelation {
        let question = Question(document: document.key, directory: directory.key, claim: claim, mayBeCut: mayBeCut)
        if let known = answers[question] { return known }
        let relation = work()
        answers[question] = relation
        return relation
    }
}
