/// The machine-readable zone as a worker read it.
package struct MeasuredZone: Sendable, Decodable {
    package enum Status: String, Sendable, Codable { case ok, repaired, contradicts, absent }

    package struct Check: Sendable, Codable {
        package let name: String
        package let status: Status
        package let lossNats: Double
    }

    /// `TD1`, `TD2`, `TD3`, `MRVA` or `MRVB`.
    package let format: String
    package let printed: [String]
    package let repaired: [String]
    /// Mean log posterior per printed character; 0 is certain.
    package let score: Double
    package let repairNats: Double
    package let repairedFields: Int
    package let accepted: Bool
    package let checks: [Check]
    /// Pixels of the picture from one character to the next.
    package let pitch: Double
    /// Reading direction in the picture, radians, clockwise.
    package let angle: Double

    func checked() throws -> MeasuredZone {
        guard ["TD1", "TD2", "TD3", "MRVA", "MRVB"].contains(format) else { throw ImplausibleAnswer(member: "format") }
        for lines in [printed, repaired] {
            guard (2...3).contains(lines.count), lines.allSatisfy(Self.isZoneLine) else {
                throw ImplausibleAnswer(member: "lines")
            }
        }
        guard printed.map(\.count) == repaired.map(\.count) else { throw ImplausibleAnswer(member: "repaired") }
        _ = try Measured.number(score, -999...0.001, "score")
        _ = try Measured.number(repairNats, 0...1e6, "repairNats")
        _ = try Measured.count(repairedFields, 0...5, "repairedFields")
        guard checks.count <= 8, checks.allSatisfy({ Self.names.contains($0.name) }) else {
            throw ImplausibleAnswer(member: "checks")
        }
        for check in checks { _ = try Measured.number(check.lossNats, 0...1e6, "lossNats") }
        _ = try Measured.number(pitch, 0...1e4, "pitch")
        _ = try Measured.number(angle, -100...100, "angle")
        return self
    }

    private static let names: Set<String> = [
        "documentNumber", "dateOfBirth", "dateOfExpiry", "optionalData", "composite",
    ]

    /// 30 to 44 characters of the zone's alphabet (Doc 9303-3, 4.3). Nothing else reaches a page, a log or a database.
    private static func isZoneLine(_ line: String) -> Bool {
        (30...44).contains(line.utf8.count)
            && line.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || $0 == UInt8(ascii: "<") }
    }
}
