/// A reading that guesses which words are the surname may take given names for it. What is no matter in a surname tells
/// twins and siblings apart in given names: the order, one vowel, the ending, a syllable that looks like a particle.
struct GuessedSlots {
    private let areGuessed: Bool
    private let areSwapped: Bool
    private let isUndivided: Bool
    /// The directory says which words are the surname, so that a swap goes against its word.
    private let areStated: Bool

    init(_ notes: [ReasonCode.Code], areStated: Bool) {
        self.areStated = areStated
        areSwapped = notes.contains(.nameOrderSwap)
        isUndivided = notes.contains(.nameSingleField)
        areGuessed =
            areSwapped || isUndivided || notes.contains(.nameFromDisplayName) || notes.contains(.nameSlotsMoved)
    }

    func allows(_ match: NameMatch) -> Bool {
        switch match.surname.code {
        case .surnameReordered, .surnameGenderEnding, .surnameVariant: return !areGuessed
        case .surnameParticle: return !(areSwapped || isUndivided) || match.surname.hasSameWords
        case .surnameOneOfDouble: return !(areSwapped || isUndivided)
        default: break
        }
        // Two words in each other's place, and a third that nothing on file knows: Scott James is not Michael James Scott.
        return !areSwapped
            || match.given.code != .givenCallName && !(areStated && match.given.code == .givenMiddleUnused)
    }
}
