/// The six digits `YYMMDD` of a zone, which leave out the century.
enum ZoneDate: Equatable {
    case known(yearOfCentury: Int, month: Int?, day: Int?)
    /// All fillers, or fillers in place of the year.
    case unknown
    case invalid

    /// Fillers stand for unknown parts (Doc 9303-3, 4.8). Some issuers print zeros instead; month and day 00 mean nothing
    /// else, so they are read as unknown too.
    init(_ text: String) {
        let pairs = stride(from: 0, to: 6, by: 2).map { offset in
            String(text.dropFirst(offset).prefix(2))
        }
        if pairs[0] == "<<" {
            self = pairs.allSatisfy { $0 == "<<" || Int($0) != nil } ? .unknown : .invalid
            return
        }
        let (month, day) = (Part(pairs[1], upTo: 12), Part(pairs[2], upTo: 31))
        guard let year = Self.number(pairs[0]), month != .invalid, day != .invalid,
            month != .unknown || day == .unknown
        else {
            self = .invalid
            return
        }
        self = .known(yearOfCentury: year, month: month.number, day: day.number)
    }

    private static func number(_ text: String) -> Int? {
        text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }

    private enum Part: Equatable {
        case known(Int), unknown, invalid

        init(_ text: String, upTo limit: Int) {
            if text == "<<" || text == "00" {
                self = .unknown
            } else {
                self = ZoneDate.number(text).flatMap { $0 <= limit ? .known($0) : nil } ?? .invalid
            }
        }

        var number: Int? { if case .known(let number) = self { number } else { nil } }
    }
}

extension ZoneDate {
    /// The birth date these digits mean to somebody who reads them on `today`: the latest one not in the future.
    ///
    /// People older than a hundred are taken for a century younger; the zone cannot say more (Doc 9303-3, 4.8).
    func birth(readOn today: CalendarDate) -> PartialDate? {
        guard case .known(let yearOfCentury, let month, let day) = self else { return nil }
        let century = today.year - today.year % 100
        for year in [century + yearOfCentury, century - 100 + yearOfCentury] {
            guard let date = PartialDate(year: year, month: month, day: day), let first = date.earliest,
                first <= today
            else { continue }
            return date
        }
        return nil
    }

    /// The expiry these digits mean: the one nearest to `today`, at most 50 years before and 49 after.
    /// A month without a day means the month's last day.
    func expiry(readOn today: CalendarDate) -> CalendarDate? {
        guard case .known(let yearOfCentury, let month, let day) = self else { return nil }
        let first = today.year - 50
        let year = first + ((yearOfCentury - first) % 100 + 100) % 100
        return PartialDate(year: year, month: month, day: day)?.latest
    }
}
