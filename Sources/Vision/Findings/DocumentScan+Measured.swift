import IdentityDocuments
import Proofing

extension DocumentScan {
    /// The port's terms for a worker's answer. `day` settles the centuries that a zone does not print.
    init(_ answer: MeasuredDocument, modelID: String, readOn day: CalendarDate) {
        self.init(
            finding: DocumentFinding(answer, readOn: day),
            documentPicture: answer.documentJPEG,
            portraitPicture: answer.portraitJPEG,
            portrait: answer.portrait.map { FaceDescriptor(modelID: modelID, values: $0.descriptor.map(Float.init)) },
            descreenedPortrait: answer.portrait.map {
                FaceDescriptor(modelID: modelID, values: $0.descreenedDescriptor.map(Float.init))
            })
    }
}

extension DocumentFinding {
    /// Lower than the score of any reading.
    private static let scoreWithoutReading = -1000.0

    package init(_ answer: MeasuredDocument, readOn day: CalendarDate) {
        let reading = answer.zone.map { ZoneVerdict($0, readOn: day) }
        self.init(
            fields: reading?.zone.map { DocumentFields($0) },
            printedLines: answer.zone?.printed ?? [],
            repairedLines: answer.zone?.repaired ?? [],
            contradictions: reading?.contradictions ?? [],
            repairedFields: answer.zone?.repairedFields ?? 0,
            readingScore: answer.zone?.score ?? Self.scoreWithoutReading,
            isReadingAccepted: reading?.isAccepted ?? false,
            portraitWidth: answer.portrait?.width,
            sharpness: answer.quality.sharpness,
            glare: max(answer.quality.mrzGlare ?? 0, answer.quality.portraitGlare ?? 0))
    }
}
