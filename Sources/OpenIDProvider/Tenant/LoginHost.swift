import Foundation

/// The sign-in service of one Microsoft cloud (entra-contract A.5), or of a simulator.
package struct LoginHost: Sendable, Hashable, CustomStringConvertible {
    /// Scheme, host and port, without a slash at the end.
    package let address: String

    package static let global = LoginHost(unchecked: "https://login.microsoftonline.com")
    package static let usGovernment = LoginHost(unchecked: "https://login.microsoftonline.us")
    package static let china = LoginHost(unchecked: "https://login.partner.microsoftonline.cn")

    /// - Returns: nil unless it is an address of the form that ``Issuer`` takes, without a path.
    package init?(_ text: String) {
        // After the two slashes of the scheme there is no third.
        guard let address = Issuer(text)?.address, address.filter({ $0 == "/" }).count == 2 else { return nil }
        self.address = address
    }

    private init(unchecked address: String) { self.address = address }

    package var description: String { address }

    /// The only place an answer ever goes to.
    package var redirectAddress: String { address + "/common/federation/externalauthprovider" }
}
