/// Compares the number of the document with those on file.
struct DocumentNumberComparison {
    func compare(_ document: String?, _ directory: [String]) -> ClaimEvidence {
        Alternatives(claim: .documentNumber, missing: .documentNumberMissing)
            .best(document, directory) { judged(Self.canonical($0), $1) }
    }

    private func judged(_ printed: String, _ recorded: String) -> (EvidenceLevel, ReasonCode.Code) {
        let known = Self.canonical(recorded)
        if printed == known { return (.identical, .documentNumberEqual) }
        // A directory that masks numbers keeps the last four characters.
        if known.count == 4, known.count < recorded.count, printed.hasSuffix(known) {
            return (.listed, .documentNumberLastFour)
        }
        if EditDistance.isOne(Array(printed), Array(known)) { return (.near, .documentNumberOneDigit) }
        return (.conflict, .documentNumberConflict)
    }

    private static func canonical(_ number: String) -> String {
        String(number.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
    }
}

/// Compares telephone numbers (ITU-T E.164).
struct PhoneComparison {
    func compare(_ document: String?, _ directory: [String]) -> ClaimEvidence {
        Alternatives(claim: .phone, missing: .phoneMissing).best(document, directory, judged)
    }

    private func judged(_ shown: String, _ recorded: String) -> (EvidenceLevel, ReasonCode.Code) {
        let (one, other) = (Phone(shown), Phone(recorded))
        if one.digits == other.digits, one.isInternational == other.isInternational { return (.identical, .phoneEqual) }
        if one.isInternational != other.isInternational {
            let (international, national) = one.isInternational ? (one, other) : (other, one)
            // A trunk prefix of zeros falls away behind the country code; seven digits are the shortest whole number.
            let core = national.digits.drop { $0 == "0" }
            if core.count >= 7, international.digits.hasSuffix(core) { return (.equivalent, .phoneNationalFormat) }
        }
        let isMasked = other.digits.count == 4 && recorded.count > 4
        if isMasked, one.digits.hasSuffix(other.digits) { return (.listed, .phoneLastFour) }
        if EditDistance.isOne(Array(one.digits), Array(other.digits)) { return (.near, .phoneOneDigit) }
        return (.conflict, .phoneConflict)
    }

    private struct Phone {
        let digits: String
        let isInternational: Bool

        init(_ text: String) {
            let kept = text.filter { $0 == "+" || ($0.isASCII && $0.isNumber) }
            isInternational = kept.hasPrefix("+") || kept.hasPrefix("00")
            let numbers = kept.filter { $0 != "+" }
            digits = kept.hasPrefix("00") ? String(numbers.dropFirst(2)) : numbers
        }
    }
}

/// One value against several on file: the best agreement counts.
struct Alternatives {
    let claim: Claim
    let missing: ReasonCode.Code

    func best(
        _ document: String?, _ directory: [String], _ judged: (String, String) -> (EvidenceLevel, ReasonCode.Code)
    ) -> ClaimEvidence {
        guard let document, !document.isEmpty, !directory.isEmpty else {
            return ClaimEvidence(
                claim: claim, level: .notAvailable, reason: ReasonCode(missing), documentValue: document,
                directoryValue: directory.first)
        }
        var best: (level: EvidenceLevel, code: ReasonCode.Code, value: String)?
        for value in directory {
            let (level, code) = judged(document, value)
            if best.map({ ($0.level.rank ?? -1) < (level.rank ?? -1) }) ?? true { best = (level, code, value) }
        }
        let found = best ?? (.notAvailable, missing, "")
        return ClaimEvidence(
            claim: claim, level: found.level,
            reason: ReasonCode(found.code, found.level == .identical ? [] : [document, found.value]),
            documentValue: document, directoryValue: found.value)
    }
}
