import Proofing

extension FaceScan {
    /// The port's terms for a worker's answer.
    package init(_ answer: MeasuredFrame, modelID: String) {
        self.init(
            observation: FaceObservation(answer),
            descriptor: answer.descriptor.map { FaceDescriptor(modelID: modelID, values: $0) },
            facePicture: answer.faceJPEG)
    }
}

extension FaceObservation {
    /// A face smaller than this share of the largest one's area stands in the background and does not count.
    package static let backgroundShare = 0.25

    /// nil when the picture shows no face.
    package init?(_ answer: MeasuredFrame) {
        guard let face = answer.faces.first else { return nil }
        let width = Double(answer.picture.width)
        let height = Double(answer.picture.height)
        let centre = SIMD2(
            (face.box.x + face.box.width / 2) / width,
            (face.box.y + face.box.height / 2) / height)
        self.init(
            count: answer.faces.count { $0.box.area >= Self.backgroundShare * face.box.area },
            interEye: face.eyeDistance,
            widthShare: min(face.box.width / width, 1),
            centre: centre.clamped(lowerBound: SIMD2(0, 0), upperBound: SIMD2(1, 1)),
            // Workers measure from the left of the image, which is the person's right: cameras deliver frames as others
            // see the person, not as a mirror does. A nose left of the middle (u < 0.5) is a head turned to its right.
            turn: face.u,
            nod: face.v,
            roll: face.roll,
            isInsideFrame: face.insideFrame,
            quality: FaceQuality(face.quality))
    }
}

extension FaceQuality {
    init(_ measured: MeasuredFace.Quality) {
        self.init(
            sharpness: measured.sharpness, brightness: measured.mean, contrast: measured.deviation,
            clipped: measured.clipped, imbalance: measured.sideDifference)
    }
}
