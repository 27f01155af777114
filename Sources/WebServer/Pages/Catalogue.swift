import Foundation

/// Every word that a person reads, by key. One file per language; nothing else in the module contains sentences.
struct Catalogue: Sendable {
    let entries: [String: String]

    struct Broken: Error { let reason: String }

    /// - Parameter values: replaces `{name}` everywhere at once, for what never changes, such as the tenant's name.
    static func load(language: String, values: [String: String]) throws -> Catalogue {
        let file = Resources.directory.appending(path: "text/\(language).json")
        guard let entries = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: String] else {
            throw Broken(reason: "\(file.lastPathComponent): one object of strings")
        }
        return Catalogue(entries: entries.mapValues { fill($0, values) })
    }

    /// The key itself where there is no entry: visible in a page, and caught by a test before.
    func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        Self.fill(entries[key] ?? key, values)
    }

    /// "1 try left" and "2 tries left": `key.one` or `key.other` (Unicode CLDR plural categories of English).
    func count(_ key: String, _ number: Int, _ values: [String: String] = [:]) -> String {
        self("\(key).\(number == 1 ? "one" : "other")", values.merging(["count": String(number)]) { $1 })
    }

    /// Entries for a script, which reads them from the page: `key` without the prefix.
    func words(_ prefixes: String...) -> [Word] {
        entries.filter { entry in prefixes.contains { entry.key.hasPrefix($0 + ".") } }
            .map { Word(key: $0.key, text: $0.value) }
            .sorted { $0.key < $1.key }
    }

    struct Word {
        let key: String
        let text: String
    }

    /// The entries as templates want them: `{{t.start.title}}` walks a tree of dictionaries.
    var tree: [String: Any] {
        var root: [String: Any] = [:]
        for (key, text) in entries { Self.insert(text, key.split(separator: ".").map(String.init)[...], into: &root) }
        return root
    }

    private static func insert(_ text: String, _ path: ArraySlice<String>, into node: inout [String: Any]) {
        guard let first = path.first else { return }
        guard path.count > 1 else {
            node[first] = text
            return
        }
        var child = node[first] as? [String: Any] ?? [:]
        insert(text, path.dropFirst(), into: &child)
        node[first] = child
    }

    private static func fill(_ text: String, _ values: [String: String]) -> String {
        guard text.contains("{") else { return text }
        return values.reduce(text) { $0.replacingOccurrences(of: "{\($1.key)}", with: $1.value) }
    }
}
