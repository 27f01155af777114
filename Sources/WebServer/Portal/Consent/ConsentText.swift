import Crypto
import Foundation
import Proofing

/// The exact words a person agrees to. The digest of these words is what is stored with the consent, so the page shows
/// these and nothing else (requirements A15).
struct ConsentText {
    struct Item {
        let heading: String
        let text: String
        // Which picture stands beside it; mustache knows no comparison.
        var isDocument = false
        var isFace = false
        var isErasure = false
    }

    let items: [Item]
    /// SHA-256 over headings and texts, one per line, in hexadecimal.
    let digest: String

    init(_ view: ClaimantView, _ text: Catalogue) {
        items = [
            Item(heading: text("consent.document.title"), text: text("consent.document.text"), isDocument: true),
            Item(heading: text("consent.face.title"), text: text("consent.face.text"), isFace: true),
            Item(heading: text("consent.erasure.title"), text: Self.kept(view.retention, text), isErasure: true),
        ]
        let words = items.flatMap { [$0.heading, $0.text] }.joined(separator: "\n")
        digest = Data(SHA256.hash(data: Data(words.utf8))).hexadecimal
    }

    private static func kept(_ retention: RetentionPolicy, _ text: Catalogue) -> String {
        let decided =
            retention.decidedHours == 0
            ? text("consent.erasure.atOnce") : text.count("consent.erasure.hours", retention.decidedHours)
        return [decided, text.count("consent.erasure.review", retention.reviewDays), text("consent.erasure.stays")]
            .joined(separator: " ")
    }
}
