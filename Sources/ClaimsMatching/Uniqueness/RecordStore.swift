/// The people of an index in one row of numbers, some sixteen bytes each.
///
/// A person begins with the day of birth and the count of words. What a change leaves behind is unused until half of the
/// row is; then the row is written anew.
struct RecordStore: Sendable {
    private var cells: [IndexRecord.Word] = []
    /// Where each place begins.
    private var starts: [UInt32] = []
    private var unused = 0

    private static let none = UInt32.max
    private static let head = 2
    /// Below this, room is not worth the work.
    private static let least = 1 << 16

    subscript(_ place: Int) -> IndexRecord? {
        guard starts[place] != Self.none else { return nil }
        let start = Int(starts[place])
        let words = start + Self.head
        return IndexRecord(day: cells[start].cell, words: cells[words..<(words + Int(cells[start + 1].cell))])
    }

    /// - Parameter place: one of those there were, or the next.
    mutating func put(_ record: IndexRecord, at place: Int) {
        if place == starts.count { starts.append(Self.none) }
        remove(place)
        starts[place] = UInt32(cells.count)
        Self.append(record, to: &cells)
    }

    mutating func remove(_ place: Int) {
        guard starts[place] != Self.none else { return }
        unused += Self.head + Int(cells[Int(starts[place]) + 1].cell)
        starts[place] = Self.none
        if unused > Self.least, unused * 2 > cells.count { compact() }
    }

    private static func append(_ record: IndexRecord, to cells: inout [IndexRecord.Word]) {
        cells.append(IndexRecord.Word(cell: record.day))
        cells.append(IndexRecord.Word(cell: UInt32(record.words.count)))
        cells.append(contentsOf: record.words)
    }

    private mutating func compact() {
        var kept: [IndexRecord.Word] = []
        kept.reserveCapacity(cells.count - unused)
        for place in starts.indices {
            guard let record = self[place] else { continue }
            starts[place] = UInt32(kept.count)
            Self.append(record, to: &kept)
        }
        cells = kept
        unused = 0
    }
}
