/// The scripts that matter to names: which can be compared, and which look alike.
enum Script: Hashable {
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
        case 0x80...0x24F, 0x1E00...0x1EFF: self = .latin
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

    /// Scripts with letters that cannot be told from those of another by eye.
    private var isConfusable: Bool { [.latin, .cyrillic, .greek, .armenian, .other].contains(self) }

    /// Han, kana and hangul stand side by side in honest names; letters that look alike do not.
    static func isSuspicious(mix scripts: Set<Script>) -> Bool { scripts.filter(\.isConfusable).count > 1 }

    /// - Parameter texts: cleaned by `NameText`, all of one name.
    static func isSuspicious(in texts: String...) -> Bool {
        // Plain letters are of one script.
        let foreign = texts.contains { !$0.utf8.allSatisfy { $0 < 0x80 } }
        return foreign && isSuspicious(mix: texts.reduce(into: []) { $0.formUnion(scripts(of: $1)) })
    }

    static func scripts(of text: some StringProtocol) -> Set<Script> {
        Set(text.unicodeScalars.compactMap(Script.init))
    }
}
