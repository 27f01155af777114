/// Why a claim got its level, or why a decision fell. The code is stable API; the sentence may change.
package struct ReasonCode: Sendable, Hashable, Codable {
    package let code: Code
    /// What the code is about: names, a count, a claim. Personal data where it holds names.
    package let parameters: [String]

    package init(_ code: Code, _ parameters: [String] = []) {
        self.code = code
        self.parameters = parameters
    }

    package enum Code: String, Sendable, Codable, CaseIterable {
        case surnameEqual = "surname.equal"
        case surnameSpacing = "surname.spacing"
        case surnameICAO = "surname.icao"
        case surnameParticle = "surname.particle"
        case surnameGenderEnding = "surname.genderEnding"
        case surnameOneOfDouble = "surname.oneOfDouble"
        case surnameReordered = "surname.reordered"
        case surnameVariant = "surname.variant"
        case surnameRomanisation = "surname.romanisation"
        case surnameFormerName = "surname.formerName"
        case surnameNearMiss = "surname.nearMiss"
        case surnameInitial = "surname.initial"
        case surnameOneOfSeveral = "surname.oneOfSeveral"
        case surnameDirectoryHasMore = "surname.directoryHasMore"
        case surnameConflict = "surname.conflict"
        case surnameNotComparable = "surname.notComparable"
        case surnameMissingDocument = "surname.missing.document"
        case surnameMissingDirectory = "surname.missing.directory"

        case givenEqual = "given.equal"
        case givenSpacing = "given.spacing"
        case givenICAO = "given.icao"
        case givenMiddleUnused = "given.middleUnused"
        case givenMiddleInitial = "given.middleInitial"
        case givenCallName = "given.callName"
        case givenNickname = "given.nickname"
        case givenVariant = "given.variant"
        case givenRomanisation = "given.romanisation"
        case givenOtherName = "given.otherName"
        case givenNearMiss = "given.nearMiss"
        case givenShortForm = "given.shortForm"
        case givenReordered = "given.reordered"
        case givenInitial = "given.initial"
        case givenDirectoryHasMore = "given.directoryHasMore"
        case givenConflict = "given.conflict"
        case givenNotComparable = "given.notComparable"
        case givenMissingDocument = "given.missing.document"
        case givenMissingDirectory = "given.missing.directory"

        case dobEqual = "dob.equal"
        case dobYearMonth = "dob.yearMonth"
        case dobYearOnly = "dob.yearOnly"
        case dobPlaceholder = "dob.placeholder"
        case dobDayMonthSwap = "dob.dayMonthSwap"
        case dobOneDigit = "dob.oneDigit"
        case dobOnePart = "dob.onePart"
        case dobTwoDigits = "dob.twoDigits"
        case dobConflict = "dob.conflict"
        case dobMissingDocument = "dob.missing.document"
        case dobMissingDirectory = "dob.missing.directory"

        case documentNumberEqual = "documentNumber.equal"
        case documentNumberLastFour = "documentNumber.lastFour"
        case documentNumberOneDigit = "documentNumber.oneDigit"
        case documentNumberConflict = "documentNumber.conflict"
        case documentNumberMissing = "documentNumber.missing"
        case nationalityEqual = "nationality.equal"
        case nationalityConflict = "nationality.conflict"
        case nationalityMissing = "nationality.missing"
        case phoneEqual = "phone.equal"
        case phoneNationalFormat = "phone.nationalFormat"
        case phoneLastFour = "phone.lastFour"
        case phoneOneDigit = "phone.oneDigit"
        case phoneConflict = "phone.conflict"
        case phoneMissing = "phone.missing"
        case mailEqual = "mail.equal"
        case mailTag = "mail.tag"
        case mailConflict = "mail.conflict"
        case mailMissing = "mail.missing"
        case addressPostcodeAndNumber = "address.postcodeAndNumber"
        case addressStreet = "address.street"
        case addressCity = "address.city"
        case addressRegion = "address.region"
        case addressCountry = "address.country"
        case addressConflict = "address.conflict"
        case addressMissing = "address.missing"

        case nameOrderSwap = "name.orderSwap"
        case nameSlotsMoved = "name.slotsMoved"
        case nameSingleField = "name.singleField"
        case nameFromDisplayName = "name.fromDisplayName"
        case nameMRZTruncated = "name.mrzTruncated"
        case nameDisplayHasMore = "name.displayHasMore"
        case nameRecordHasMore = "name.recordHasMore"
        case nameTitleMayBeName = "name.titleMayBeName"

        case suffixConflict = "suffix.conflict"
        case suffixOneSide = "suffix.oneSide"
        case flagMixedScript = "flag.mixedScript"
        case flagNameTooLong = "flag.nameTooLong"
        case flagTruncatedSurnameOnly = "flag.truncatedSurnameOnly"
        case uniquenessSameNameColleague = "uniqueness.sameNameColleague"
        case uniquenessBetterMatchElsewhere = "uniqueness.betterMatchElsewhere"
        case policyRequiredClaimMissing = "policy.requiredClaimMissing"
        case policyBelowMinimum = "policy.belowMinimum"
        case policyTooManyAliases = "policy.tooManyAliases"
        case policyConflict = "policy.conflict"
        case policyNickname = "policy.nickname"
        case weightsBelowApproval = "weights.belowApproval"
        case weightsBelowReview = "weights.belowReview"
    }
}

extension ReasonCode: CustomStringConvertible {
    /// The form for logs: names are masked to their first letter and length class.
    package var description: String {
        guard !parameters.isEmpty else { return code.rawValue }
        return "\(code.rawValue)(\(parameters.map(Self.masked).joined(separator: ", ")))"
    }

    private static func masked(_ value: String) -> String {
        // Counts, claims and levels are no personal data.
        if Int(value) != nil || Claim(rawValue: value) != nil || EvidenceLevel(rawValue: value) != nil { return value }
        return value.prefix(1) + "…"
    }
}
