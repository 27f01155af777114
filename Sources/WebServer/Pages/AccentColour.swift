import Foundation

/// A tenant's colour, made readable: text on it, and the colour itself on our backgrounds, keep WCAG 2.2 AA contrast.
package struct AccentColour: Sendable, Equatable {
    let light: RGB
    let dark: RGB

    package static let standard = AccentColour(base: RGB(red: 0x0b, green: 0x5c, blue: 0xd5))

    /// - Parameter hex: "#rrggbb".
    package init?(hex: String) {
        guard hex.utf8.count == 7, hex.hasPrefix("#"), let value = Int(hex.dropFirst(), radix: 16), value >= 0 else {
            return nil
        }
        self.init(base: RGB(red: value >> 16, green: value >> 8 & 0xff, blue: value & 0xff))
    }

    private init(base: RGB) {
        light = base.moved(towards: .black, untilContrast: 4.5, on: Self.lightGround)
        dark = base.moved(towards: .white, untilContrast: 4.5, on: Self.darkGround)
    }

    // The grounds of `countersign.css`.
    private static let lightGround = RGB(red: 0xf5, green: 0xf7, blue: 0xfa)
    private static let darkGround = RGB(red: 0x17, green: 0x1c, blue: 0x25)

    /// The tenant's part of the style sheet.
    var styleSheet: String {
        """
        :root{--accent:\(light.css);--accent-ink:\(light.ink.css)}
        @media (prefers-color-scheme:dark){:root{--accent:\(dark.css);--accent-ink:\(dark.ink.css)}}
        .camera{--accent:\(dark.css);--accent-ink:\(dark.ink.css)}

        """
    }
}

struct RGB: Sendable, Equatable {
    let red: Int
    let green: Int
    let blue: Int

    static let black = RGB(red: 0, green: 0, blue: 0)
    static let white = RGB(red: 255, green: 255, blue: 255)

    var css: String { String(format: "#%02x%02x%02x", red, green, blue) }

    /// Black or white, whichever reads better on this colour.
    var ink: RGB {
        contrast(with: .white) >= 4.5 ? .white : contrast(with: .black) >= contrast(with: .white) ? .black : .white
    }

    /// WCAG 2.2, "contrast ratio": 1 to 21.
    func contrast(with other: RGB) -> Double {
        let (a, b) = (luminance, other.luminance)
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    func moved(towards end: RGB, untilContrast wanted: Double, on ground: RGB) -> RGB {
        for step in 0...20 {
            let mixed = mixed(with: end, share: Double(step) / 20)
            if mixed.contrast(with: ground) >= wanted { return mixed }
        }
        return end
    }

    private func mixed(with other: RGB, share: Double) -> RGB {
        func mix(_ a: Int, _ b: Int) -> Int { Int((Double(a) * (1 - share) + Double(b) * share).rounded()) }
        return RGB(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
    }

    /// WCAG 2.2, "relative luminance".
    private var luminance: Double {
        func linear(_ channel: Int) -> Double {
            let value = Double(channel) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}
