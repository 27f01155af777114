/// What each change of a letter costs.
struct Costs {
    /// One row of 32 for each letter.
    private let replacements: [UInt8]
    private let removals: [UInt8]
    let doubling: UInt16
    let swapping: UInt16

    func withReplacements<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        replacements.withUnsafeBufferPointer(body)
    }

    @inline(__always)
    func removing(_ letter: UInt8) -> UInt16 {
        UInt16(removals[Int(letter & 31)])
    }

    static let opaque = Costs(groups: [], removals: [], doubling: 8, swapping: 6)

    /// Groups of letters that are taken for one another by hand, eye or ear, with the cost.
    static let spelling = Costs(
        groups: keyboardNeighbours.map { ($0, 5) } + [
            ("aeiouy", 6), ("ck", 3), ("sz", 3), ("iy", 3), ("vw", 3), ("ij", 4), ("td", 5), ("bp", 5), ("mn", 5),
        ] + digits, removals: [("h", 5), ("e", 6)], doubling: 3, swapping: 5)

    static let sound = Costs(
        groups: soundFamilies, removals: [("aeiou", 3), ("h", 3), ("w", 5), ("j", 6)], doubling: 1, swapping: 7)

    static let consonantSound = Costs(
        groups: soundFamilies + [("wuo", 1), ("ie", 1), ("wv", 1), ("ae", 1), ("ih", 4), ("ah", 3), ("aC", 6)],
        removals: [("aeiou", 1), ("h", 3), ("w", 4)], doubling: 1, swapping: 7)

    private static let soundFamilies: [(String, UInt8)] = [
        ("aeiou", 2), ("kgq", 2), ("td", 2), ("pb", 2), ("pf", 3), ("bvf", 2), ("fv", 1), ("vw", 1), ("wu", 1),
        ("wo", 3), ("sz", 1), ("szS", 3), ("jgz", 3), ("jC", 2), ("jS", 4), ("jS", 4), ("CS", 2), ("Cs", 4), ("Ct", 4),
        ("kh", 4), ("Ch", 4), ("gh", 3), ("kC", 4), ("lr", 3), ("mn", 4), ("ji", 3), ("zj", 3), ("ij", 3),
    ]

    /// A digit in a name is a slip of the finger or of the scanner.
    private static let digits: [(String, UInt8)] = "abcdefghijklmnopqrstuvwxyz".map { ("\($0)0", 3) }

    /// Keys side by side, row by row (QWERTY).
    private static let keyboardNeighbours: [String] = [
        "qw", "we", "er", "rt", "ty", "yu", "ui", "io", "op", "as", "sd", "df", "fg", "gh", "hj", "jk", "kl", "zx",
        "xc",
        "cv", "vb", "bn", "nm", "qa", "wa", "ws", "es", "ed", "rd", "rf", "tf", "tg", "yg", "yh", "uh", "uj", "ij",
        "ik",
        "ok", "ol", "pl", "az", "sz", "sx", "dx", "dc", "fc", "fv", "gv", "gb", "hb", "hn", "jn", "jm", "km",
    ]
}

extension Costs {
    private init(
        groups: [(String, UInt8)], removals: [(String, UInt8)], doubling: UInt16, swapping: UInt16
    ) {
        self.doubling = doubling
        self.swapping = swapping
        let whole = UInt8(SpellingDistance.unit)
        var table = [UInt8](repeating: whole, count: Letter.count * Letter.count)
        for (letters, cost) in groups {
            let codes = letters.utf8.map { Int(Letter.code($0)) }
            for one in codes {
                for other in codes where one != other {
                    table[one << 5 | other] = min(table[one << 5 | other], cost)
                }
            }
        }
        var single = [UInt8](repeating: whole, count: Letter.count)
        for (letters, cost) in removals {
            for letter in letters.utf8 { single[Int(Letter.code(letter))] = cost }
        }
        replacements = table
        self.removals = single
    }
}
