import OpenIDProvider
import Proofing

/// One thing that the doctor looked at.
struct Examination: Sendable, Encodable, Equatable {
    enum Grade: String, Sendable, Encodable, CaseIterable {
        /// Something does not work, or not for everybody.
        case fault
        /// It works, and will not for long, or not everywhere.
        case warning
        /// Could not be looked at; the sentence says why.
        case unchecked
        case sound
    }

    /// Stable: a code never changes its meaning.
    let code: String
    let grade: Grade
    /// What was found, in one line.
    let sentence: String
    /// What to change, in one line; nil when there is nothing to change.
    var mend: String?
}

/// Collects what is found, in order.
struct ExaminationRecord: Sendable {
    private(set) var entries: [Examination] = []

    mutating func fault(_ code: String, _ sentence: String, mend: String) {
        add(Examination(code: code, grade: .fault, sentence: sentence, mend: mend))
    }

    mutating func warning(_ code: String, _ sentence: String, mend: String) {
        add(Examination(code: code, grade: .warning, sentence: sentence, mend: mend))
    }

    mutating func unchecked(_ code: String, _ sentence: String, mend: String? = nil) {
        add(Examination(code: code, grade: .unchecked, sentence: sentence, mend: mend))
    }

    mutating func sound(_ code: String, _ sentence: String) {
        add(Examination(code: code, grade: .sound, sentence: sentence))
    }

    /// - Parameter sentence: what to say when there are none.
    mutating func add(_ faults: [ProviderFault], soundAs code: String, _ sentence: String) {
        for fault in faults { add(fault) }
        if faults.isEmpty { sound(code, sentence) }
    }

    mutating func add(_ fault: ProviderFault) {
        add(
            Examination(
                code: fault.code.rawValue, grade: fault.isWarning ? .warning : .fault, sentence: fault.sentence,
                mend: fault.mend))
    }

    mutating func add(_ other: ExaminationRecord) { entries += other.entries }

    private mutating func add(_ entry: Examination) {
        entries.append(
            Examination(
                code: entry.code, grade: entry.grade, sentence: entry.sentence.oneLine, mend: entry.mend?.oneLine))
    }
}
