import Foundation

/// A face's position in the space of one named network; distances between networks mean nothing.
package struct FaceDescriptor: Sendable, Equatable, Codable {
    package let modelID: String
    package let values: [Float]

    package init(modelID: String, values: [Float]) {
        self.modelID = modelID
        self.values = values
    }

    /// Euclidean distance; nil when the descriptors come from different networks.
    package func distance(to other: FaceDescriptor) -> Double? {
        guard modelID == other.modelID, values.count == other.values.count, !values.isEmpty else { return nil }
        let squares = zip(values, other.values).reduce(0.0) { $0 + pow(Double($1.0) - Double($1.1), 2) }
        return squares.squareRoot()
    }
}

/// What one camera frame shows of a face. Positions are in pixels of the frame.
package struct FaceObservation: Sendable, Equatable {
    /// Faces of at least a quarter of the largest one's area, the largest included.
    package var count: Int
    /// Distance between the eyes' centres, in pixels.
    package var interEye: Double
    /// Share of the frame's width that the face box takes, 0 to 1.
    package var widthShare: Double
    /// Where the face's centre stands, 0 to 1 from the left and the top.
    package var centre: SIMD2<Double>
    /// Nose base along the line between the outer eye corners, 0 to 1; 0.5 looks straight at the camera.
    ///
    /// Below 0.5 the head is turned to the person's right. Affine-invariant: turning a flat picture hardly moves it.
    package var turn: Double
    /// The nose's offset across that line over the eye distance: nodding moves it.
    package var nod: Double
    /// Degrees of the eye line against the horizontal.
    package var roll: Double
    /// The box with a 5 % margin and all landmarks lie inside the frame.
    package var isInsideFrame: Bool
    package var quality: FaceQuality

    package init(
        count: Int, interEye: Double, widthShare: Double, centre: SIMD2<Double>, turn: Double, nod: Double,
        roll: Double, isInsideFrame: Bool, quality: FaceQuality
    ) {
        self.count = count
        self.interEye = interEye
        self.widthShare = widthShare
        self.centre = centre
        self.turn = turn
        self.nod = nod
        self.roll = roll
        self.isInsideFrame = isInsideFrame
        self.quality = quality
    }
}

/// Picture quality of the face box at 160 px (names after ISO/IEC 29794-5).
package struct FaceQuality: Sendable, Equatable, Codable {
    /// Variance of the Laplacian.
    package var sharpness: Double
    /// Mean grey level, 0 to 255.
    package var brightness: Double
    /// Standard deviation of the grey level.
    package var contrast: Double
    /// Share of pixels below 20 or above 250, 0 to 1.
    package var clipped: Double
    /// Difference of the two halves' means over their mean, 0 to 2.
    package var imbalance: Double

    package init(sharpness: Double, brightness: Double, contrast: Double, clipped: Double, imbalance: Double) {
        self.sharpness = sharpness
        self.brightness = brightness
        self.contrast = contrast
        self.clipped = clipped
        self.imbalance = imbalance
    }
}

/// One analysed frame. Lives in memory only.
package struct FaceScan: Sendable {
    /// nil when no face was found.
    package var observation: FaceObservation?
    package var descriptor: FaceDescriptor?
    /// JPEG crop around the face, without metadata.
    package var facePicture: Data?

    package init(observation: FaceObservation?, descriptor: FaceDescriptor?, facePicture: Data?) {
        self.observation = observation
        self.descriptor = descriptor
        self.facePicture = facePicture
    }
}
