import Foundation

/// What a worker is asked. `Sources/CVision/PROTOCOL.md` describes both directions.
enum WorkerRequest: Sendable {
    case hello
    /// Find and read the zone, find and describe the portrait.
    case document(Data)
    /// Find and measure all faces, describe the largest.
    case face(Data)

    /// The JSON header that precedes the picture.
    var header: Data {
        switch self {
        case .hello: Data(#"{"op":"hello","blobs":[]}"#.utf8)
        case .document(let picture): Data(#"{"op":"document","blobs":[\#(picture.count)]}"#.utf8)
        case .face(let picture): Data(#"{"op":"face","descriptor":true,"blobs":[\#(picture.count)]}"#.utf8)
        }
    }

    var picture: Data? {
        switch self {
        case .hello: nil
        case .document(let picture), .face(let picture): picture
        }
    }
}
