/// Why lines of text are no machine readable zone at all. All reasons are given at once.
package struct MalformedZone: Error, Sendable, Equatable {
    package enum Reason: Sendable, Hashable {
        /// No format has this many lines of these lengths.
        case shape(lineLengths: [Int])
        /// A character outside `A`–`Z`, `0`–`9` and `<`. Line and column count from 1.
        case character(String, line: Int, column: Int)
    }

    package let reasons: [Reason]

    package init(reasons: [Reason]) { self.reasons = reasons }
}

/// What is wrong inside a zone of proper shape. A defect is a measurement: policy decides what it means.
package enum ZoneDefect: Sendable, Hashable, Codable {
    /// Six characters that are no date, such as month 13. The field is then nil.
    case notADate(ZoneField)
    /// The document code is none that Doc 9303 gives this format (`P` for TD3, `V` for visas, `A` `C` `I` for cards).
    case unexpectedDocumentCode(String)
    /// A character other than `M`, `F` and the filler.
    case unexpectedSex(String)
    /// Digits where only letters may stand: names, issuing State, nationality.
    case digits(in: ZoneField)
    /// The name field starts with a filler, or is empty.
    case missingPrimaryIdentifier
    /// `<<` occurs more than once between name parts; what follows the first is taken as the secondary identifier.
    case repeatedNameSeparator
    case missingDocumentNumber
}
