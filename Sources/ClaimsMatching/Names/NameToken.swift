import Foundation

/// One word of a name with every form in which it may be met.
struct NameToken: Hashable {
    /// Letters beyond this are cut: no name word is longer.
    static let lengthLimit = 40
    static let formLimit = 64

    /// As written, cleaned.
    let text: String
    /// Lower case without diacritics, in its own script.
    let bare: String
    /// Latin forms that a rule gives: bare, and those of Doc 9303-3.
    let ruleForms: Set<String>
    /// Latin forms that are only customary.
    let customaryForms: Set<String>
    /// Spelling differences that are no difference in sound are collapsed. Empty outside Latin and Cyrillic.
    let skeleton: String
    /// Nil when the word has no letters, or letters of several scripts.
    let script: Script?
    /// Letters of scripts that look alike stand in one word.
    let mixesScripts: Bool
    /// Written with a hyphen to the next word.
    var joinsNext = false

    /// - Returns: nil when no letter or digit is left.
    init?(_ word: some StringProtocol, nationality: String? = nil) {
        let kept = String(word.filter { $0.isLetter || $0.isNumber }.prefix(Self.lengthLimit))
        guard !kept.isEmpty else { return nil }
        let scripts = Script.scripts(of: kept)
        text = kept
        script = scripts.count == 1 ? scripts.first : nil
        mixesScripts = Script.isSuspicious(mix: scripts)
        let lower = text.lowercased().precomposedStringWithCanonicalMapping
        switch script {
        case .latin:
            bare = Self.latinBare(lower)
            ruleForms = Self.products(of: lower.map(LatinForms.of))
            customaryForms = []
            skeleton = Self.collapsed(bare)
        case .cyrillic:
            bare = lower.replacing("ё", with: "е")
            ruleForms = CyrillicForms.official(lower, nationality: nationality)
            customaryForms = CyrillicForms.informal(lower)
            skeleton = Self.collapsed(CyrillicForms.transliterated(lower, column: ""))
        case .arabic, .hebrew:
            // Vowel points are optional in writing.
            bare = String(String.UnicodeScalarView(lower.unicodeScalars.filter {
                $0.properties.generalCategory != .nonspacingMark
            }))
            (ruleForms, customaryForms, skeleton) = ([], [], "")
        default:
            bare = lower
            (ruleForms, customaryForms, skeleton) = ([], [], "")
        }
    }

    var isInitial: Bool { bare.count == 1 && (script == .latin || script == .cyrillic) }

    /// Adjacent words written as one.
    static func glued(_ tokens: some Collection<NameToken>, nationality: String?) -> NameToken? {
        NameToken(tokens.map(\.text).joined(), nationality: nationality)
    }

    private static func latinBare(_ lower: String) -> String {
        lower.map { LatinForms.of($0).first ?? "" }.joined()
    }

    /// All words that choosing one form per letter can give, at most `formLimit`.
    static func products(of choices: [[String]]) -> Set<String> {
        var words = [""]
        for choice in choices {
            guard let first = choice.first else { continue }
            if choice.count > 1, words.count * choice.count <= formLimit {
                words = words.flatMap { word in choice.map { word + $0 } }
            } else {
                words = words.map { $0 + first }
            }
        }
        return Set(words)
    }

    private static func collapsed(_ latin: String) -> String {
        var text = latin
        for (from, to) in collapses { text = text.replacing(from, with: to) }
        var collapsed = ""
        for letter in text where letter != collapsed.last { collapsed.append(letter) }
        return collapsed
    }

    private static let collapses = [
        ("ph", "f"), ("kh", "h"), ("ou", "u"), ("ue", "u"), ("oe", "o"), ("ae", "a"), ("y", "i"), ("j", "i"), ("w", "v"),
    ]
}
