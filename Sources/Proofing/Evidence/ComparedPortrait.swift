import Foundation

/// The descriptor a live face is compared with, and how good its picture was.
struct ComparedPortrait: Codable {
    var descriptor: FaceDescriptor
    var width: Double
    var isDescreened: Bool

    /// The width that stands for a face of the live challenge, in pixels.
    static let liveWidth: Double = 480

    init(descriptor: FaceDescriptor, width: Double, isDescreened: Bool) {
        self.descriptor = descriptor
        self.width = width
        self.isDescreened = isDescreened
    }

    init(sealedForm: Data) throws { self = try JSONDecoder().decode(Self.self, from: sealedForm) }

    func sealedForm() throws -> Data { try JSONEncoder().encode(self) }
}
