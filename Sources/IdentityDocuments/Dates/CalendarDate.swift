import Foundation

/// A day of the Gregorian calendar, without a clock or a time zone: the form in which documents and directories
/// state birth and expiry. Text form: ISO 8601, `1974-08-12`.
package struct CalendarDate: Sendable, Hashable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// - Returns: nil unless the day exists (29 February only in leap years). Years 1 to 9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= Self.daysInMonth(month, of: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day on which `instant` falls in UTC.
    ///
    /// Instants before year 1 or after year 9999 are clamped to the first and last day this type can hold.
    package init(dayOf instant: Date) {
        let bounded = min(max(instant.timeIntervalSince1970, -62_135_596_800), 253_402_300_799)
        self.init(daysSinceEpoch: Int((bounded / 86_400).rounded(.down)))
    }

    /// Reads `YYYY-MM-DD`; nothing else.
    package init?(iso text: String) {
        guard let partial = PartialDate(iso: text), let whole = partial.calendarDate else { return nil }
        self = whole
    }

    package var iso: String { PartialDate(self).iso }

    /// The number of days in a month, 28 to 31. `month` is 1 to 12.
    package static func daysInMonth(_ month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}

extension CalendarDate: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CalendarDate {
    /// Days from `self` to `other`; negative when `other` is earlier.
    package func days(until other: CalendarDate) -> Int { other.daysSinceEpoch - daysSinceEpoch }

    /// The day `count` days later (or earlier, when negative), within years 1 to 9999.
    package func adding(days count: Int) -> CalendarDate {
        CalendarDate(daysSinceEpoch: min(max(daysSinceEpoch + count, -719_162), 2_932_896))
    }

    // Counting years from March puts the leap day last, so that month lengths follow one linear formula.
    private var daysSinceEpoch: Int {
        let shiftedYear = month > 2 ? year : year - 1
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// `count` must lie between the first day of year 1 and the last day of year 9999; both callers clamp it.
    private init(daysSinceEpoch count: Int) {
        let shifted = count + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }
}
