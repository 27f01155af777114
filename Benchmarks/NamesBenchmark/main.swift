import ClaimsMatching
import Foundation

// Prints one JSON object with everything `script/bench names` reports. Argument: people in the directory, where 0 leaves
// it out; or `measures`, see `MeasureDump`.
let argument = CommandLine.arguments.dropFirst().first
let folder = ProcessInfo.processInfo.environment["COUNTERSIGN_NAME_TABLES"] ?? ".tables"
let tables = try NameTables.load(from: folder)
if argument == "measures" {
    try MeasureDump(tables: tables).run()
} else {
    let people = argument.flatMap { Int($0) } ?? 1_000_000
    var report: [String: Double] = ["people": Double(people)]
    Comparisons(tables: tables).measure(into: &report)
    Hostile(tables: tables).measure(into: &report)
    if people > 0 { DirectoryRun(people: people, tables: tables).measure(into: &report) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    print(String(decoding: try encoder.encode(report), as: UTF8.self))
}
