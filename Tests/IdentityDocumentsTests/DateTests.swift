import Foundation
import IdentityDocuments
import Testing

@Suite("Dates")
struct DateTests {
    @Test(
        "read ISO text at any precision and write it back", arguments: ["1974", "1974-08", "1974-08-12", "2000-02-29"])
    func roundTrips(text: String) throws {
        let date = try #require(PartialDate(iso: text))
        #expect(date.iso == text)
        #expect(try JSONDecoder().decode(PartialDate.self, from: JSONEncoder().encode(date)) == date)
    }

    @Test(
        "refuse what is no date",
        arguments: [
            "", "74", "1974-8-12", "1974-13-01", "1974-02-30", "1900-02-29", "1974-08-00", "1974-00",
            "1974-08-12T00:00",
            "1974-08-12-01", "١٩٧٤-٠٨-١٢", "-974-08-12", "1974--12", "0000-01-01", "+974-01-01",
        ])
    func refuses(text: String) {
        #expect(PartialDate(iso: text) == nil)
        #expect(CalendarDate(iso: text) == nil)
    }

    @Test("refuse a day without a month")
    func refusesDayWithoutMonth() {
        #expect(PartialDate(year: 1974, month: nil, day: 12) == nil)
        #expect(CalendarDate(iso: "1974-08") == nil)
    }

    @Test("refuse broken JSON instead of guessing")
    func refusesBrokenJSON() {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(CalendarDate.self, from: Data(#""1974-02-30""#.utf8))
        }
    }

    @Test("agree only as far as both are known")
    func agree() throws {
        let whole = try #require(PartialDate(iso: "1974-08-12"))
        let month = try #require(PartialDate(iso: "1974-08"))
        let year = try #require(PartialDate(iso: "1974"))
        #expect(whole.agreement(with: whole) == .agree(.day))
        #expect(whole.agreement(with: month) == .agree(.month))
        #expect(year.agreement(with: whole) == .agree(.year))
        #expect(whole.agreement(with: try #require(PartialDate(iso: "1974-12-08"))) == .differ)
        #expect(month.agreement(with: try #require(PartialDate(iso: "1974-09"))) == .differ)
        #expect(year.agreement(with: try #require(PartialDate(iso: "1975"))) == .differ)
    }

    @Test("know the first and last day they can mean")
    func bounds() throws {
        let february = try #require(PartialDate(iso: "2024-02"))
        #expect(february.earliest?.iso == "2024-02-01")
        #expect(february.latest?.iso == "2024-02-29")
        #expect(PartialDate(iso: "1974")?.latest?.iso == "1974-12-31")
    }

    @Test("count days across leap years and the epoch")
    func arithmetic() throws {
        let start = try #require(CalendarDate(iso: "1899-12-31"))
        #expect(start.adding(days: 366).iso == "1901-01-01")
        #expect(start.days(until: try #require(CalendarDate(iso: "2000-03-01"))) == 36_585)
        #expect(CalendarDate(dayOf: Date(timeIntervalSince1970: -1)).iso == "1969-12-31")
        #expect(CalendarDate(dayOf: Date(timeIntervalSince1970: 951_782_400)).iso == "2000-02-29")
        #expect(CalendarDate(dayOf: .distantFuture).year <= 9999)
        for offset in stride(from: -400_000, to: 400_000, by: 977) {
            #expect(start.days(until: start.adding(days: offset)) == offset)
        }
    }
}
