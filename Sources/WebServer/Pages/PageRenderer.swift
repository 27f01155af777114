import HTTPTypes
import Hummingbird
import Mustache

/// Templates, catalogue and the tenant's looks, loaded once; turns pages into responses.
struct PageRenderer: Sendable {
    let text: Catalogue
    private let library: MustacheLibrary
    private let tenant: TenantPresentation
    private let assets: String

    struct MissingTemplate: Error { let name: String }

    static func load(tenant: TenantPresentation, assets: String) throws -> PageRenderer {
        MustacheContentTypes.register(MarkupEscaping(), named: MarkupEscaping.name)
        var library = MustacheLibrary()
        for file in try Resources.files(in: "templates") where file.name.hasSuffix(".mustache") {
            // In front of every template, so that none can be written that escapes differently.
            let source = "{{% CONTENT_TYPE: \(MarkupEscaping.name)}}" + String(decoding: file.bytes, as: UTF8.self)
            try library.register(source, named: String(file.name.dropLast(".mustache".count)))
        }
        let text = try Catalogue.load(language: "en", values: ["tenant": tenant.name])
        return PageRenderer(text: text, library: library, tenant: tenant, assets: assets)
    }

    func render(_ page: Page<some Any>) throws -> String {
        let values = LayoutValues(
            t: text.tree, assets: assets, tenant: TenantValues(tenant), page: page, content: page.content)
        guard let html = library.render(values, withTemplate: page.template) else {
            throw MissingTemplate(name: page.template)
        }
        return html
    }

    func response(_ page: Page<some Any>, status: HTTPResponse.Status = .ok) throws -> Response {
        var response = Response.html(try render(page), status: status)
        if page.usesCamera { response.headers[.permissionsPolicy] = PermissionsPolicy.camera }
        return response
    }

    struct ErrorContent {
        let heading: String
        let sentence: String
        let requestID: String
        let next: String
        let nextLabel: String
    }

    /// - Parameters:
    ///   - code: has `error.<code>.title` and `error.<code>.text` in the catalogue.
    ///   - isConsole: leads back to the review desk instead of the tenant's start page.
    func errorPage(_ code: String, status: HTTPResponse.Status, requestID: String, isConsole: Bool) throws -> Response {
        let heading = text("error.\(code).title")
        let desk = status == .unauthorized ? "/console/sign-in" : "/console"
        let content = ErrorContent(
            heading: heading, sentence: text("error.\(code).text"), requestID: requestID,
            next: isConsole ? desk : tenant.startPath, nextLabel: text(isConsole ? "error.desk" : "error.again"))
        return try response(Page(template: "error", title: heading, stage: "error", content: content), status: status)
    }
}
