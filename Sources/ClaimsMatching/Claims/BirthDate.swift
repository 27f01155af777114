/// A birth date of day, month or year precision. Text form: ISO 8601, `1974`, `1974-08`, `1974-08-12`.
package struct BirthDate: Sendable, Hashable {
    package let year: Int
    package let month: Int?
    package let day: Int?

    /// Reads ISO text and nothing else: a time of day would bring a time zone, and with it another day.
    package init?(iso text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.number)
        let widths = text.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count)
        guard (1...3).contains(parts.count), widths == Array([4, 2, 2].prefix(parts.count)),
            let year = parts[0], year > 0
        else { return nil }
        self.year = year
        month = parts.count > 1 ? parts[1] : nil
        day = parts.count > 2 ? parts[2] : nil
        guard parts.count < 2 || (month.map { (1...12).contains($0) } ?? false) else { return nil }
        guard parts.count < 3 || (day.map { (1...Self.days(in: month ?? 1, of: year)).contains($0) } ?? false) else {
            return nil
        }
    }

    package var iso: String {
        ([(year, 4)] + [month, day].compactMap { $0 }.map { ($0, 2) })
            .map { number, width in String(repeating: "0", count: max(0, width - String(number).count)) + "\(number)" }
            .joined(separator: "-")
    }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}

extension BirthDate: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let date = BirthDate(iso: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a date as YYYY[-MM[-DD]]")
        }
        self = date
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso)
    }
}
