import CQREncode

/// A QR code as one SVG path, four quiet modules around (ISO/IEC 18004 section 9.1).
struct QRCode: Sendable, Encodable, Equatable {
    /// Modules on each side, quiet zone included; the view box is `0 0 size size`.
    let size: Int
    let path: String

    /// - Returns: nil when the text does not fit.
    init?(_ text: String) {
        guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        var path = ""
        for y in 0..<width {
            for x in 0..<width where code.pointee.data[y * width + x] & 1 == 1 { path += "M\(x + 4) \(y + 4)h1v1h-1z" }
        }
        size = width + 8
        self.path = path
    }
}
