import Foundation

/// The few elements that a specimen is drawn with. Lengths are millimetres.
struct SVG {
    private(set) var elements: [String] = []

    struct Font {
        var size: Double
        var family = "DejaVu Sans"
        var weight = "normal"
        var colour = "#1c2b33"
        var opacity = 1.0
    }

    mutating func rectangle(
        x: Double, y: Double, width: Double, height: Double, fill: String, stroke: String = "none", radius: Double = 0
    ) {
        elements.append(
            #"<rect x="\#(number(x))" y="\#(number(y))" width="\#(number(width))" height="\#(number(height))" "#
                + #"rx="\#(number(radius))" fill="\#(fill)" stroke="\#(stroke)" stroke-width="0.4"/>"#)
    }

    mutating func path(_ points: [SIMD2<Double>], stroke: String, width: Double) {
        let steps = points.enumerated().map { ($0 == 0 ? "M" : "L") + number($1.x) + " " + number($1.y) }
        elements.append(
            #"<path d="\#(steps.joined())" fill="none" stroke="\#(stroke)" stroke-width="\#(number(width))"/>"#)
    }

    mutating func text(_ text: String, x: Double, y: Double, _ font: Font, turned degrees: Double = 0) {
        let turn = degrees == 0 ? "" : #" transform="rotate(\#(number(degrees)) \#(number(x)) \#(number(y)))""#
        elements.append(
            #"<text x="\#(number(x))" y="\#(number(y))" font-family="\#(font.family)" font-size="\#(number(font.size))" "#
                + #"font-weight="\#(font.weight)" fill="\#(font.colour)" fill-opacity="\#(number(font.opacity))"\#(turn)>"#
                + Self.escaped(text) + "</text>")
    }

    /// A picture that fills a frame; what hangs over is cut off.
    mutating func picture(_ portrait: SpecimenPortrait, x: Double, y: Double, width: Double, height: Double) {
        let source = "data:\(portrait.mediaType);base64,\(portrait.picture.base64EncodedString())"
        let frame = #"x="\#(number(x))" y="\#(number(y))" width="\#(number(width))" height="\#(number(height))""#
        guard let (area, size) = portrait.crop else {
            elements.append(#"<image \#(frame) preserveAspectRatio="xMidYMid slice" href="\#(source)"/>"#)
            return
        }
        let box = [area.x, area.y, area.width, area.height].map(number).joined(separator: " ")
        elements.append(
            #"<svg \#(frame) viewBox="\#(box)" preserveAspectRatio="xMidYMid slice" overflow="hidden">"#
                + #"<image width="\#(number(size.x))" height="\#(number(size.y))" href="\#(source)"/></svg>"#)
    }

    func document(width: Double, height: Double) -> String {
        #"<svg xmlns="http://www.w3.org/2000/svg" width="\#(number(width))mm" height="\#(number(height))mm" "#
            + #"viewBox="0 0 \#(number(width)) \#(number(height))">"# + "\n" + elements.joined(separator: "\n")
            + "\n</svg>\n"
    }

    /// Text that cannot leave its place: markup is escaped, and what XML cannot hold at all is left out.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": continue
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private func number(_ value: Double) -> String { String(format: "%.3f", value) }
}
