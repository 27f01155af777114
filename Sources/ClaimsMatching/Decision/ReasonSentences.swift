extension ReasonCode {
    /// One sentence for the reviewer. Never shown to the person being checked: it would teach a stranger what to change.
    package var sentence: String {
        let document = parameters.first ?? ""
        let directory = parameters.dropFirst().first ?? ""
        let pair = parameters.count >= 2 ? " (document: \(document); directory: \(directory))" : ""
        return text(pair: pair, first: document) + "."
    }

    private func text(pair: String, first: String) -> String {
        switch code {
        case .surnameEqual: "The surnames are the same"
        case .surnameSpacing: "The surnames differ only in spaces or hyphens\(pair)"
        case .surnameICAO: "The surnames are the same once letters are written as passports write them\(pair)"
        case .surnameParticle: "The surnames differ only in a small word such as “van” or “de”\(pair)"
        case .surnameGenderEnding: "The surnames are the male and female form of one name\(pair)"
        case .surnameOneOfDouble: "The directory has the main one of the surnames on the document\(pair)"
        case .surnameReordered: "The surnames have the same parts in another order\(pair)"
        case .surnameVariant: "The surnames are two spellings of one name\(pair)"
        case .surnameRomanisation: "The surnames are two ways to write one name in Latin letters\(pair)"
        case .surnameFormerName: "The surname on the document is on file as a former or other name\(pair)"
        case .surnameNearMiss: "The surnames differ by one letter\(pair)"
        case .surnameInitial: "Only the first letter of the surname can be compared\(pair)"
        case .surnameOneOfSeveral:
            "The directory has only one, not the main one, of the surnames on the document\(pair)"
        case .surnameDirectoryHasMore: "The directory has a surname that is not on the document\(pair)"
        case .surnameConflict: "The surnames are different\(pair)"
        case .surnameNotComparable: "The surnames are in scripts that cannot be compared automatically\(pair)"
        case .surnameMissingDocument: "The document shows no surname"
        case .surnameMissingDirectory: "The directory has no surname"
        default: givenNameText(pair: pair, first: first)
        }
    }

    private func givenNameText(pair: String, first: String) -> String {
        switch code {
        case .givenEqual: "The given names are the same"
        case .givenSpacing: "The given names differ only in spaces or hyphens\(pair)"
        case .givenICAO: "The given names are the same once letters are written as passports write them\(pair)"
        case .givenMiddleUnused: "The directory leaves out a middle name\(pair)"
        case .givenMiddleInitial: "The directory shortens a middle name to its initial\(pair)"
        case .givenCallName: "The directory uses one of the later given names on the document\(pair)"
        case .givenNickname: "The directory uses a known short or pet form of the given name\(pair)"
        case .givenVariant: "The given names are two spellings of one name\(pair)"
        case .givenRomanisation: "The given names are two ways to write one name in Latin letters\(pair)"
        case .givenOtherName: "The given name on the document is on file as another name of this person\(pair)"
        case .givenNearMiss: "The given names are nearly the same, as those of relatives can be\(pair)"
        case .givenShortForm: "One given name is the beginning of the other\(pair)"
        case .givenReordered: "The given names are the same in another order\(pair)"
        case .givenInitial: "Only the first letter of the given name can be compared\(pair)"
        case .givenDirectoryHasMore: "The directory has a given name that is not on the document\(pair)"
        case .givenConflict: "The given names are different\(pair)"
        case .givenNotComparable: "The given names are in scripts that cannot be compared automatically\(pair)"
        case .givenMissingDocument: "The document shows no given name"
        case .givenMissingDirectory: "The directory has no given name"
        default: dateText(pair: pair, first: first)
        }
    }

    private func dateText(pair: String, first: String) -> String {
        switch code {
        case .dobEqual: "The dates of birth are the same"
        case .dobYearMonth: "Year and month of birth are the same; one side has no day\(pair)"
        case .dobYearOnly: "The year of birth is the same; one side has no more than the year\(pair)"
        case .dobPlaceholder: "A date of birth looks like a placeholder that systems fill in when it is unknown\(pair)"
        case .dobDayMonthSwap: "Day and month of birth seem to be swapped\(pair)"
        case .dobOneDigit: "The dates of birth differ by one digit\(pair)"
        case .dobOnePart: "Only the year, only the month or only the day of birth differs\(pair)"
        case .dobTwoDigits: "The dates of birth differ by two digits\(pair)"
        case .dobConflict: "The dates of birth are different\(pair)"
        case .dobMissingDocument: "The document shows no date of birth that could be read"
        case .dobMissingDirectory: "The directory has no date of birth"
        default: wholeText(first: first)
        }
    }

    private func wholeText(first: String) -> String {
        switch code {
        case .nameOrderSwap: "Given name and surname stand in opposite order on the two sides"
        case .nameSlotsMoved: "A name stands in the given name on one side and in the surname on the other"
        case .nameSingleField: "The document shows the whole name in one field"
        case .nameFromDisplayName: "The display name was compared, because it fits better than the separate names"
        case .nameMRZTruncated: "The document cuts long names, and the name begins as the one in the directory does"
        case .nameDisplayHasMore: "The display name has a word that the document does not explain"
        case .nameRecordHasMore:
            "The display name fits, but given name and surname have a word that the document does not explain"
        case .nameTitleMayBeName:
            "What looks like a title or a suffix in the directory (\(first)) may be a name that the document does not show"
        case .suffixConflict: "One side says senior or junior where the other says something else"
        case .suffixOneSide: "Only one side says senior, junior or the like"
        case .flagMixedScript: "A name mixes letters of different scripts that look alike"
        case .flagNameTooLong: "A name is too long to be compared to its end"
        case .flagTruncatedSurnameOnly: "The surname fills the name field, so the given names were cut off"
        case .uniquenessSameNameColleague: "The document fits \(first) other account(s) as well"
        case .uniquenessBetterMatchElsewhere: "The document fits another account clearly better than this one"
        case .policyRequiredClaimMissing: "The policy asks for the \(Self.noun(first)), which could not be compared"
        case .policyBelowMinimum: "The policy asks for better agreement of the \(Self.noun(first))"
        case .policyTooManyAliases: "More names agree only through lists of other names than the policy allows"
        case .policyConflict: "The \(Self.noun(first)) contradicts, and the policy does not allow that"
        case .policyNickname:
            "The given names agree as a short or pet form only, and the policy leaves that to a person"
        case .weightsBelowApproval: "So much agreement is too common in a directory of this size to approve by itself"
        case .weightsBelowReview: "So little agreement fits very many people in a directory of this size"
        default: otherText
        }
    }

    private static func noun(_ claim: String) -> String {
        switch Claim(rawValue: claim) {
        case .surname: "surname"
        case .givenName: "given name"
        case .dateOfBirth: "date of birth"
        case .documentNumber: "document number"
        case .nationality: "nationality"
        case .phone: "telephone number"
        case .mail: "mail address"
        case .address: "address"
        case nil: claim
        }
    }
}
