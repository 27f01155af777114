import Foundation

/// A value with the parts marked that the other side does not have. Drawn with an underline and weight, and read out as
/// marked text: colour alone tells nothing to many people.
struct MarkedValue: Equatable {
    struct Piece: Equatable {
        let text: String
        let differs: Bool
    }

    let pieces: [Piece]

    /// Both sides, each compared with the other: whole words that are missing on the other side, letters within words that
    /// are nearly the same. Case, diacritics and order are no differences: the finding tells about them.
    static func pair(_ one: String, _ other: String) -> (MarkedValue, MarkedValue) {
        let (first, second) = (words(one), words(other))
        var (marksOfFirst, marksOfSecond) = ([[Bool]](), [[Bool]]())
        (marksOfFirst, marksOfSecond) = marks(first.map(folded), second.map(folded))
        return (MarkedValue(first, marksOfFirst), MarkedValue(second, marksOfSecond))
    }

    static func plain(_ text: String) -> MarkedValue { MarkedValue(pieces: [Piece(text: text, differs: false)]) }

    var hasDifference: Bool { pieces.contains(where: \.differs) }

    private init(pieces: [Piece]) { self.pieces = pieces }

    private init(_ words: [String], _ marks: [[Bool]]) {
        var pieces: [Piece] = []
        func add(_ text: String, _ differs: Bool) {
            if let last = pieces.last, last.differs == differs {
                pieces[pieces.count - 1] = Piece(text: last.text + text, differs: differs)
            } else {
                pieces.append(Piece(text: text, differs: differs))
            }
        }
        for (number, word) in words.enumerated() {
            if number > 0 { add(" ", false) }
            for (letter, differs) in zip(word, marks[number]) { add(String(letter), differs) }
        }
        self.pieces = pieces
    }

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).prefix(40).map { String($0.prefix(100)) }
    }

    /// As many characters as the word has, so that places stay the same.
    private static func folded(_ word: String) -> [Character] {
        word.map { letter in
            String(letter).folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil).first ?? letter
        }
    }

    private static func marks(_ first: [[Character]], _ second: [[Character]]) -> ([[Bool]], [[Bool]]) {
        var marksOfFirst = first.map { [Bool](repeating: true, count: $0.count) }
        var marksOfSecond = second.map { [Bool](repeating: true, count: $0.count) }
        var free = Set(second.indices)
        var open: [Int] = []
        for (place, word) in first.enumerated() {
            if let same = second.indices.first(where: { free.contains($0) && second[$0] == word }) {
                free.remove(same)
                marksOfFirst[place] = marksOfFirst[place].map { _ in false }
                marksOfSecond[same] = marksOfSecond[same].map { _ in false }
            } else {
                open.append(place)
            }
        }
        for place in open {
            let likest = free.sorted().map { ($0, common(first[place], second[$0])) }
                .max { $0.1.count < $1.1.count }
            // With less than half in common two words are two words, not two spellings.
            guard let (match, shared) = likest,
                shared.count * 2 >= max(first[place].count, second[match].count)
            else { continue }
            free.remove(match)
            for (here, there) in shared {
                marksOfFirst[place][here] = false
                marksOfSecond[match][there] = false
            }
        }
        return (marksOfFirst, marksOfSecond)
    }

    /// Places of a longest common subsequence (Wagner and Fischer 1974).
    private static func common(_ one: [Character], _ other: [Character]) -> [(Int, Int)] {
        var lengths = [[Int]](repeating: [Int](repeating: 0, count: other.count + 1), count: one.count + 1)
        for i in one.indices.reversed() {
            for j in other.indices.reversed() {
                lengths[i][j] =
                    one[i] == other[j] ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
            }
        }
        var (i, j, places) = (0, 0, [(Int, Int)]())
        while i < one.count, j < other.count {
            if one[i] == other[j] {
                places.append((i, j))
                (i, j) = (i + 1, j + 1)
            } else if lengths[i + 1][j] >= lengths[i][j + 1] {
                i += 1
            } else {
                j += 1
            }
        }
        return places
    }
}
