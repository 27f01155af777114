import IdentityDocuments

/// A worker's reading of a zone, checked again on this side of the jail.
///
/// The worker says whether it accepts its own reading. That alone is not believed: the rule is applied again to its
/// figures, and every check digit of the lines it calls right is computed anew.
package struct ZoneVerdict {
    /// From the repaired lines when the reading is accepted, else from what is printed. nil when those lines are no zone.
    package let zone: MachineReadableZone?
    /// Names of check digits that were read with confidence and do not fit their field, in the order of the fields.
    /// Lines read without confidence contradict themselves all the time, so only the worker can tell.
    package let contradictions: [String]
    package let isAccepted: Bool

    /// Right repairs cost 0.8 to 2.7 nats and wrong ones 2.0 to 13.8, on a hundred pictures: a wrongly printed digit is
    /// cheap to turn into a valid one. Hence limits that leave some honest readings to a person.
    enum Limit {
        static let repairNats = 3.0
        static let repairedFields = 2
        static let score = -0.3
    }

    package init(_ answer: MeasuredZone, readOn day: CalendarDate) {
        let repaired = try? MachineReadableZone(lines: answer.repaired, readOn: day)
        let reported = Set(answer.checks.filter { $0.status == .contradicts }.map(\.name))
        let withinLimits =
            answer.repairNats <= Limit.repairNats && answer.repairedFields <= Limit.repairedFields
            && answer.score > Limit.score
        isAccepted =
            answer.accepted && withinLimits && reported.isEmpty
            && (repaired.map { $0.checkDigitsAgree && !$0.hasForeignCharacters } ?? false)

        zone = isAccepted ? repaired : try? MachineReadableZone(lines: answer.printed, readOn: day)
        contradictions = ZoneField.allCases.map(\.rawValue).filter(reported.contains)
    }
}

extension MachineReadableZone {
    /// Digits where only letters may stand: a card from before the standard, or one letter forced out of a digit.
    fileprivate var hasForeignCharacters: Bool {
        defects.contains { if case .digits = $0 { true } else { false } }
    }
}
