import ClaimsMatching
import Foundation
import IdentityDocuments
import Proofing

/// One claim: what the document says, what the directory says, where they differ, and how they agree.
struct ClaimRow {
    let claim: String
    /// nil where the side says nothing.
    let document: MarkedValue?
    let directory: MarkedValue?
    let level: String
    /// A class of the style sheet: good, warn, bad.
    let kind: String
    let sentence: String
    /// How much it speaks for or against, in words; nil where nothing was weighed.
    let weight: String?

    init(_ evidence: ClaimEvidence, needed: EvidenceLevel, _ text: Catalogue) {
        claim = text("console.claim.\(evidence.claim.rawValue)")
        let isDate = evidence.claim == .dateOfBirth
        let values = [evidence.documentValue, evidence.directoryValue]
            .map { value in isDate ? value.map(Self.readableDate) : value }
        // What agrees by rule or letter has no part that anybody should doubt.
        if let printed = values[0], let recorded = values[1], evidence.level != .identical {
            (document, directory) = MarkedValue.pair(printed, recorded)
        } else {
            (document, directory) = (values[0].map(MarkedValue.plain), values[1].map(MarkedValue.plain))
        }
        level = text("console.level.\(evidence.level.rawValue)")
        kind = evidence.level == .conflict ? "bad" : evidence.level.reaches(needed) ? "good" : "warn"
        sentence = evidence.reason.sentence
        weight = evidence.weightBits.map { text("console.weight.\(Self.strength($0))") }
    }

    /// In bits: ten make a chance agreement a thousand times rarer.
    private static func strength(_ bits: Double) -> String {
        switch bits {
        case 10...: "strong"
        case 4..<10: "clear"
        case 0.5..<4: "little"
        case -0.5..<0.5: "none"
        case -4 ..< -0.5: "littleAgainst"
        default: "against"
        }
    }

    private static func readableDate(_ iso: String) -> String {
        PartialDate(iso: iso).map { Moment.day($0.day, $0.month, $0.year) } ?? iso
    }
}

/// The document itself, as it was read.
struct DocumentRow {
    let name: String
    let number: String?
    let validity: String
    let level: String
    let kind: String
    let sentence: String
    let printed: [String]
    /// Empty when nothing was repaired.
    let repaired: [String]

    init(_ finding: DocumentFinding, at moment: Date, _ text: Catalogue) {
        let fields = finding.fields
        let issuer = fields.map { IssuingState.name(of: $0.issuingState) ?? $0.issuingState } ?? ""
        name =
            fields.map { "\(text("console.document.\($0.type.rawValue)")), \(issuer)" }
            ?? text("console.document.unread")
        number = fields?.number
        validity =
            fields?.dateOfExpiry.map {
                text("console.document.validUntil", ["date": Moment.day($0.day, $0.month, $0.year)])
            }
            ?? text("console.document.noExpiry")
        let isSound = finding.isReadingAccepted && finding.contradictions.isEmpty && fields != nil
        let state = !finding.contradictions.isEmpty ? "contradicts" : isSound ? "sound" : "uncertain"
        level = text("console.document.\(state)")
        kind = state == "contradicts" ? "bad" : isSound ? "good" : "warn"
        sentence = Self.sentence(finding, text)
        printed = finding.printedLines
        repaired = finding.repairedLines == finding.printedLines ? [] : finding.repairedLines
    }

    private static func sentence(_ finding: DocumentFinding, _ text: Catalogue) -> String {
        guard finding.contradictions.isEmpty else {
            return text("console.document.contradictions", ["names": finding.contradictions.joined(separator: ", ")])
        }
        guard finding.repairedFields > 0 else {
            return text(finding.isReadingAccepted ? "console.document.repaired.none" : "console.document.doubtful")
        }
        return text.count("console.document.repaired", finding.repairedFields)
    }
}
