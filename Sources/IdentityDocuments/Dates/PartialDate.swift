/// A date of which the day, or the month and the day, may be unknown (Doc 9303-3, 4.8).
/// Text form: ISO 8601 at reduced precision, `1974`, `1974-08` or `1974-08-12`.
package struct PartialDate: Sendable, Hashable {
    package let year: Int
    package let month: Int?
    package let day: Int?

    /// - Returns: nil for a date that cannot exist, and for a day without a month.
    package init?(year: Int, month: Int? = nil, day: Int? = nil) {
        guard (1...9999).contains(year), day == nil || month != nil else { return nil }
        if let month {
            guard CalendarDate(year: year, month: month, day: day ?? 1) != nil else { return nil }
        }
        self.year = year
        self.month = month
        self.day = day
    }

    package init(_ date: CalendarDate) {
        year = date.year
        month = date.month
        day = date.day
    }

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; nothing else.
    package init?(iso text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let lengths = [4, 2, 2]
        guard parts.count <= 3 else { return nil }
        var numbers: [Int] = []
        for (part, length) in zip(parts, lengths) {
            guard part.utf8.count == length, part.utf8.allSatisfy({ (48...57).contains($0) }),
                let number = Int(part)
            else { return nil }
            numbers.append(number)
        }
        guard let year = numbers.first else { return nil }
        self.init(
            year: year, month: numbers.count > 1 ? numbers[1] : nil, day: numbers.count > 2 ? numbers[2] : nil)
    }

    package var iso: String {
        ([Self.padded(year, to: 4)] + [month, day].compactMap { $0 }.map { Self.padded($0, to: 2) })
            .joined(separator: "-")
    }

    /// The whole date, when day and month are known.
    package var calendarDate: CalendarDate? {
        guard let month, let day else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    /// The first day this date can mean. Never nil in fact: the initialisers let no impossible date in.
    package var earliest: CalendarDate? { CalendarDate(year: year, month: month ?? 1, day: day ?? 1) }

    /// The last day this date can mean.
    package var latest: CalendarDate? {
        let month = month ?? 12
        return CalendarDate(year: year, month: month, day: day ?? CalendarDate.daysInMonth(month, of: year))
    }

    static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// How two dates of possibly different precision stand to each other.
package enum DateAgreement: Sendable, Equatable {
    /// Every part known on both sides is equal, down to this precision.
    case agree(DatePrecision)
    /// A part known on both sides differs.
    case differ
}

package enum DatePrecision: Int, Sendable, Codable, Comparable {
    case year, month, day

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension PartialDate {
    package var precision: DatePrecision { day != nil ? .day : month != nil ? .month : .year }

    package func agreement(with other: PartialDate) -> DateAgreement {
        guard year == other.year else { return .differ }
        guard let month, let otherMonth = other.month else { return .agree(.year) }
        guard month == otherMonth else { return .differ }
        guard let day, let otherDay = other.day else { return .agree(.month) }
        return day == otherDay ? .agree(.day) : .differ
    }
}
