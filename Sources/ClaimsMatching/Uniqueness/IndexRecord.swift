/// One person in the index: words by number, and the date of birth.
struct IndexRecord: Sendable {
    struct Name: Sendable {
        let words: [UInt32]
        let slots: [PackedName.Slot]

        func packed(_ store: borrowing WordStore) -> PackedName {
            PackedName(joining: zip(words, slots).map { (store[$0].packed, $1, store[$0].isParticle) })
        }
    }

    /// The recorded name; the display name where it has other words; current names with others on file in their place.
    let names: [Name]
    let dateOfBirth: BirthDate?

    init(_ claims: DirectoryClaims, _ store: inout WordStore) {
        let given = store.part(claims.givenName ?? "")
        let surname = store.part(claims.surname ?? "")
        let main = Name(PersonalName(given: given, surname: surname), &store)
        var names = main.words.isEmpty ? [] : [main]
        if let shown = claims.displayName.map({ store.display($0) }) {
            let name = shown.structured.map { Name($0, &store) } ?? Name(shown.words, .unknown, &store)
            if !Set(name.words).isSubset(of: main.words) { names.append(name) }
        }
        for other in claims.otherGivenNames {
            names.append(Name(PersonalName(given: store.part(other), surname: surname), &store))
        }
        for other in claims.otherSurnames {
            names.append(Name(PersonalName(given: given, surname: store.part(other)), &store))
        }
        self.names = names
        dateOfBirth = claims.dateOfBirth
    }

    func keys(_ store: WordStore) -> Set<UInt64> {
        var keys = Set(
            names.flatMap { name in
                BlockingKeys.names(of: name.words.map { store[$0] }.filter { !$0.isParticle }.map(\.skeleton))
            })
        if let day = BlockingKeys.date(dateOfBirth) { keys.insert(day) }
        return keys
    }

    func words(in slot: PackedName.Slot) -> [UInt32] {
        names.first.map { name in zip(name.words, name.slots).filter { $1 == slot }.map(\.0) } ?? []
    }
}

extension IndexRecord.Name {
    init(_ name: PersonalName, _ store: inout WordStore) {
        let isSplit = !name.given.isEmpty && !name.surname.isEmpty
        let (given, surname) = (name.given.tokens, name.surname.tokens)
        words = (given + surname).map { store.number(of: $0) }
        slots = given.map { _ in isSplit ? .given : .unknown } + surname.map { _ in isSplit ? .surname : .unknown }
    }

    init(_ part: NamePart, _ slot: PackedName.Slot, _ store: inout WordStore) {
        words = part.tokens.map { store.number(of: $0) }
        slots = words.map { _ in slot }
    }
}
