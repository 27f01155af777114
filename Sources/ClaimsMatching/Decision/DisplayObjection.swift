/// Sets record and display name against each other where one of them alone would do.
///
/// `Bill Mackinnon` may be William, but hardly the one whom the directory shows as William Henry while the document knows
/// no Henry. Where document and display name each have a word that the other has not, they may be two people's. And a display
/// name that leaves out what the record says does not overrule it: Maria Schmidt is Maria Anna or Maria Theresia.
struct DisplayObjection {
    private struct Word {
        let token: NameToken
        /// What the word is, where the slots are known.
        let claim: Claim?
        /// On the document.
        var isPrinted = false
    }

    private let tables: NameTables
    private let memo: RelationMemo
    private let match: NameMatch
    private let printed: [Word]
    private let recorded: PersonalName
    private let shown: [Word]
    private let document: PreparedDocument
    private let directory: PreparedPerson

    init(_ document: PreparedDocument, _ directory: PreparedPerson, _ match: NameMatch, tables: NameTables) {
        self.tables = tables
        self.match = match
        let names = directory.names(nationality: document.claims.nationality)
        let display = names.display?.words ?? NamePart(tokens: [])
        recorded = names.recorded
        shown = display.tokens.map { Word(token: $0, claim: nil) }
        // A document with a single field leaves open which words are which.
        let areSlotsKnown = !document.name.given.isEmpty
        printed =
            document.name.given.tokens.map { Word(token: $0, claim: .givenName, isPrinted: true) }
            + document.name.surname.tokens.map {
                Word(token: $0, claim: areSlotsKnown ? .surname : nil, isPrinted: true)
            }
        self.document = document
        self.directory = directory
        memo = RelationMemo(
            accents: Accents(
                [document.name.given, document.name.surname], [[recorded.given, recorded.surname], [display]]))
    }

    var reasons: [ReasonCode] {
        var reasons: [ReasonCode] = []
        if recordHasMore { reasons.append(ReasonCode(.nameRecordHasMore)) }
        if reasons.isEmpty, displayHasMore { reasons.append(ReasonCode(.nameDisplayHasMore)) }
        if let title = titleThatMayBeName { reasons.append(ReasonCode(.nameTitleMayBeName, [title.text])) }
        return reasons
    }

    /// The display name fits, and the record has a word besides.
    private var recordHasMore: Bool {
        guard match.notes.contains(.nameFromDisplayName) else { return false }
        // 지민 is one word for two names, and the display name has the first of them.
        if leavesOut, recorded.given.tokens.contains(where: isInNoPrintedScript) { return true }
        let given = recorded.given.tokens.map { Word(token: $0, claim: .givenName) }
        // Ben and Al are names where nothing else stands in the field.
        let names = given.filter {
            isName($0.token) || given.count == 1 && !NameVocabulary.neverNames.contains($0.token.bare)
        }
        let surnames = recorded.surname.tokens.filter(isName).map { Word(token: $0, claim: .surname) }
        // In another script, near is as much as can be said; a display name that leaves nothing out says the rest.
        let isWhole = shown.count >= names.count + surnames.count
        return !left(of: names + surnames, by: printed, isNearEnough: isWhole).isEmpty
    }

    private var leavesOut: Bool { [.givenMiddleUnused, .givenCallName].contains(match.given.code) }

    private func isInNoPrintedScript(_ word: NameToken) -> Bool {
        printed.allSatisfy { $0.token.script != word.script }
    }

    private var displayHasMore: Bool {
        guard !shown.isEmpty, !recordedWords.isEmpty else { return false }
        if contradictsMarks || leavesOut && (isInOtherOrder || isInOtherScript) { return true }
        let unexplained = left(of: shown, by: printed).filter { word in
            !recordedWords.contains {
                $0.token.bare == word.token.bare && !$0.token.isDividedOtherwise(than: word.token)
            }
        }
        guard !unexplained.isEmpty else { return false }
        // What looks like a particle in given names may be a syllable of them: Da Hyun.
        let unused = left(of: printedNames, by: shown).filter { word in
            !recordedWords.contains { Self.isExplained(relation(word, $0)) }
        }
        return match.given.level == .listed || !unused.isEmpty
    }

