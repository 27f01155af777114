/// Compares nationalities. People have several and directories one, so a difference says little.
struct NationalityComparison {
    func compare(_ document: String?, _ directory: String?) -> ClaimEvidence {
        let (level, code) = judged(document.flatMap(Self.canonical), directory.flatMap(Self.canonical))
        return ClaimEvidence(
            claim: .nationality, level: level,
            reason: ReasonCode(code, level == .conflict ? [document, directory].compactMap { $0 } : []),
            documentValue: document, directoryValue: directory)
    }

    private func judged(_ one: String?, _ other: String?) -> (EvidenceLevel, ReasonCode.Code) {
        guard let one, let other, one.count == other.count else { return (.notAvailable, .nationalityMissing) }
        return one == other ? (.identical, .nationalityEqual) : (.conflict, .nationalityConflict)
    }

    /// ICAO writes Germany `D`, and the kinds of British people apart (Doc 9303-3, section 5). Codes of the stateless name
    /// no country.
    private static func canonical(_ code: String) -> String? {
        let code = code.uppercased()
        if ["XXA", "XXB", "XXC", "XXX", ""].contains(code) { return nil }
        if code == "D" { return "DEU" }
        return code.count == 3 && ["GBD", "GBN", "GBO", "GBP", "GBS"].contains(code) ? "GBR" : code
    }
}
