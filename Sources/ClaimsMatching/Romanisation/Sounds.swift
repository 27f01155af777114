/// Latin letters reduced to what they sound like, so that spellings of one name come together: `Phillips` and `Filip`.
///
/// One byte for a sound. Capital letters stand for sounds that many languages write with two letters.
enum Sounds {
    static let lengthLimit = 24

    static func of(_ letters: [UInt8]) -> [UInt8] {
        var sounds: [UInt8] = []
        var at = 0
        while at < letters.count, sounds.count < lengthLimit {
            let (sound, length) = sound(in: letters, at: at, isFirst: sounds.isEmpty)
            // One sound or two, the first in the lower byte.
            for part in [UInt8(sound & 0xFF), UInt8(sound >> 8)] where part != 0 && part != sounds.last {
                sounds.append(part)
            }
            at += length
        }
        // English and French leave a last e unspoken: Clark and Clarke.
        if sounds.count > 3, sounds.last == UInt8(ascii: "e"), letters.suffix(2) != [101, 101] { sounds.removeLast() }
        return sounds
    }

    private static func sound(in letters: [UInt8], at: Int, isFirst: Bool) -> (UInt16, length: Int) {
        let letter = letters[at]
        if at + 1 < letters.count, beginsSeveral[Int(letter & 127)] {
            if at + 3 <= letters.count, let sound = triples[key(letters[at..<(at + 3)])] { return (sound, 3) }
            let pair = key(letters[at..<(at + 2)])
            if isFirst, let sound = initialPairs[pair] { return (sound, 2) }
            if let sound = pairs[pair] { return (sound, 2) }
        }
        switch letter {
        case UInt8(ascii: "c"):
            let soft = at + 1 < letters.count && [101, 105, 121].contains(letters[at + 1])
            return (soft ? s : k, 1)
        case UInt8(ascii: "x"): return (k | s << 8, 1)
        case UInt8(ascii: "q"): return (k, 1)
        case UInt8(ascii: "y"): return (UInt16(UInt8(ascii: "i")), 1)
        default: return (UInt16(letter), 1)
        }
    }

    private static let (k, s) = (UInt16(UInt8(ascii: "k")), UInt16(UInt8(ascii: "s")))

    private static func key(_ letters: ArraySlice<UInt8>) -> UInt32 { letters.reduce(0) { $0 << 8 | UInt32($1) } }

    private static func table(_ entries: [String: String]) -> [UInt32: UInt16] {
        Dictionary(
            uniqueKeysWithValues: entries.map {
                (key(Array($0.key.utf8)[...]), $0.value.utf8.reversed().reduce(0) { $0 << 8 | UInt16($1) })
            })
    }

    /// Whether a sound of several letters begins with this one.
    private static let beginsSeveral: [Bool] = {
        var begins = [Bool](repeating: false, count: 128)
        for key in Array(pairs.keys) + Array(initialPairs.keys) { begins[Int(key >> 8 & 127)] = true }
        for key in triples.keys { begins[Int(key >> 16 & 127)] = true }
        return begins
    }()

    private static let triples = table([
        "sch": "S", "tch": "C", "tsh": "C", "dzh": "j", "ght": "t", "igh": "i", "eau": "o",
    ])
    private static let initialPairs = table([
        "wr": "r", "kn": "n", "gn": "n", "ps": "s", "wh": "w", "ts": "s", "xi": "Si", "rh": "r",
    ])
    private static let pairs = table([
        "sh": "S", "ch": "C", "th": "t", "ph": "f", "kh": "h", "gh": "g", "zh": "j", "dh": "d", "ck": "k", "qu": "kw",
        "ts": "s", "tz": "s", "cz": "C", "sz": "S", "dj": "j", "dz": "z", "ou": "u", "oo": "u", "ee": "i", "ie": "i",
        "ea": "i", "ai": "e", "ay": "e", "ei": "e", "ey": "e", "ae": "e", "oe": "o", "ue": "u", "au": "o", "aw": "o",
        "eo": "o", "eu": "u", "iu": "u", "ia": "a", "yu": "u", "ya": "a", "ye": "e", "yo": "o", "io": "o", "cc": "k",
    ])
}
