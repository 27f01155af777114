import Foundation
import IdentityDocuments

/// What the document reader measured on one photographed document. Measurements only: `Policy` judges them.
package struct DocumentFinding: Sendable, Equatable, Codable {
    /// Parsed fields; nil when no machine-readable zone was read.
    package var fields: DocumentFields?
    /// The lines as printed, never repaired.
    package var printedLines: [String]
    /// The lines after the exact check-digit search; equal to `printedLines` when nothing was repaired.
    package var repairedLines: [String]
    /// Names of check digits that were read with confidence and do not fit their field: a sign of tampering.
    package var contradictions: [String]
    package var repairedFields: Int
    /// Mean log posterior per character; 0 is certain.
    package var readingScore: Double
    /// The reader's own acceptance rule: repair <= 3 nats, at most two fields, score > -0.3, all digits satisfied.
    package var isReadingAccepted: Bool
    /// Width of the portrait on the document in pixels of the photograph; nil when no face was found.
    package var portraitWidth: Double?
    /// Variance of the Laplacian at 1,000 px; higher is sharper.
    package var sharpness: Double
    /// Share of blown-out pixels in the portrait and the zone, 0 to 1.
    package var glare: Double

    package init(
        fields: DocumentFields?, printedLines: [String], repairedLines: [String], contradictions: [String],
        repairedFields: Int, readingScore: Double, isReadingAccepted: Bool, portraitWidth: Double?,
        sharpness: Double, glare: Double
    ) {
        self.fields = fields
        self.printedLines = printedLines
        self.repairedLines = repairedLines
        self.contradictions = contradictions
        self.repairedFields = repairedFields
        self.readingScore = readingScore
        self.isReadingAccepted = isReadingAccepted
        self.portraitWidth = portraitWidth
        self.sharpness = sharpness
        self.glare = glare
    }
}

/// A finding with what is needed to go on: the pictures to seal and the portrait's descriptors. Lives in memory only.
package struct DocumentScan: Sendable {
    package var finding: DocumentFinding
    /// JPEG, upright, cropped, without metadata.
    package var documentPicture: Data
    package var portraitPicture: Data?
    package var portrait: FaceDescriptor?
    /// The same portrait after the printing screen was smoothed away; better for halftone prints.
    package var descreenedPortrait: FaceDescriptor?

    package init(
        finding: DocumentFinding, documentPicture: Data, portraitPicture: Data?,
        portrait: FaceDescriptor?, descreenedPortrait: FaceDescriptor?
    ) {
        self.finding = finding
        self.documentPicture = documentPicture
        self.portraitPicture = portraitPicture
        self.portrait = portrait
        self.descreenedPortrait = descreenedPortrait
    }
}
