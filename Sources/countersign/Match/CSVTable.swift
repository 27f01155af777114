/// A table whose first row names its columns.
struct CSVTable {
    struct Row {
        let line: Int
        fileprivate let cells: [String]
        fileprivate let places: [String: Int]

        /// The cell's text without surrounding space; empty where the table has no such column.
        subscript(column: String) -> String {
            places[column].map { cells[$0].trimmingSpace } ?? ""
        }

        /// The text of the first of these columns that has any.
        func filled(_ columns: String...) -> String? {
            columns.lazy.map { self[$0] }.first { !$0.isEmpty }
        }
    }

    private var reader: CSVReader
    private let places: [String: Int]
    private let width: Int

    /// - Parameter alternatives: for each needed column, the names it may have.
    init(_ reader: CSVReader, needing alternatives: [[String]]) throws {
        var reader = reader
        guard let head = try reader.next() else { throw CSVFailure.empty }
        let names = head.cells.map { $0.trimmingSpace.lowercased() }
        var places: [String: Int] = [:]
        for (index, name) in names.enumerated() where !name.isEmpty {
            guard places.updateValue(index, forKey: name) == nil else { throw CSVFailure.repeatedColumn(name) }
        }
        let missing = alternatives.filter { names in !names.contains { places[$0] != nil } }.compactMap(\.first)
        guard missing.isEmpty else { throw CSVFailure.missingColumns(missing, found: names) }
        self.reader = reader
        self.places = places
        width = names.count
    }

    mutating func next() throws -> Row? {
        guard let row = try reader.next() else { return nil }
        guard row.cells.count == width else {
            throw CSVFailure.cellCount(line: row.line, found: row.cells.count, wanted: width)
        }
        return Row(line: row.line, cells: row.cells, places: places)
    }
}

extension String {
    fileprivate var trimmingSpace: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
