/// The result of comparing one slot: a level and the reason for it.
struct PartMatch: Hashable {
    var level: EvidenceLevel
    var code: ReasonCode.Code
    /// A word of the document was taken for the beginning of a longer name.
    var truncated = false
    var documentText: String
    var directoryText: String

    /// In whatever order.
    var hasSameWords: Bool {
        documentText.lowercased().split(separator: " ").sorted()
            == directoryText.lowercased().split(separator: " ").sorted()
    }

    func evidence(of claim: Claim) -> ClaimEvidence {
        let parameters = level == .identical || level == .notAvailable ? [] : [documentText, directoryText]
        return ClaimEvidence(
            claim: claim, level: level, reason: ReasonCode(code, parameters.filter { !$0.isEmpty }),
            documentValue: documentText.isEmpty ? nil : documentText,
            directoryValue: directoryText.isEmpty ? nil : directoryText)
    }
}

/// What both name comparators ask first.
struct PartComparison {
    let document: NamePart
    let directory: NamePart
    let accents: Accents

    func match(_ level: EvidenceLevel, _ code: ReasonCode.Code, truncated: Bool = false) -> PartMatch {
        PartMatch(
            level: level, code: code, truncated: truncated, documentText: document.text, directoryText: directory.text)
    }

    /// The same words, with the same hyphens.
    var areEqual: Bool { areEqualWords && document.tokens.map(\.joinsNext) == directory.tokens.map(\.joinsNext) }

    var areEqualWords: Bool {
        document.tokens.count == directory.tokens.count
            && zip(document.tokens, directory.tokens).allSatisfy { one, other in
                one.bare == other.bare && !one.isDividedOtherwise(than: other)
                    && !accents.contradict(one.text, other.text)
            }
    }

    /// Equal but for words that one side writes as one. Ming Yu and Min Gyu are two people.
    var areEqualWhenGlued: Bool {
        guard haveSameLetters else { return false }
        let (cuts, others) = (Self.cuts(in: document), Self.cuts(in: directory))
        return (cuts.isSubset(of: others) || others.isSubset(of: cuts)) && !accents.contradict(glued.0, glued.1)
    }

    private var haveSameLetters: Bool {
        document.tokens.map(\.bare).joined() == directory.tokens.map(\.bare).joined()
    }

    private var glued: (String, String) {
        (document.tokens.map(\.text).joined(), directory.tokens.map(\.text).joined())
    }

    /// Where its words end, in letters from the beginning.
    private static func cuts(in part: NamePart) -> Set<Int> {
        part.tokens.reduce(into: (length: 0, ends: Set<Int>())) { found, token in
            for division in token.divisions { found.ends.insert(found.length + division) }
            found.length += token.length
            found.ends.insert(found.length)
        }.ends
    }

    /// Equal by the rules of transliteration when each side is written as one word.
    var areEquivalentWhenGlued: Bool {
        // What is equal without a rule is not equal by one when it is cut elsewhere.
        guard !haveSameLetters else { return false }
        let tokens = document.tokens + directory.tokens
        // A word without a form by rule would be written as nothing, and its bearer taken for somebody without it.
        guard tokens.allSatisfy({ !$0.ruleForms.isEmpty }) else { return false }
        // Without a letter that has several forms, being equal when glued has said it all.
        guard tokens.contains(where: { $0.ruleForms != [$0.bare] }) else { return false }
        guard document.tokens.allSatisfy({ one in directory.tokens.allSatisfy(one.mayShareForms) }) else {
            return false
        }
        // As many words on either side are compared one by one.
        guard document.tokens.count != directory.tokens.count || document.tokens.count == 1 else { return false }
        guard Self.isFew(document), Self.isFew(directory) else { return false }
        let one = NameToken.products(of: document.tokens.map { $0.ruleForms.sorted() })
        let other = NameToken.products(of: directory.tokens.map { $0.ruleForms.sorted() })
        return one != [""] && !one.isDisjoint(with: other) && !accents.contradict(glued.0, glued.1)
    }

    /// Whether all forms of all words together are few enough to write out.
    private static func isFew(_ part: NamePart) -> Bool {
        part.tokens.reduce(1) { min(1_000, $0 * max(1, $1.ruleForms.count)) } <= NameToken.formLimit
    }
}
