import Crypto
import Foundation
import Proofing

/// The exact words a person agrees to. The digest of these words is what is stored with the consent, so the page shows
/// these and nothing else (requirements A15).
struct ConsentText {
    struct Paragraph {
        let icon: String
        let heading: String
        let text: String
        var isDocument: Bool { icon == "document" }
        var isFace: Bool { icon == "face" }
    }

    let paragraphs: [Paragraph]
    /// SHA-256 over headings and texts, one per line, in hexadecimal.
    let digest: String
    // Mustache reads stored properties only.
    let items: [Item]

    struct Item {
        let heading: String
        let text: String
        let isDocument: Bool
        let isFace: Bool
        let isErasure: Bool
    }

    init(_ view: ClaimantView, _ text: Catalogue) {
        let kept = Self.kept(view.retention, text)
        let paragraphs = [
            Paragraph(icon: "document", heading: text("consent.document.title"), text: text("consent.document.text")),
            Paragraph(icon: "face", heading: text("consent.face.title"), text: text("consent.face.text")),
            Paragraph(icon: "erasure", heading: text("consent.erasure.title"), text: kept),
        ]
        self.paragraphs = paragraphs
        items = paragraphs.map {
            Item(heading: $0.heading, text: $0.text, isDocument: $0.isDocument, isFace: $0.isFace, isErasure: !$0.isDocument && !$0.isFace)
        }
        let words = paragraphs.flatMap { [$0.heading, $0.text] }.joined(separator: "\n")
        digest = Data(SHA256.hash(data: Data(words.utf8))).hexadecimal
    }

    private static func kept(_ retention: RetentionPolicy, _ text: Catalogue) -> String {
        let decided = retention.decidedHours == 0
            ? text("consent.erasure.atOnce") : text.count("consent.erasure.hours", retention.decidedHours)
        return [decided, text.count("consent.erasure.review", retention.reviewDays), text("consent.erasure.stays")].joined(separator: " ")
    }
}
