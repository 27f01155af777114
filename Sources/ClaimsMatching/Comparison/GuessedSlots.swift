/// A reading that guesses which words are the surname may take given names for it. What is no matter in a surname tells
/// twins and siblings apart in given names: the order, one vowel, the ending, a syllable that looks like a particle.
struct GuessedSlots {
    private let areGuessed: Bool
    private let areSwapped: Bool
    private let isUndivided: Bool
    private let areMoved: Bool
    /// The directory says which words are the surname, so that a swap goes against its word.
    private let areStated: Bool

    init(_ notes: [ReasonCode.Code], _ views: NameViews) {
        areStated = views.statesSlots
        areSwapped = notes.contains(.nameOrderSwap)
        isUndivided = notes.contains(.nameSingleField)
        areMoved = notes.contains(.nameSlotsMoved)
        areGuessed =
            areSwapped || isUndivided || areMoved
            || notes.contains(.nameFromDisplayName) && !views.displayStatesSlots
    }

    func allows(surname: PartMatch, given: PartMatch) -> Bool { allows(surname) && allows(given, beside: surname) }

    private func allows(_ surname: PartMatch) -> Bool {
        switch surname.code {
        case .surnameReordered, .surnameGenderEnding, .surnameVariant, .surnameRomanisation: !areGuessed
        case .surnameParticle: !(areSwapped || isUndivided || areMoved) || surname.hasSameWords
        case .surnameOneOfDouble: !(areSwapped || isUndivided)
        default: true
        }
    }

    /// Two words in each other's place, and a third that nothing on file knows: Scott James is not Michael James Scott. Two
    /// surnames are not taken for given names so easily.
    private func allows(_ given: PartMatch, beside surname: PartMatch) -> Bool {
        guard areSwapped else { return true }
        switch given.code {
        case .givenCallName: return false
        case .givenMiddleUnused: return !areStated || surname.documentText.contains(" ")
        default: return true
        }
    }
}
