/// A field of a name as words: given names, a surname, or a whole name whose parts are not told apart.
struct NamePart: Hashable {
    /// Words beyond this are cut: no name has more.
    static let tokenLimit = 12

    let tokens: [NameToken]

    init(tokens: some Sequence<NameToken>) { self.tokens = Array(tokens.prefix(Self.tokenLimit)) }

    /// Cleans and splits `text` at spaces, hyphens, full stops and the like.
    init(_ text: String, nationality: String?) {
        self.init(text) { NameToken($0, nationality: nationality) }
    }

    /// - Parameter token: makes a word, or remembers one; nil where there is no letter.
    init(_ text: String, token: (String) -> NameToken?) { self.init(cleaned: NameText.cleaned(text), token: token) }

    /// From text that `NameText` has cleaned.
    init(cleaned text: some StringProtocol, token: (String) -> NameToken?) {
        var tokens: [NameToken] = []
        var word = String.UnicodeScalarView()
        func close(joined: Bool) {
            guard !word.isEmpty else { return }
            if var token = token(String(word)) {
                token.joinsNext = joined
                tokens.append(token)
            }
            word.removeAll(keepingCapacity: true)
        }
        for scalar in text.unicodeScalars {
            guard tokens.count < Self.tokenLimit else { break }
            if Self.isSeparator(scalar) { close(joined: scalar == "-") } else { word.append(scalar) }
        }
        close(joined: false)
        self.init(tokens: tokens)
    }

    static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        // The last two stand between syllables of Tibetan and between words of Ethiopic.
        case "-", " ", ".", ",", "/", "_", "·", "・", "\"", ";", "\u{F0B}", "\u{1361}": true
        default: false
        }
    }

    var isEmpty: Bool { tokens.isEmpty }
    var text: String { tokens.map(\.text).joined(separator: " ") }
}
