import Foundation

/// Why a picture gave no measurement. Nothing here accuses anybody: the person is asked to try again.
package enum PictureError: Error, Sendable, Equatable {
    case unsupportedFormat
    case tooLarge
    case damaged
    /// The worker died or ran out of time over this picture.
    case unreadable
    /// No worker was free in time.
    case busy
}

package protocol DocumentReading: Sendable {
    func read(_ picture: Data) async throws(PictureError) -> DocumentScan
}

package protocol FaceAnalysing: Sendable {
    func analyse(_ frame: Data) async throws(PictureError) -> FaceScan
}