    /// Thuy is recorded, Thùy shown, and Thúy printed; or Jingan, Jing'an and Jin'gan.
    private var contradictsMarks: Bool {
        shown.contains { word in
            printed.contains {
                $0.claim != .surname && $0.token.bare == word.token.bare
                    && (memo.accents.contradict($0.token.text, word.token.text)
                        || $0.token.isDividedOtherwise(than: word.token))
            }
        }
    }

    /// Jin is recorded, Jin Young shown, and Young Jin printed.
    private var isInOtherOrder: Bool {
        // Maria del Carmen del Rio: the particle is also the surname's.
        let given = printed.filter { $0.claim == .givenName && isName($0.token) }
        let places = given.compactMap { word in shown.firstIndex { $0.token.bare == word.token.bare } }
        return places != places.sorted()
    }

    /// What is left out may be what the other script says.
    private var isInOtherScript: Bool {
        shown.contains { word in printed.allSatisfy { relation(word, $0) == .notComparable } }
    }

    /// A word taken for a title may be the name that tells two sisters apart: Sri Putri and Dewi Putri.
    private var titleThatMayBeName: NameToken? {
        let titles = directory.wordsWithTitles.filter(Self.mayBeName)
        guard !titles.isEmpty else { return nil }
        let words = document.wordsWithTitles.map { Word(token: $0, claim: nil, isPrinted: true) }
        let hidden = titles.first { title in
            !words.contains { Self.isExplained(relation(Word(token: title, claim: .givenName), $0)) }
        }
        guard let hidden else { return nil }
        let names = words.filter {
            !NameVocabulary.particles.contains($0.token.bare) && !NameVocabulary.neverNames.contains($0.token.bare)
        }
        return left(of: names, by: recordedWords + shown).isEmpty ? nil : hidden
    }

    private static func mayBeName(_ word: NameToken) -> Bool {
        isTitle(word) && !NameVocabulary.neverNames.contains(word.bare)
    }

    private static func isTitle(_ word: NameToken) -> Bool {
        NameVocabulary.honorifics.contains(word.bare) || NameVocabulary.postnominals.contains(word.bare)
            || NameVocabulary.generations[word.bare] != nil
    }

    private var recordedWords: [Word] {
        recorded.given.tokens.map { Word(token: $0, claim: .givenName) }
            + recorded.surname.tokens.map { Word(token: $0, claim: .surname) }
    }

    private var printedNames: [Word] { printed.filter { $0.claim == .givenName || isName($0.token) } }

    /// Words without a partner of their own on the other side.
    ///
    /// - Parameter isNearEnough: whether words of different scripts that are near need no other partner.
    private func left(of words: [Word], by others: [Word], isNearEnough: Bool = false) -> [Word] {
        var others = others
        // What fits best chooses first: whole words, then initials, then what cannot be compared.
        return words.filter { !take($0, from: &others) { relation, _ in relation.level.reaches(.listed) } }
            .filter { !take($0, from: &others) { relation, _ in relation == .initial } }
            .filter { word in
                !take(word, from: &others) { relation, other in
                    relation == .notComparable
                        || isNearEnough && relation == .nearMiss && word.token.script != other.script
                }
            }
    }

    private func take(
        _ word: Word, from others: inout [Word], _ fits: (TokenRelation, NameToken) -> Bool
    ) -> Bool {
        guard let place = others.firstIndex(where: { fits(relation(word, $0), $0.token) }) else { return false }
        others.remove(at: place)
        return true
    }

    private static func isExplained(_ relation: TokenRelation) -> Bool {
        relation == .notComparable || relation.level.reaches(.listed)
    }

    /// As the claim that either is known for, given names first. Where neither is known, the better of both ways to read
    /// them.
    private func relation(_ one: Word, _ other: Word) -> TokenRelation {
        // Rules of the issuing State look at the document's word.
        let (one, other) = other.isPrinted ? (other, one) : (one, other)
        let known = [one.claim, other.claim].compactMap(\.self)
        let claims =
            known.contains(.givenName) ? [.givenName] : known.isEmpty ? [Claim.givenName, .surname] : [.surname]
        let relations = claims.map {
            TokenComparison(claim: $0, tables: tables, memo: memo).relation(one.token, other.token)
        }
        return relations.max { NameMatch.order($0.level) < NameMatch.order($1.level) } ?? .notComparable
    }

    private func isName(_ word: NameToken) -> Bool {
        !NameVocabulary.particles.contains(word.bare) && !NameVocabulary.honorifics.contains(word.bare)
            && !NameVocabulary.postnominals.contains(word.bare)
    }
}
