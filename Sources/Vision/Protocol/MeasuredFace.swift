/// One face of a picture, in the picture's pixels.
package struct MeasuredFace: Sendable, Decodable {
    package struct Box: Sendable, Decodable {
        package let x: Double
        package let y: Double
        package let width: Double
        package let height: Double

        package var area: Double { width * height }
    }

    package struct Quality: Sendable, Decodable {
        package let sharpness: Double
        package let mean: Double
        package let deviation: Double
        package let clipped: Double
        package let sideDifference: Double
    }

    package let box: Box
    /// The detector's own score; 0 is its threshold.
    package let score: Double
    package let eyeDistance: Double
    /// Nose base along the line from the left to the right outer eye corner of the image, 0 to 1.
    package let u: Double
    /// The nose's distance from that line in eye distances.
    package let v: Double
    /// Degrees.
    package let roll: Double
    package let insideFrame: Bool
    package let quality: Quality

    func checked(in picture: MeasuredPicture) throws -> MeasuredFace {
        // A detector may place a box partly outside the picture, never far from it.
        let reach = 2.0 * Double(max(picture.width, picture.height))
        for edge in [box.x, box.y] { _ = try Measured.number(edge, -reach...reach, "box") }
        for side in [box.width, box.height] { _ = try Measured.number(side, 1...reach, "box") }
        _ = try Measured.number(score, -100...100, "score")
        _ = try Measured.number(eyeDistance, 0...reach, "eyeDistance")
        _ = try Measured.number(u, -100...100, "u")
        _ = try Measured.number(v, -100...100, "v")
        _ = try Measured.number(roll, -180...180, "roll")
        _ = try Measured.number(quality.sharpness, 0...1e6, "sharpness")
        _ = try Measured.number(quality.mean, 0...255, "mean")
        _ = try Measured.number(quality.deviation, 0...255, "deviation")
        _ = try Measured.number(quality.clipped, 0...1, "clipped")
        _ = try Measured.number(quality.sideDifference, 0...256, "sideDifference")
        return self
    }
}
