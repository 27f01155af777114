import ClaimsMatching
import Foundation

// Prints one JSON object with everything `script/bench names` reports. Arguments: people in the directory.
let people = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
let folder = ProcessInfo.processInfo.environment["COUNTERSIGN_NAME_TABLES"] ?? ".tables"
let tables = try NameTables.load(from: folder)
var report: [String: Double] = ["people": Double(people)]
Comparisons(tables: tables).measure(into: &report)
Hostile(tables: tables).measure(into: &report)
DirectoryRun(people: people, tables: tables).measure(into: &report)
let encoder = JSONEncoder()
encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
print(String(decoding: try encoder.encode(report), as: UTF8.self))
