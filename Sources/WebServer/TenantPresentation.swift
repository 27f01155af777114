import Foundation
import Hummingbird
import Proofing

/// How one tenant shows itself: its own name and colour, and where its people turn to.
package struct TenantPresentation: Sendable {
    package var tenant: TenantID
    package var name: String
    /// The last part of the start address: lower-case letters, digits and hyphens, 1 to 40.
    package let slug: String
    package var accent: AccentColour
    package var helpDesk: HelpDesk
    /// Where somebody with a pass signs in.
    package var signInAddress: URL
    /// Where somebody who has signed in adds a passkey or a phone.
    package var securityInfoAddress: URL

    package struct HelpDesk: Sendable {
        package var telephone: String?
        package var mail: String?
        package init(telephone: String? = nil, mail: String? = nil) {
            self.telephone = telephone
            self.mail = mail
        }
    }

    package struct Rejected: Error, Sendable, Equatable {
        package let reason: String
    }

    /// - Throws: `Rejected` for a slug of another form or an address that is not http or https.
    package init(
        tenant: TenantID, name: String, slug: String, accent: AccentColour, helpDesk: HelpDesk,
        signInAddress: URL, securityInfoAddress: URL
    ) throws(Rejected) {
        let isSlug = slug.utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d }
        guard isSlug, (1...40).contains(slug.utf8.count) else {
            throw Rejected(reason: "slug: lower-case letters, digits and hyphens, 1 to 40")
        }
        // These become links: `javascript:` must never be one of them.
        for address in [signInAddress, securityInfoAddress] where !["http", "https"].contains(address.scheme) {
            throw Rejected(reason: "address: http or https")
        }
        self.tenant = tenant
        self.name = name
        self.slug = slug
        self.accent = accent
        self.helpDesk = helpDesk
        self.signInAddress = signInAddress
        self.securityInfoAddress = securityInfoAddress
    }

    var startPath: String { "/r/\(slug)" }

    /// Addresses below `/r` have the slug as a parameter: the router prefers a literal and does not turn back, so that one
    /// literal would hide the others.
    func checkSlug(_ context: WebContext) throws {
        guard context.parameters.get("slug") == slug else { throw HTTPError(.notFound) }
    }
}
