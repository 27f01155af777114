/// One way to read the names of both sides, as given names and surname.
struct NameView {
    let document: PersonalName
    let directory: PersonalName
    /// The best level this reading can give, because it takes liberties.
    var limit: EvidenceLevel = .identical
    /// What to tell the reviewer about the reading.
    var notes: [ReasonCode.Code] = []
    /// Slots read from names on file other than the current ones.
    var otherNames: Set<Claim> = []
}

/// All readings worth comparing, the plainest first.
struct NameViews {
    private let document: PersonalName
    private let directory: DirectoryClaims
    private let nationality: String?
    private let recorded: PersonalName
    private let display: DisplayName?
    /// Nothing is approved on what is not all seen, so liberties would help nobody.
    private let isCut: Bool

    init(document: PreparedDocument, directory: PreparedPerson, usesDisplayName: Bool) {
        self.document = document.name
        self.directory = directory.claims
        isCut = document.isCut || directory.isCut
        nationality = document.claims.nationality
        let names = directory.names(nationality: nationality)
        recorded = names.recorded
        display = usesDisplayName ? names.display : nil
    }

    var all: [NameView] {
        isCut ? Array(directoryReadings.prefix(1)) : directoryReadings.flatMap(documentReadings(for:))
    }

    var accents: Accents {
        Accents(
            [document.given, document.surname],
            [[recorded.given, recorded.surname], [display?.words ?? NamePart(tokens: [])]]
                + (directory.otherGivenNames + directory.otherSurnames).map { [NamePart($0, nationality: nil)] })
    }

    /// Whether the directory says which words are the surname.
    var statesSlots: Bool { !recorded.given.isEmpty && !recorded.surname.isEmpty || displayStatesSlots }

    /// `Eriksson, Anna`.
    var displayStatesSlots: Bool { display?.structured != nil }

    /// Wherever the directory keeps it.
    var directoryGeneration: String? { recorded.generation ?? display?.generation }

    /// A document with a single field leaves open where the surname ends.
    private func documentReadings(for view: NameView) -> [NameView] {
        guard document.given.isEmpty, document.surname.tokens.count > 1 else { return [view] }
        return Self.splits(of: document.surname, generation: document.generation).map { split in
            NameView(
                document: split, directory: view.directory, limit: view.limit.limited(to: .equivalent),
                notes: view.notes + [.nameSingleField], otherNames: view.otherNames)
        }
    }

    private var directoryReadings: [NameView] {
        var readings: [NameView] = []
        if !recorded.given.isEmpty || !recorded.surname.isEmpty {
            readings += self.readings(of: recorded, note: nil)
            // A list of words is no name whose parts are in the wrong field.
            guard recorded.given.tokens.count + recorded.surname.tokens.count <= Self.longest else {
                return readings + otherNames
            }
            readings += moved(recorded, notes: [.nameSlotsMoved])
        }
        if let display { readings += self.readings(of: display) }
        return readings + otherNames
    }

    private func readings(of name: PersonalName, note: ReasonCode.Code?) -> [NameView] {
        let notes = note.map { [$0] } ?? []
        let swapped = PersonalName(given: name.surname, surname: name.given, generation: name.generation)
        return [
            NameView(document: document, directory: name, notes: notes),
            NameView(document: document, directory: swapped, limit: .equivalent, notes: notes + [.nameOrderSwap]),
        ]
    }

    /// A middle name kept in the surname field, or particles in that of the given names.
    private func moved(_ name: PersonalName, notes: [ReasonCode.Code]) -> [NameView] {
        guard name.given.tokens.count + name.surname.tokens.count <= Self.longest else { return [] }
        let words = NamePart(tokens: name.given.tokens + name.surname.tokens)
        return Self.splits(of: words, generation: name.generation)
            .filter { $0.given != name.given }
            .map { NameView(document: document, directory: $0, limit: .equivalent, notes: notes) }
    }

    private func readings(of display: DisplayName) -> [NameView] {
        if let structured = display.structured {
            return readings(of: structured, note: .nameFromDisplayName)
                + moved(structured, notes: [.nameFromDisplayName, .nameSlotsMoved])
        }
        return Self.splits(of: display.words, generation: display.generation).flatMap {
            readings(of: $0, note: .nameFromDisplayName)
        }
    }

    /// Current names with one of them replaced by another name on file.
    private var otherNames: [NameView] {
        let given =
            directory.otherGivenNames.map { NamePart($0, nationality: nationality) }
            + (display?.nicknames ?? [])
        let surnames = directory.otherSurnames.map { NamePart($0, nationality: nationality) }
        return currentNames.flatMap { current in
            given.map { view($0, current.surname, replacing: [.givenName]) }
                + surnames.map { view(current.given, $0, replacing: [.surname]) }
        } + given.flatMap { given in surnames.map { view(given, $0, replacing: [.givenName, .surname]) } }
    }

    private var currentNames: [PersonalName] {
        if !recorded.given.isEmpty || !recorded.surname.isEmpty { return [recorded] }
        guard let display else { return [] }
        return display.structured.map { [$0] } ?? Self.splits(of: display.words, generation: display.generation)
    }

    private func view(_ given: NamePart, _ surname: NamePart, replacing replaced: Set<Claim>) -> NameView {
        let name = PersonalName(given: given, surname: surname, generation: recorded.generation)
        return NameView(document: document, directory: name, otherNames: replaced)
    }

    private static let longest = 9

    /// The ways to cut words into given names before and a surname behind: every one for names of up to six words, for
    /// longer ones those near the ends, and for lists that are no name at all the outermost two.
    private static func splits(of words: NamePart, generation: String?) -> [PersonalName] {
        let count = words.tokens.count
        guard count > 1 else { return [] }
        let margin = count > longest ? 1 : 3
        return (1..<count).filter { $0 < margin || $0 == 1 || $0 >= count - margin }.map { cut in
            PersonalName(
                given: NamePart(tokens: words.tokens[..<cut]), surname: NamePart(tokens: words.tokens[cut...]),
                generation: generation)
        }
    }
}
