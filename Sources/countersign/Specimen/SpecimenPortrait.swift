import ArgumentParser
import Foundation
import Vision

/// The portrait of a specimen: a picture and the part of it to show.
struct SpecimenPortrait: Sendable {
    /// In pixels of `size`.
    struct Crop: Sendable, Equatable {
        var x: Double
        var y: Double
        var width: Double
        var height: Double
    }

    /// Height over width of the printed portrait: 35 by 45 mm, as passports have it.
    static let proportion = 45.0 / 35.0

    let picture: Data
    let mediaType: String
    /// What to show, and the size of the whole; nil shows the middle of the picture.
    let crop: (area: Crop, size: SIMD2<Double>)?

    /// The whole picture, of which the middle fills the frame.
    init(whole picture: Data) throws {
        if picture.starts(with: [0xFF, 0xD8, 0xFF]) {
            mediaType = "image/jpeg"
        } else if picture.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
            mediaType = "image/png"
        } else {
            throw ValidationError("The portrait is neither a JPEG nor a PNG picture.")
        }
        self.picture = picture
        crop = nil
    }

    /// The largest face with head room; nil without a face. The head takes two thirds of the frame's height, about what
    /// ISO/IEC 39794-5 asks of a passport portrait.
    init?(around answer: MeasuredFrame) {
        guard let face = answer.faces.first else { return nil }
        picture = answer.frameJPEG
        mediaType = "image/jpeg"
        let width = face.box.width * 1.75
        let height = width * Self.proportion
        let area = Crop(
            x: face.box.x + face.box.width / 2 - width / 2, y: face.box.y + face.box.height / 2 - height * 0.54,
            width: width, height: height)
        crop = (area, SIMD2(Double(answer.picture.width), Double(answer.picture.height)))
    }
}
