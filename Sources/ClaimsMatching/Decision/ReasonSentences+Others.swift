// Sentences about claims that are neither names nor dates.
extension ReasonCode {
    var otherText: String {
        switch code {
        case .documentNumberEqual: "The document number is the one on file"
        case .documentNumberLastFour: "The document number ends as the one on file"
        case .documentNumberOneDigit: "The document number differs by one character from the one on file"
        case .documentNumberConflict: "Another document number is on file; documents are renewed"
        case .documentNumberMissing: "There is no document number to compare with"
        case .nationalityEqual: "The nationality is the same"
        case .nationalityConflict: "The nationality on file is another one"
        case .nationalityMissing: "There is no nationality to compare with"
        case .phoneEqual: "The telephone number is the same"
        case .phoneNationalFormat: "The telephone number is the same, written without its country"
        case .phoneLastFour: "The telephone number ends as the one on file"
        case .phoneOneDigit: "The telephone number differs by one digit"
        case .phoneConflict: "Another telephone number is on file"
        case .phoneMissing: "There is no telephone number to compare with"
        default: addressText
        }
    }

    private var addressText: String {
        switch code {
        case .mailEqual: "The mail address is the same"
        case .mailTag: "The mail address is the same but for a tag behind a plus sign"
        case .mailConflict: "Another mail address is on file"
        case .mailMissing: "There is no mail address to compare with"
        case .addressPostcodeAndNumber: "Postcode and house number are the same"
        case .addressStreet: "Postcode and street are the same"
        case .addressCity: "The city is the same"
        case .addressRegion: "The region is the same"
        case .addressCountry: "Only the country of the address is the same"
        case .addressConflict: "Another address is on file; people move"
        case .addressMissing: "There is no address to compare with"
        default: code.rawValue
        }
    }
}
