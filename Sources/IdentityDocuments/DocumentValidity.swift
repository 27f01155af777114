/// Whether a document is valid on a given day, going by its own dates.
package enum DocumentValidity: Sendable, Hashable, Codable {
    case valid
    /// The day of expiry is past; a document is good through that day.
    case expired(on: CalendarDate)
    case issuedInTheFuture(CalendarDate)
    /// Expiry before issue: no honest document says so.
    case contradictory
    /// No expiry could be read. Not the same as valid: policy decides.
    case unknown
}

extension DocumentFields {
    package func validity(on day: CalendarDate) -> DocumentValidity {
        if let dateOfIssue, let dateOfExpiry, dateOfExpiry < dateOfIssue { return .contradictory }
        if let dateOfIssue, dateOfIssue > day { return .issuedInTheFuture(dateOfIssue) }
        guard let dateOfExpiry else { return .unknown }
        return dateOfExpiry < day ? .expired(on: dateOfExpiry) : .valid
    }
}
