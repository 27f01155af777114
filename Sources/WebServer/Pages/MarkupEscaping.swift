import Mustache

/// Escapes for HTML text and quoted attributes, scalar by scalar.
///
/// Mustache's own escaping looks at whole characters: a quotation mark followed by a combining accent is another
/// character than a quotation mark and slips through, and with it out of an attribute. Names and text read from
/// documents are hostile until proved otherwise (requirements T25).
struct MarkupEscaping: MustacheContentType {
    /// The name that `PageRenderer` puts in front of every template.
    static let name = "MARKUP"

    func escapeText(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            // Control characters have no meaning in HTML text and are not allowed there.
            case "\u{0}"..."\u{8}", "\u{b}", "\u{c}", "\u{e}"..."\u{1f}", "\u{7f}"..."\u{9f}":
                escaped.append("\u{fffd}")
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
