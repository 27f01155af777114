/// How one word of the document stands to one word of the directory.
enum TokenRelation: Hashable {
    case identical
    case icao
    case genderEnding
    case truncated
    case listed(NameTables.Relation)
    case nearMiss
    case shortForm
    case initial
    case conflict
    /// Different scripts without a rule between them: no statement either way.
    case notComparable

    var level: EvidenceLevel {
        switch self {
        case .identical: .identical
        case .icao, .truncated: .equivalent
        case .listed, .genderEnding: .listed
        case .nearMiss, .shortForm: .near
        case .initial: .weak
        case .conflict: .conflict
        case .notComparable: .notAvailable
        }
    }
}

/// Compares words of one slot.
struct TokenComparison {
    let claim: Claim
    let tables: NameTables
    let memo: RelationMemo

    /// - Parameter mayBeCut: the document's word may be only the beginning of a name.
    func relation(_ document: NameToken, _ directory: NameToken, mayBeCut: Bool = false) -> TokenRelation {
        if document.bare == directory.bare {
            if document.isDividedOtherwise(than: directory) { return .nearMiss }
            return memo.accents.contradict(document.text, directory.text) ? otherAccents : .identical
        }
        return memo.relation(document, directory, claim, mayBeCut: mayBeCut) {
            found(document, directory, mayBeCut: mayBeCut)
        }
    }

    /// A surname is the same in all the family: its accents tell nobody apart.
    private var otherAccents: TokenRelation { claim == .surname ? .listed(.variant) : .nearMiss }

    private func found(_ document: NameToken, _ directory: NameToken, mayBeCut: Bool) -> TokenRelation {
        if document.mayShareForms(with: directory), document.formMask.meets(directory.formMask),
            !document.ruleForms.isDisjoint(with: directory.ruleForms)
        {
            return memo.accents.contradict(document.text, directory.text) ? otherAccents : .icao
        }
        if document.isOfCyrillicState, directory.script == .latin,
            CyrillicForms.isOneWord(document.bare, directory.bare)
        {
            return .icao
        }
        let (one, other) = (memo.aliases(of: document, in: tables), memo.aliases(of: directory, in: tables))
        let kinship = Kinship.strongest(one.span, other.span, claim)
        if let relation = kinship.relation { return listed(relation, document, directory) }
        let crossing = document.script != nil && directory.script != nil && document.script != directory.script
        let found =
            crossing
            ? ScriptCrossing(document, directory, claim).relation : related(document, directory, mayBeCut: mayBeCut)
        // Emma may be short for Emily, and is a name of its own: a person looks.
        return kinship != .none && !found.level.reaches(.near) ? .nearMiss : found
    }

    /// Lists of spellings hold names that no ear would take for one another: those are near, and a person looks.
    private func listed(_ relation: NameTables.Relation, _ one: NameToken, _ other: NameToken) -> TokenRelation {
        if relation == .spelling { return .listed(one.script == other.script ? .spelling : .romanisation) }
        guard one.script == other.script else {
            // The list holds names that are one only to whoever made it, so the ear is asked too.
            return ScriptCrossing(one, other, claim).isHeard ? .listed(.romanisation) : .nearMiss
        }
        // Wong and Wang may write one Chinese name or two: in one script the list only says that they might.
        if relation == .romanisation { return .nearMiss }
        guard relation == .variant else { return .listed(relation) }
        let isOne = claim == .surname ? ScriptCrossing.sameSound(one, other) >= 0.8 : Spelling.areOne(one, other)
        return isOne ? .listed(.variant) : .nearMiss
    }

