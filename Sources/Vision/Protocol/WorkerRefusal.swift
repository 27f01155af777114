import Foundation
import Proofing

/// A worker's answer that it cannot measure a picture. Its message is for people who debug workers and is not kept.
struct WorkerRefusal: Decodable {
    let ok: Bool
    let code: String?

    /// nil for an answer that is no refusal.
    var error: PictureError? {
        guard !ok else { return nil }
        return switch code {
        case "unsupportedFormat": .unsupportedFormat
        case "tooLarge": .tooLarge
        case "damaged": .damaged
        // `unreadable`, `badRequest` and whatever a later worker may say.
        default: .unreadable
        }
    }
}

/// Answers that can be read from a frame, checks included.
protocol WorkerAnswer: Sendable {
    init(frame: WorkerFrame) throws
}

extension WorkerFrame {
    /// The answer in this frame; every way of not being one is `unreadable`.
    func answer<Answer: WorkerAnswer>(_ type: Answer.Type) throws(PictureError) -> Answer {
        guard let refusal = try? JSONDecoder().decode(WorkerRefusal.self, from: header) else { throw .unreadable }
        if let error = refusal.error { throw error }
        do { return try Answer(frame: self) } catch { throw .unreadable }
    }
}
