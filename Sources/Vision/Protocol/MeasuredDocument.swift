import Foundation

/// What a worker measured on the photograph of a document.
package struct MeasuredDocument: WorkerAnswer {
    package let picture: MeasuredPicture
    /// nil when nothing in the picture resembles a machine-readable zone.
    package let zone: MeasuredZone?
    package let portrait: MeasuredPortrait?
    package let quality: Quality
    /// The page: upright, cropped JPEG without metadata, at most 1600 pixels wide.
    package let documentJPEG: Data
    package let portraitJPEG: Data?
    package let cost: MeasuringCost

    package struct Quality: Sendable, Decodable {
        /// Variance of the Laplacian at 1000 pixels.
        package let sharpness: Double
        /// Mean grey level, 0 to 255.
        package let luminance: Double
        /// Shares burnt out by reflections, 0 to 1; nil where there is no zone or no portrait.
        package let mrzGlare: Double?
        package let portraitGlare: Double?

        func checked() throws -> Quality {
            _ = try Measured.number(sharpness, 0...1e6, "sharpness")
            _ = try Measured.number(luminance, 0...255, "luminance")
            for share in [mrzGlare, portraitGlare].compactMap({ $0 }) { _ = try Measured.number(share, 0...1, "glare") }
            return self
        }
    }

    private struct Header: Decodable {
        let image: MeasuredPicture
        let mrz: MeasuredZone?
        let portrait: MeasuredPortrait?
        let quality: Quality
        let milliseconds: [String: Double]
        let peakKiB: Int
    }

    init(frame: WorkerFrame) throws {
        let header = try JSONDecoder().decode(Header.self, from: frame.header)
        picture = try header.image.checked()
        zone = try header.mrz?.checked()
        portrait = try header.portrait?.checked()
        quality = try header.quality.checked()
        guard let documentJPEG = frame.picture("document") else { throw ImplausibleAnswer(member: "document") }
        self.documentJPEG = documentJPEG
        portraitJPEG = frame.picture("portrait")
        guard (portrait == nil) == (portraitJPEG == nil) else { throw ImplausibleAnswer(member: "portrait") }
        cost = try MeasuringCost(milliseconds: header.milliseconds, peakKiB: header.peakKiB)
    }
}

/// The portrait on a document.
package struct MeasuredPortrait: Sendable, Decodable {
    package let descriptor: [Double]
    package let descreenedDescriptor: [Double]
    /// Of the printed portrait, in pixels of the photograph.
    package let width: Double

    func checked() throws -> MeasuredPortrait {
        _ = try Measured.descriptor(descriptor)
        _ = try Measured.descriptor(descreenedDescriptor)
        _ = try Measured.number(width, 1...24_000, "portrait.width")
        return self
    }
}
