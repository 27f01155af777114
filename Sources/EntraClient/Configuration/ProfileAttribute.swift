/// A user property that a company fills as it likes. Dates of birth stand there as `YYYY-MM-DD` or a Graph date and time.
///
/// Graph's own `birthday` is not accepted: it lives outside the directory and is missing from delta (entra-contract C.3).
package enum ProfileAttribute: Sendable, Hashable {
    /// One of the fifteen Exchange attributes; `name` is `extensionAttribute1` ... `extensionAttribute15`.
    case exchange(name: String)
    /// A directory extension; `name` is `extension_{application id without dashes}_{name}`.
    case directoryExtension(name: String)

    /// - Parameter text: `onPremisesExtensionAttributes.extensionAttribute1`, or `extension_…_…`.
    package init(_ text: String) throws(ConfigurationFault) {
        if text.hasPrefix(Self.exchangePrefix),
            Self.exchangeNames.contains(String(text.dropFirst(Self.exchangePrefix.count)))
        {
            self = .exchange(name: String(text.dropFirst(Self.exchangePrefix.count)))
        } else if Self.isDirectoryExtension(text) {
            self = .directoryExtension(name: text)
        } else {
            throw ConfigurationFault(
                "'\(text)' cannot hold what is compared: name onPremisesExtensionAttributes.extensionAttribute1 to 15, "
                    + "or a directory extension such as extension_0123456789abcdef0123456789abcdef_birthdate")
        }
    }

    /// What stands in `$select`: the Exchange attributes can only be selected together.
    var selected: String {
        switch self {
        case .exchange: "onPremisesExtensionAttributes"
        case .directoryExtension(let name): name
        }
    }

    private static let exchangePrefix = "onPremisesExtensionAttributes."
    private static let exchangeNames = Set((1...15).map { "extensionAttribute\($0)" })

    private static func isDirectoryExtension(_ text: String) -> Bool {
        let parts = text.split(separator: "_", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count == 3 && parts[0] == "extension" && parts[1].utf8.count == 32
            && parts[1].allSatisfy { $0.isASCII && $0.isHexDigit } && !parts[2].isEmpty && parts[2].utf8.count <= 128
            && parts[2].utf8.allSatisfy(\.isNameCharacter)
    }
}

extension UInt8 {
    fileprivate var isNameCharacter: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
