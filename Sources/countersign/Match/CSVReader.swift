import Foundation

/// Reads comma-separated values row by row (RFC 4180), so that the size of a file does not matter.
struct CSVReader {
    struct Row {
        /// The line on which the row begins, counted from 1.
        let line: Int
        let cells: [String]
    }

    private let file: FileHandle
    private var buffer: [UInt8] = []
    private var position = 0
    private var line = 1

    init(file: FileHandle) { self.file = file }

    /// - Returns: nil at the end of the file. Empty lines are passed over.
    mutating func next() throws -> Row? {
        while true {
            let start = line
            guard let cells = try readCells() else { return nil }
            if cells != [""] { return Row(line: start, cells: cells) }
        }
    }

    private mutating func readCells() throws -> [String]? {
        guard try peek() != nil else { return nil }
        var cells: [String] = []
        while true {
            let cell = try peek() == UInt8(ascii: "\"") ? try readQuoted() : try readPlain()
            cells.append(cell)
            guard let byte = try take() else { return cells }
            switch byte {
            case UInt8(ascii: ","): continue
            case UInt8(ascii: "\n"):
                line += 1
                return cells
            default: throw CSVFailure.textAfterQuote(line: line)
            }
        }
    }

    private mutating func readPlain() throws -> String {
        var bytes: [UInt8] = []
        while let byte = try peek(), byte != UInt8(ascii: ","), byte != UInt8(ascii: "\n") {
            position += 1
            bytes.append(byte)
        }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        return try text(bytes, from: line)
    }

    private mutating func readQuoted() throws -> String {
        let start = line
        position += 1
        var bytes: [UInt8] = []
        while let byte = try take() {
            if byte == UInt8(ascii: "\n") { line += 1 }
            guard byte == UInt8(ascii: "\"") else {
                bytes.append(byte)
                continue
            }
            if try peek() == UInt8(ascii: "\"") {
                position += 1
                bytes.append(byte)
            } else {
                if try peek() == UInt8(ascii: "\r") { position += 1 }
                return try text(bytes, from: start)
            }
        }
        throw CSVFailure.openQuote(line: start)
    }

    private func text(_ bytes: [UInt8], from line: Int) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw CSVFailure.notUTF8(line: line) }
        return text
    }

    private mutating func take() throws -> UInt8? {
        guard let byte = try peek() else { return nil }
        position += 1
        return byte
    }

    private mutating func peek() throws -> UInt8? {
        if position == buffer.count {
            let isFirst = buffer.isEmpty
            buffer = Array(try file.read(upToCount: 1 << 16) ?? Data())
            // Spreadsheet programs mark UTF-8 with a byte order mark.
            position = isFirst && buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            if position >= buffer.count { return nil }
        }
        return buffer[position]
    }
}

/// Why a file is no table that could be used. Lines count from 1.
enum CSVFailure: Error, Equatable, CustomStringConvertible {
    case empty
    case openQuote(line: Int)
    case textAfterQuote(line: Int)
    case notUTF8(line: Int)
    case missingColumns([String], found: [String])
    case repeatedColumn(String)
    case cellCount(line: Int, found: Int, wanted: Int)

    var description: String {
        switch self {
        case .empty: "The file is empty. Its first line must name the columns."
        case .openQuote(let line): "Line \(line): a quotation mark is never closed."
        case .textAfterQuote(let line): "Line \(line): text stands between a closing quotation mark and the next comma."
        case .notUTF8(let line): "Line \(line): the text is not UTF-8."
        case .missingColumns(let missing, let found):
            "The first line lacks the columns \(missing.joined(separator: ", ")). It names \(found.joined(separator: ", "))."
        case .repeatedColumn(let name): "The first line names the column \(name) twice."
        case .cellCount(let line, let found, let wanted):
            "Line \(line): found \(found) cells; the first line names \(wanted) columns."
        }
    }
}
