/// A display name taken apart: `Eriksson, Anna "Annie" (External)` or `Dr. Anna Eriksson Jr.`
struct DisplayName: Hashable {
    /// Set when a comma tells surname from given names.
    let structured: PersonalName?
    /// Otherwise all words, in the order written.
    let words: NamePart
    let generation: String?
    /// Names in quotation marks.
    let nicknames: [NamePart]
    /// Quotations beyond this are no nicknames.
    private static let nicknameLimit = 3

    init(_ text: String, nationality: String?) {
        self.init(text) { NameToken($0, nationality: nationality) }
    }

    /// - Parameter token: see `NamePart`.
    init(_ text: String, token: (String) -> NameToken?) { self.init(cleaned: NameText.cleaned(text), token: token) }

    /// From text that `NameText` has cleaned.
    init(cleaned text: String, token: (String) -> NameToken?) {
        let (outside, quoted) = Self.withoutAsides(text)
        nicknames = quoted.prefix(Self.nicknameLimit).map { NamePart(cleaned: $0, token: token) }.filter { !$0.isEmpty }
        var pieces = outside.unicodeScalars.split(separator: ",", maxSplits: NamePart.tokenLimit)
            .map { NamePart(cleaned: Substring($0), token: token).tokens }.filter { !$0.isEmpty }
        var generation: String?
        // "Jane Doe, PhD" and "John Smith, Jr." have a comma, but no surname before it.
        while pieces.count > 1, let last = pieces.last, last.allSatisfy(Self.isTitle) {
            generation = generation ?? last.compactMap { NameVocabulary.generations[$0.bare] }.first
            pieces.removeLast()
        }
        pieces = pieces.map { Self.withoutPostnominals(PersonalName.withoutHonorifics($0)) }
        for index in pieces.indices {
            generation = PersonalName.takeGeneration(from: &pieces[index]) ?? generation
        }
        self.generation = generation
        words = NamePart(tokens: pieces.flatMap { $0 })
        structured =
            pieces.count == 2
            ? PersonalName(
                given: NamePart(tokens: pieces[1]), surname: NamePart(tokens: pieces[0]), generation: generation) : nil
    }

    private static func isTitle(_ token: NameToken) -> Bool {
        NameVocabulary.postnominals.contains(token.bare) || NameVocabulary.generations[token.bare] != nil
    }

    private static func withoutPostnominals(_ tokens: [NameToken]) -> [NameToken] {
        var rest = tokens[...]
        while rest.count > 2, let last = rest.last, NameVocabulary.postnominals.contains(last.bare) {
            rest = rest.dropLast()
        }
        return Array(rest)
    }

    /// Takes off what stands behind a bar of its own, `Anna Eriksson | Sales`, where two words stand before it.
    private static func withoutTail(_ text: String) -> String {
        let words = text.split(separator: " ")
        guard let bar = words.firstIndex(where: { ["|", "•", "@", "·"].contains($0) }), bar > 1 else { return text }
        return words[..<bar].joined(separator: " ")
    }

    /// Takes out what stands in brackets or behind a bar, which is never part of the name, and what stands in quotation marks.
    static func withoutAsides(_ text: String) -> (outside: String, quoted: [String]) {
        guard text.unicodeScalars.contains(where: isAside) else { return (withoutTail(text), []) }
        var outside = String.UnicodeScalarView()
        var quoted: [String] = []
        var brackets: [String.UnicodeScalarView] = []
        var quotation: String.UnicodeScalarView?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "(", "[", "{": brackets.append(String.UnicodeScalarView())
            case ")", "]", "}": _ = brackets.popLast()
            case "\"", "“", "”", "„", "«", "»":
                if let open = quotation { quoted.append(String(open)) }
                quotation = quotation == nil ? String.UnicodeScalarView() : nil
                outside.append(" ")
            default:
                if !brackets.isEmpty {
                    brackets[brackets.count - 1].append(scalar)
                } else if quotation != nil {
                    quotation?.append(scalar)
                } else {
                    outside.append(scalar)
                }
            }
        }
        // A sign without its partner sets nothing apart: no word may vanish that the document would have to explain.
        for open in [quotation].compactMap(\.self) + brackets { outside.append(contentsOf: open) }
        return (withoutTail(String(outside)), quoted)
    }

    private static func isAside(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "(", "[", "{", ")", "]", "}", "\"", "“", "”", "„", "«", "»": true
        default: false
        }
    }
}
