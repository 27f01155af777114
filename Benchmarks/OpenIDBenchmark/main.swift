import Foundation

/// What `script/bench openid` runs: `openid-benchmark raw SECONDS`, or `openid-benchmark serve FOLDER PORT HINTS`.
let arguments = CommandLine.arguments.dropFirst()
switch arguments.first {
case "raw": try rawSigning(seconds: arguments.last.flatMap(Double.init) ?? 5)
case "serve" where arguments.count == 4:
    let rest = Array(arguments.dropFirst())
    guard let port = Int(rest[1]), let hints = Int(rest[2]) else { exit(2) }
    try await serve(folder: URL(filePath: rest[0]), port: port, hints: hints)
default: exit(2)
}