    private func related(_ document: NameToken, _ directory: NameToken, mayBeCut: Bool) -> TokenRelation {
        if mayBeCut, isBeginning(document.bare, of: directory.bare) { return .truncated }
        if document.isInitial || directory.isInitial {
            // Of Þórður it is Þ, which passports print TH.
            return document.bare.hasPrefix(directory.bare) || directory.bare.hasPrefix(document.bare)
                ? .initial : .conflict
        }
        guard document.script == .latin || document.script == .cyrillic else { return .conflict }
        if document.contracted.contains(directory.bare) { return claim == .surname ? .icao : .nearMiss }
        if claim == .surname, GenderEnding.pairs(document.bare, directory.bare) { return .genderEnding }
        if !document.skeleton.isEmpty, document.skeleton == directory.skeleton {
            // Jan and Ian, Wu and Vu sound alike on paper and are different names: given names and short surnames need
            // a table, not a rule of thumb.
            let long = min(document.length, directory.length) >= 5
            return claim == .surname && long ? .listed(.variant) : .nearMiss
        }
        if min(document.length, directory.length) >= 6, abs(document.length - directory.length) <= 1,
            EditDistance.isOne(Array(document.bare.unicodeScalars), Array(directory.bare.unicodeScalars))
        {
            return .nearMiss
        }
        if claim == .givenName, isShortForm(document, directory) { return .shortForm }
        return .conflict
    }

    /// A cut name shows three letters at least, or one where the issuer fell back to initials.
    private func isBeginning(_ short: String, of long: String) -> Bool {
        (short.count >= 3 || short.count == 1) && short.count < long.count && long.hasPrefix(short)
    }

    private func isShortForm(_ one: NameToken, _ other: NameToken) -> Bool {
        let (short, long) = one.length < other.length ? (one, other) : (other, one)
        return short.length >= 3 && short.length < long.length && long.bare.hasPrefix(short.bare)
    }
}

/// Male and female forms of Slavic surnames.
enum GenderEnding {
    static func pairs(_ one: String, _ other: String) -> Bool {
        guard one.utf8.first == other.utf8.first else { return false }
        return isFemale(one, of: other) || isFemale(other, of: one)
    }

    private static let endings = [
        ("as", ["aite", "iene"]), ("is", ["yte", "iene"]), ("ys", ["yte", "iene"]), ("us", ["ute", "iute", "iene"]),
        ("s", ["a"]), ("y", ["a"]),
    ]

    private static func isFemale(_ female: String, of male: String) -> Bool {
        guard male.count >= 4 else { return false }
        if ["ov", "ev", "in", "ов", "ев", "ин"].contains(where: male.hasSuffix) {
            if female == male + "a" || female == male + "а" { return true }
        }
        // Czech and Slovak: Novák, Nováková.
        if female == male + "ova" { return true }
        // Lithuanian and Latvian, and Czech adjectives: Petrauskas, Petrauskaitė; Ozols, Ozola; Černý, Černá.
        for (ending, others) in endings where male.hasSuffix(ending) {
            if others.contains(where: { female == male.dropLast(ending.count) + $0 }) { return true }
        }
        for ending in ["skii", "skiy", "skyi", "ski", "sky", "ский", "ський"] where male.hasSuffix(ending) {
            let stem = male.dropLast(ending.count)
            return ["ska", "skaya", "skaia", "skaja", "ская", "ська"].contains { female == stem + $0 }
        }
        return false
    }
}

enum EditDistance {
    /// Whether one insertion, deletion, replacement or swap of neighbours turns one word into the other.
    static func isOne<Letter: Equatable>(_ one: [Letter], _ other: [Letter]) -> Bool {
        guard one != other, abs(one.count - other.count) <= 1 else { return false }
        let prefix = zip(one, other).prefix { $0 == $1 }.count
        let suffix = zip(one.reversed(), other.reversed()).prefix { $0 == $1 }.count
        let shorter = min(one.count, other.count)
        if one.count != other.count { return prefix + suffix >= shorter }
        if prefix + suffix >= shorter - 1 { return true }
        return prefix + suffix == shorter - 2 && one[prefix] == other[prefix + 1] && one[prefix + 1] == other[prefix]
    }
}
