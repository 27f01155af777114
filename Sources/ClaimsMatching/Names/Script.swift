/// The scripts that matter to names: which can be compared, and which look alike.
enum Script: UInt8, Hashable {
    case latin, cyrillic, greek, armenian, hebrew, arabic, han, kana, hangul, other

    /// Nil for marks, digits and signs, which belong to any script.
    init?(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            guard ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) else { return nil }
            self = .latin
            return
        }
        guard scalar.properties.isAlphabetic, scalar.properties.generalCategory != .nonspacingMark else { return nil }
        switch scalar.value {
        // The schwa of Azerbaijani stands among phonetic signs.
        case 0x80...0x24F, 0x259, 0x1E00...0x1EFF: self = .latin
        case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
        case 0x400...0x52F: self = .cyrillic
        case 0x530...0x58F: self = .armenian
        case 0x590...0x5FF: self = .hebrew
        case 0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF: self = .arabic
        case 0x3040...0x30FF: self = .kana
        case 0x3005, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: self = .han
        case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7AF: self = .hangul
        default: self = .other
        }
    }

    /// - Parameter texts: cleaned by `NameText`, all of one name.
    static func isSuspicious(in texts: String...) -> Bool {
        // Plain letters are of one script.
        let foreign = texts.contains { !$0.utf8.allSatisfy { $0 < 0x80 } }
        return foreign && texts.reduce(into: ScriptSet()) { $0.formUnion(ScriptSet(of: $1)) }.isSuspicious
    }
}

struct ScriptSet: OptionSet, Hashable {
    let rawValue: UInt16

    init(rawValue: UInt16) { self.rawValue = rawValue }
    init(_ script: Script) { rawValue = 1 << UInt16(script.rawValue) }

    init(of text: some StringProtocol) {
        self = text.unicodeScalars.reduce(into: []) { set, scalar in
            if let script = Script(scalar) { set.insert(ScriptSet(script)) }
        }
    }

    /// Nil when there are none or several.
    var only: Script? { rawValue.nonzeroBitCount == 1 ? Script(rawValue: UInt8(rawValue.trailingZeroBitCount)) : nil }

    /// Scripts with letters that cannot be told from those of another by eye.
    private static let confusable = ScriptSet([.latin, .cyrillic, .greek, .armenian, .other].map { ScriptSet($0) })
    /// What Japanese names are written in.
    static let japanese: ScriptSet = [ScriptSet(.han), ScriptSet(.kana)]

    /// Han, kana and hangul stand side by side in honest names; letters that look alike do not.
    var isSuspicious: Bool { intersection(Self.confusable).rawValue.nonzeroBitCount > 1 }
}

extension ScriptSet {
    private init(_ sets: [ScriptSet]) { self = sets.reduce(into: []) { $0.formUnion($1) } }
}
