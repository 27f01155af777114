import Foundation
import Hummingbird
import Mustache

/// The templates and the stylesheet, read once at start.
struct Pages: Sendable {
    private let library: MustacheLibrary
    let stylesheet: String
    private let tenant: TenantName

    init(tenant: TenantName) async throws {
        let resources = Bundle.module.bundleURL.appending(path: "Resources")
        library = try await MustacheLibrary(
            directory: resources.appending(path: "templates").path(percentEncoded: false))
        stylesheet = try String(contentsOf: resources.appending(path: "simulator.css"), encoding: .utf8)
        self.tenant = tenant
    }

    /// Members without a value are left out, so that a template's section for them stays closed.
    func render(_ name: String, title: String, _ members: [String: Any?] = [:], status: HTTPResponse.Status = .ok)
        -> Response
    {
        var values = members.compactMapValues { $0 }
        values["title"] = title
        values["tenantName"] = tenant.displayName
        values["domain"] = tenant.domain
        guard let text = library.render(values, withTemplate: name) else {
            return Response(status: .internalServerError)
        }
        return .html(text, status: status)
    }
}

/// Dates as people read them: 14 Mar 1991.
enum ReadableDate {
    static func day(_ isoDay: String?) -> String? {
        guard let isoDay, let date = Timestamp.date(isoDay + "T00:00:00Z") else { return isoDay }
        return date.formatted(style.day().month(.abbreviated).year())
    }

    static func moment(_ date: Date) -> String {
        date.formatted(style.day().month(.abbreviated).year().hour(.twoDigits(amPM: .omitted)).minute()) + " UTC"
    }

    private static let style = Date.FormatStyle(locale: Locale(identifier: "en_GB"), timeZone: .gmt)
}
