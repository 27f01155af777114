import ClaimsMatching

/// Invented people: names of two to four syllables, as unevenly spread as real ones.
struct Synthetic {
    private var state: UInt64
    private let givenNames: [String]
    private let surnames: [String]

    init(seed: UInt64, names: Int = 40_000) {
        state = seed
        var random = Self.words(seed: seed, count: names + names / 4)
        givenNames = Array(random.suffix(names / 4))
        random.removeLast(names / 4)
        surnames = random
    }

    mutating func person() -> DirectoryClaims {
        let given = givenNames[rank(of: givenNames.count)]
        let surname = surnames[rank(of: surnames.count)]
        let date = "\(1945 + next() % 60)-\(Self.two(1 + next() % 12))-\(Self.two(1 + next() % 28))"
        return DirectoryClaims(
            givenName: given, surname: surname, displayName: "\(given) \(surname)", dateOfBirth: BirthDate(iso: date))
    }

    /// What a passport would say about this person: capitals, and mostly a middle name.
    mutating func document(of person: DirectoryClaims) -> DocumentClaims {
        let middle = next() % 3 == 0 ? "" : " " + givenNames[rank(of: givenNames.count)]
        return DocumentClaims(
            givenNames: ((person.givenName ?? "") + middle).uppercased(), surname: (person.surname ?? "").uppercased(),
            dateOfBirth: person.dateOfBirth)
    }

    mutating func next() -> Int { Int(Self.step(&state) >> 33) }

    /// Few names are very common, most are rare (Zipf).
    private mutating func rank(of count: Int) -> Int {
        let unit = Double(next() % 1_000_000 + 1) / 1_000_000
        return min(count - 1, Int(Double(count) * unit * unit * unit))
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func words(seed: UInt64, count: Int) -> [String] {
        var state = seed
        let starts = [
            "b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "sch", "t", "v", "w", "z", "br", "kr", "",
        ]
        let ends = ["", "n", "r", "s", "l", "nd", "rt", "ng", "", ""]
        var words: Set<String> = []
        var ordered: [String] = []
        while ordered.count < count {
            var word = ""
            for _ in 0..<(2 + Int(step(&state) % 3)) {
                word +=
                    starts[Int(step(&state) % UInt64(starts.count))]
                    + ["a", "e", "i", "o", "u", "ia", "ö"][Int(step(&state) % 7)]
                    + ends[Int(step(&state) % UInt64(ends.count))]
            }
            if word.count > 3, words.insert(word).inserted {
                ordered.append(word.prefix(1).uppercased() + word.dropFirst())
            }
        }
        return ordered
    }

    /// SplitMix64.
    private static func step(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
