import Foundation

/// A subject and paragraphs, set once as plain text and once as HTML, so that both always say the same.
struct MessageTemplate: Sendable {
    enum Paragraph: Sendable {
        case text(String)
        /// A link of its own; the message cannot do without it.
        case link(text: String, value: String)
    }

    var subject: String
    var paragraphs: [Paragraph]

    enum Failure: Error, Equatable {
        case missing(value: String)
        /// Not an address of the web.
        case badLink
    }

    struct Rendered: Equatable {
        var subject: String
        var text: String
        var html: String
    }

    func render(_ values: [String: String]) throws(Failure) -> Rendered {
        guard let subject = Self.fill(subject, values) else { throw .missing(value: "subject") }
        var plain: [String] = []
        var html: [String] = []
        for paragraph in paragraphs {
            switch paragraph {
            case .text(let text):
                guard let filled = Self.fill(text, values) else { continue }
                plain.append(filled)
                html.append("<p style=\"margin:0 0 16px\">\(Self.escape(filled))</p>")
            case .link(let text, let name):
                let address = try Self.address(values, name)
                plain.append("\(text): \(address)")
                html.append(Self.button(text, address))
            }
        }
        return Rendered(subject: subject, text: plain.joined(separator: "\n\n") + "\n", html: Self.page(html))
    }

    /// - Returns: nil when a value is missing or empty. Values are put in once and never searched for names again.
    static func fill(_ text: String, _ values: [String: String]) -> String? {
        var filled = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            guard let value = values[String(rest[rest.index(after: open)..<close])], !value.isEmpty else { return nil }
            filled += rest[..<open] + oneLine(value)
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }

    static func escape(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    }

    /// Device names come from browsers: they must not be able to add lines that look like ours.
    private static func oneLine(_ value: String) -> String {
        String(
            String.UnicodeScalarView(value.unicodeScalars.map { $0.properties.generalCategory.isBreaking ? " " : $0 }))
    }

    private static func address(_ values: [String: String], _ name: String) throws(Failure) -> String {
        guard let address = values[name] else { throw .missing(value: name) }
        guard let url = URL(string: address), url.scheme == "https" || url.scheme == "http", url.host != nil else {
            throw .badLink
        }
        return address
    }

    private static func button(_ text: String, _ address: String) -> String {
        """
        <p style="margin:0 0 16px"><a href="\(escape(address))" style="display:inline-block;padding:12px 20px;\
        border-radius:10px;background:#0b5cd5;color:#ffffff;font-weight:600;text-decoration:none">\(escape(text))</a></p>
        """
    }

    private static func page(_ paragraphs: [String]) -> String {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
        <body style="margin:0;padding:24px;background:#f4f6f9;color:#14181f;font:16px/1.5 system-ui,'Segoe UI',sans-serif">
        <div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #d9dee6;border-radius:14px">
        \(paragraphs.joined(separator: "\n"))
        </div></body></html>

        """
    }
}

extension Unicode.GeneralCategory {
    fileprivate var isBreaking: Bool {
        self == .control || self == .lineSeparator || self == .paragraphSeparator || self == .format
    }
}
