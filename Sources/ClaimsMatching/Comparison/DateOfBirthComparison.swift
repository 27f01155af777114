/// Compares dates of birth.
struct DateOfBirthComparison {
    /// `MM-DD` or `YYYY-MM-DD`.
    let placeholders: [String]

    func compare(_ document: BirthDate?, _ directory: BirthDate?) -> ClaimEvidence {
        let (level, code) = judged(document, directory)
        let values = [document?.iso, directory?.iso]
        return ClaimEvidence(
            claim: .dateOfBirth, level: level,
            reason: ReasonCode(code, level == .identical ? [] : values.compactMap { $0 }),
            documentValue: values[0], directoryValue: values[1])
    }

    private func judged(_ document: BirthDate?, _ directory: BirthDate?) -> (EvidenceLevel, ReasonCode.Code) {
        guard let document else { return (.notAvailable, .dobMissingDocument) }
        guard let directory else { return (.notAvailable, .dobMissingDirectory) }
        // Of 28 strangers in our samples whose dates of birth were equal, 27 shared a placeholder.
        if isPlaceholder(document) || isPlaceholder(directory) {
            return document.year == directory.year ? (.weak, .dobPlaceholder) : (.notAvailable, .dobPlaceholder)
        }
        guard let (month, day) = whole(document), let (otherMonth, otherDay) = whole(directory) else {
            return partial(document, directory)
        }
        if document == directory { return (.identical, .dobEqual) }
        if document.year == directory.year, month == otherDay, day == otherMonth { return (.near, .dobDayMonthSwap) }
        let differences = zip(document.iso, directory.iso).filter { $0 != $1 }.count
        if differences == 1 { return (.near, .dobOneDigit) }
        let partsApart = [document.year != directory.year, month != otherMonth, day != otherDay].count { $0 }
        if partsApart == 1 { return (.near, .dobOnePart) }
        // Of 998 pairs of the same person in our samples 60 differ so, by slips of the keyboard; a person looks at them.
        return differences == 2 ? (.weak, .dobTwoDigits) : (.conflict, .dobConflict)
    }

    private func partial(_ one: BirthDate, _ other: BirthDate) -> (EvidenceLevel, ReasonCode.Code) {
        guard one.year == other.year else { return (.conflict, .dobConflict) }
        guard let month = one.month, let otherMonth = other.month else { return (.weak, .dobYearOnly) }
        return month == otherMonth ? (.listed, .dobYearMonth) : (.conflict, .dobConflict)
    }

    private func whole(_ date: BirthDate) -> (month: Int, day: Int)? {
        guard let month = date.month, let day = date.day else { return nil }
        return (month, day)
    }

    func isPlaceholder(_ date: BirthDate) -> Bool {
        date.day != nil && placeholders.contains { date.iso == $0 || ($0.count == 5 && date.iso.hasSuffix("-\($0)")) }
    }
}
