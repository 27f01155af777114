/// A reading that guesses which words are the surname may take given names for it. What is no matter in a surname tells
/// twins and siblings apart in given names: the order, one vowel, the ending, a syllable that looks like a particle.
struct GuessedSlots {
    private let areGuessed: Bool
    private let areSwapped: Bool
    private let isUndivided: Bool
    private let areMoved: Bool
    /// The directory says which words are the surname, so that a swap goes against its word.
    private let areStated: Bool

    init(_ notes: [ReasonCode.Code], areStated: Bool) {
        self.areStated = areStated
        areSwapped = notes.contains(.nameOrderSwap)
        isUndivided = notes.contains(.nameSingleField)
        areMoved = notes.contains(.nameSlotsMoved)
        areGuessed = areSwapped || isUndivided || areMoved || notes.contains(.nameFromDisplayName)
    }

    func allows(_ match: NameMatch) -> Bool {
        switch match.surname.code {
        case .surnameReordered, .surnameGenderEnding, .surnameVariant, .surnameRomanisation: return !areGuessed
        case .surnameParticle: return !(areSwapped || isUndivided || areMoved) || match.surname.hasSameWords
        case .surnameOneOfDouble: return !(areSwapped || isUndivided)
        default: break
        }
        // Two words in each other's place, and a third that nothing on file knows: Scott James is not Michael James Scott. Of two
        // surnames neither is taken for a given name so easily.
        let isDouble = match.surname.directoryText.contains(" ")
        return !areSwapped
            || match.given.code != .givenCallName
                && (!areStated || isDouble || match.given.code != .givenMiddleUnused)
    }
}
