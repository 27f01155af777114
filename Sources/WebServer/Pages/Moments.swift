import Foundation

/// A time as the console shows it: relative in the text, exact on hover.
struct Moment {
    let relative: String
    let exact: String
    /// For `<time datetime>` (RFC 3339).
    let machine: String

    init(_ date: Date, now: Date, _ text: Catalogue) {
        relative = Self.relative(now.timeIntervalSince(date), text)
        exact = Self.exact(date)
        machine = date.formatted(.iso8601)
    }

    private static func relative(_ seconds: TimeInterval, _ text: Catalogue) -> String {
        let minutes = Int(abs(seconds) / 60)
        let key = seconds < 0 ? "time.in" : "time.ago"
        if minutes < 1 { return text("time.now") }
        if minutes < 60 { return text.count("\(key).minutes", minutes) }
        if minutes < 48 * 60 { return text.count("\(key).hours", minutes / 60) }
        return text.count("\(key).days", minutes / (24 * 60))
    }

    /// "14 Mar 1991, 09:41 UTC". By hand: Foundation's formats follow the server's locale data.
    static func exact(_ date: Date) -> String {
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        let clock = String(format: "%02d:%02d", parts.hour ?? 0, parts.minute ?? 0)
        return "\(day(parts.day, parts.month, parts.year)), \(clock) UTC"
    }

    static func day(_ day: Int?, _ month: Int?, _ year: Int?) -> String {
        let name = month.flatMap { (1...12).contains($0) ? months[$0 - 1] : nil }
        return [day.map(String.init), name, year.map(String.init)].compactMap(\.self).joined(separator: " ")
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()
}
