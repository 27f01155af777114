extension MatchPolicy {
    /// Whether systems fill in this day where none is known. No evidence of anybody's birth.
    package func isPlaceholder(iso: String) -> Bool {
        BirthDate(iso: iso).map(DateOfBirthComparison(placeholders: placeholderDates).isPlaceholder) ?? false
    }
}
