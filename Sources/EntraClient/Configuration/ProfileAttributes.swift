/// Where the directory keeps what is compared with a document, beside the names. nil: nowhere.
package struct ProfileAttributes: Sendable, Hashable {
    package var dateOfBirth: ProfileAttribute?
    package var documentNumber: ProfileAttribute?
    package var nationality: ProfileAttribute?
    package var formerSurname: ProfileAttribute?
    package var otherGivenName: ProfileAttribute?

    package init() {}

    /// What stands in `$select` for them, each once.
    var selected: [String] {
        Set([dateOfBirth, documentNumber, nationality, formerSurname, otherGivenName].compactMap { $0?.selected })
            .sorted()
    }
}
