import Foundation

/// The models a worker has loaded, by the SHA-256 of their files in lower-case hexadecimal digits.
package struct WorkerModels: Sendable, Equatable, Codable {
    package var descriptor: String
    package var landmarks: String

    package init(descriptor: String, landmarks: String) {
        self.descriptor = descriptor
        self.landmarks = landmarks
    }

    /// The files that `script/bootstrap` fetches: dlib's ResNet and its five-point predictor, both CC0.
    package static let bundled = WorkerModels(
        descriptor: "55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30",
        landmarks: "c4b1e9804792707d3a405c2c16a80a20269e6675021f64a41d30fffafbc41888")

    /// Names the space of the descriptors: network, treatment (mean of a face and its mirror image) and file.
    package var modelID: String { "dlib-resnet-v1-flip:" + descriptor.prefix(12) }
}

/// What a worker says when it is ready.
struct Greeting: Decodable {
    /// The only version of the protocol that this server speaks.
    static let version = 1

    let ok: Bool
    let version: Int
    let models: WorkerModels

    /// Refuses a worker that speaks another version or holds other models: its distances would mean something else.
    func check(against expected: WorkerModels) throws(UnsuitableWorker) {
        guard ok, version == Self.version else { throw .version(version) }
        guard models == expected else { throw .models(found: models, expected: expected) }
    }
}

/// A worker that answers, but is not the one this server was built for. Starting it again would not help.
package enum UnsuitableWorker: Error, Equatable, CustomStringConvertible {
    case version(Int)
    case models(found: WorkerModels, expected: WorkerModels)
    /// The program is missing or cannot be run, or it ended before it was ready.
    case cannotStart(program: String, reason: String)

    package var description: String {
        switch self {
        case .version(let version):
            "The vision worker speaks version \(version) of the protocol, this server version \(Greeting.version). "
                + "Install both from the same build."
        case .models(let found, let expected):
            "The vision worker loaded other models than configured: descriptor \(found.descriptor.prefix(12)) instead of "
                + "\(expected.descriptor.prefix(12)), landmarks \(found.landmarks.prefix(12)) instead of "
                + "\(expected.landmarks.prefix(12)). Run script/bootstrap, or name the models you mean."
        case .cannotStart(let program, let reason):
            "The vision worker \(program) does not start: \(reason)"
        }
    }
}
