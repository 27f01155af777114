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
        var isKept = false
    }

    /// The separate agreement that a measurement of the face is kept, with a digest of its own.
    struct Enrolment {
        let text: String
        let digest: String
        /// Without it there is nothing to agree to on this page.
        let isRequired: Bool
    }

    let items: [Item]
    let enrolment: Enrolment?
    /// Whether there is a way to the same end without a face. To a kept face there is none.
    let offersAnotherWay: Bool
    /// SHA-256 over headings and texts, one per line, in hexadecimal.
    let digest: String

    init(_ view: ClaimantView, _ text: Catalogue) {
        let kept = view.enrolment.map { offer in
            Item(
                heading: text("consent.enrolment.title"), text: text.count("consent.enrolment", offer.days),
                isKept: true)
        }
        enrolment = view.enrolment.flatMap { offer in
            kept.map {
                Enrolment(text: $0.text, digest: Self.digest(of: [$0.heading, $0.text]), isRequired: offer.isRequired)
            }
        }
        offersAnotherWay = enrolment?.isRequired != true
        let asked = [
            Item(heading: text("consent.document.title"), text: text("consent.document.text"), isDocument: true),
            Item(heading: text("consent.face.title"), text: text("consent.face.text"), isFace: true),
            Item(heading: text("consent.erasure.title"), text: Self.kept(view.retention, text), isErasure: true),
        ]
        digest = Self.digest(of: asked.flatMap { [$0.heading, $0.text] })
        items = asked + (enrolment?.isRequired == true ? [kept].compactMap(\.self) : [])
    }

    private static func digest(of words: [String]) -> String {
        Data(SHA256.hash(data: Data(words.joined(separator: "\n").utf8))).hexadecimal
    }

    private static func kept(_ retention: RetentionPolicy, _ text: Catalogue) -> String {
        let decided =
            retention.decidedHours == 0
            ? text("consent.erasure.atOnce") : text.count("consent.erasure.hours", retention.decidedHours)
        let reviewed = text.count("consent.erasure.review", retention.reviewDays)
        return [decided, reviewed, text("consent.erasure.trace"), text("consent.erasure.stays")].joined(separator: " ")
    }
}
