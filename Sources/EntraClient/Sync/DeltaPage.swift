import Foundation

/// One page of a delta round (entra-contract C.1): more to come, or the link that starts the next round.
struct DeltaPage<Element: Decodable & Sendable>: Decodable, Sendable {
    let value: [Element]
    let nextLink: String?
    let deltaLink: String?

    enum CodingKeys: String, CodingKey {
        case value
        case nextLink = "@odata.nextLink"
        case deltaLink = "@odata.deltaLink"
    }

    enum Continuation: Sendable {
        case more(link: String)
        case done(deltaLink: String)
    }

    /// nil when neither link, or both, are there: the round could not be finished honestly.
    var continuation: Continuation? {
        switch (nextLink, deltaLink) {
        case (let link?, nil): .more(link: link)
        case (nil, let link?): .done(deltaLink: link)
        default: nil
        }
    }
}

/// A key that is only known at run time, such as a directory extension's.
struct PropertyName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }

    static let id = PropertyName("id")
    /// Graph's mark of an object or member that is gone. The reason is of no interest: soft-deleted or for good, the
    /// account is not usable.
    static let removed = PropertyName("@removed")
}
