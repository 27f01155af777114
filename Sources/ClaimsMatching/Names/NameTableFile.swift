import Foundation

/// The file that `script/name-tables` writes: one line for each word, in the order of its bytes.
///
/// Nothing is read at start: the file is mapped into memory and searched. A line is the word, a tab, and its groups:
/// `bob⇥s17 s240 v8812 g8`, where `f` is a full name, `s` a short form of it, `o` one that is a name of its own besides,
/// `v` one of several spellings and `w` one of those that are one name for certain; `g` and `u` tell how common it is as a
/// given name and as a surname (`Commonness`). Lists of short forms have lines of their own: `=17⇥bob rob robert`.
struct NameTableFile: Sendable {
    enum Failure: Error, CustomStringConvertible {
        case unreadable(String)
        case notATable(String)

        var description: String {
            switch self {
            case .unreadable(let path): "The name tables \(path) cannot be read."
            case .notATable(let path): "\(path) is no file of name tables. Make it with script/bootstrap."
            }
        }
    }

    /// The third form: before, names of their own stood among the short forms.
    private static let mark = "countersign-names 3 "

    let version: String
    private let bytes: Data
    private let start: Int

    /// - Throws: `Failure`.
    init(path: String) throws {
        guard let bytes = try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped) else {
            throw Failure.unreadable(path)
        }
        guard let end = bytes.prefix(400).firstIndex(of: UInt8(ascii: "\n")),
            case let head = String(decoding: bytes[..<end], as: UTF8.self),
            head.hasPrefix(Self.mark)
        else { throw Failure.notATable(path) }
        version = String(head.dropFirst(Self.mark.count))
        self.bytes = bytes
        start = end + 1
    }

    func entry(of word: String) -> NameTables.Entry { line(of: word, Self.entry) ?? NameTables.Entry() }

    /// All names in a list of short forms.
    func members(ofGroup group: UInt32) -> [String] {
        line(of: "=\(group)") { text in
            text.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        } ?? []
    }

    private func line<Value>(of word: String, _ read: (Slice<UnsafeRawBufferPointer>) -> Value) -> Value? {
        bytes.withUnsafeBytes { raw in
            let wanted = Array(word.utf8)
            var (low, high) = (start, raw.count)
            while low < high {
                // Step back from the middle to the beginning of its line.
                var line = (low + high) / 2
                while line > low, raw[line - 1] != UInt8(ascii: "\n") { line -= 1 }
                var end = line
                while end < raw.count, raw[end] != UInt8(ascii: "\n") { end += 1 }
                var tab = line
                while tab < end, raw[tab] != UInt8(ascii: "\t") { tab += 1 }
                let order = Self.order(UnsafeRawBufferPointer(rebasing: raw[line..<tab]), wanted)
                if order == 0 { return read(raw[min(tab + 1, end)..<end]) }
                if order < 0 { low = min(end + 1, raw.count) } else { high = line }
            }
            return nil
        }
    }

    /// Negative where `one` comes first.
    private static func order(_ one: UnsafeRawBufferPointer, _ other: [UInt8]) -> Int {
        let order = other.withUnsafeBytes { other -> Int32 in
            guard let first = one.baseAddress, let second = other.baseAddress else { return 0 }
            return memcmp(first, second, min(one.count, other.count))
        }
        return order == 0 ? one.count - other.count : Int(order)
    }

    private static func entry(_ text: Slice<UnsafeRawBufferPointer>) -> NameTables.Entry {
        var found = NameTables.Entry()
        for part in text.split(separator: UInt8(ascii: " ")) {
            let number = part.dropFirst().reduce(UInt32(0)) { $0 &* 10 &+ UInt32($1 &- 48) }
            func alias(_ role: NameTables.Alias.Role, _ scope: NameTables.Alias.Scope) {
                found.aliases.append(NameTables.Alias(group: number, role: role, scope: scope))
            }
            switch part.first {
            case UInt8(ascii: "f"): alias(.full, .given)
            case UInt8(ascii: "s"): alias(.short, .given)
            case UInt8(ascii: "o"): alias(.ownName, .given)
            case UInt8(ascii: "v"): alias(.variant, .both)
            case UInt8(ascii: "w"): alias(.spelling, .given)
            case UInt8(ascii: "g"): found.given = Commonness(step: UInt8(truncatingIfNeeded: number))
            case UInt8(ascii: "u"): found.surname = Commonness(step: UInt8(truncatingIfNeeded: number))
            default: break
            }
        }
        return found
    }
}

extension NameTables {
    /// Tables from the folder `path`; without such a folder `empty`, whose version says so in every decision.
    ///
    /// - Throws: `NameTableFile.Failure` when the folder holds something else than name tables.
    package static func load(from path: String) throws -> NameTables {
        Thread.detachNewThread(HanReadings.prepare)
        let file = URL(filePath: path).appending(path: "names.txt").path
        guard FileManager.default.fileExists(atPath: file) else { return .empty }
        return NameTables(file: try NameTableFile(path: file))
    }
}
