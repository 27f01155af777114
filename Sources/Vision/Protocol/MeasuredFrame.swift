import Foundation

/// What a worker measured on one frame.
package struct MeasuredFrame: WorkerAnswer {
    package let picture: MeasuredPicture
    /// Largest first.
    package let faces: [MeasuredFace]
    /// Of the largest face; nil exactly when there is none.
    package let descriptor: [Float]?
    /// The whole frame: upright JPEG without metadata, at most 1280 pixels.
    package let frameJPEG: Data
    /// A square around the largest face.
    package let faceJPEG: Data?
    package let cost: MeasuringCost

    private struct Header: Decodable {
        let image: MeasuredPicture
        let faces: [MeasuredFace]
        let descriptor: [Double]?
        let milliseconds: [String: Double]
        let peakKiB: Int
    }

    init(frame: WorkerFrame) throws {
        let header = try JSONDecoder().decode(Header.self, from: frame.header)
        picture = try header.image.checked()
        faces = try header.faces.map { try $0.checked(in: header.image) }.sorted { $0.box.area > $1.box.area }
        descriptor = try header.descriptor.map(Measured.descriptor)
        guard let frameJPEG = frame.picture("frame") else { throw ImplausibleAnswer(member: "frame") }
        self.frameJPEG = frameJPEG
        faceJPEG = frame.picture("face")
        guard faces.isEmpty == (descriptor == nil), faces.isEmpty == (faceJPEG == nil) else {
            throw ImplausibleAnswer(member: "faces")
        }
        cost = try MeasuringCost(milliseconds: header.milliseconds, peakKiB: header.peakKiB)
    }
}

/// The picture as decoded, orientation applied.
package struct MeasuredPicture: Sendable, Decodable {
    /// Pixels.
    package let width: Int
    package let height: Int
    /// `jpeg`, `png` or `webp`.
    package let format: String

    func checked() throws -> MeasuredPicture {
        _ = try Measured.count(width, 1...12_000, "image.width")
        _ = try Measured.count(height, 1...12_000, "image.height")
        guard ["jpeg", "png", "webp"].contains(format) else { throw ImplausibleAnswer(member: "image.format") }
        return self
    }
}

/// What a measurement cost the worker.
package struct MeasuringCost: Sendable {
    /// CPU milliseconds by stage, `total` among them.
    package let milliseconds: [String: Double]
    /// Largest resident memory of the process that measured.
    package let peakKiB: Int

    init(milliseconds: [String: Double], peakKiB: Int) throws {
        guard milliseconds.count <= 16, milliseconds.keys.allSatisfy({ $0.count <= 32 }) else {
            throw ImplausibleAnswer(member: "milliseconds")
        }
        self.milliseconds = try milliseconds.mapValues { try Measured.number($0, 0...1e7, "milliseconds") }
        self.peakKiB = try Measured.count(peakKiB, 0...(1 << 32), "peakKiB")
    }
}
