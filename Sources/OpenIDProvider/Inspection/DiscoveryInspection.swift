import Foundation

/// Holds the published discovery document to what Entra insists on (entra-contract A.2).
package struct DiscoveryInspection: Sendable {
    /// In the order of the document.
    package let faults: [ProviderFault]
    /// Where the document says that keys are; nil when it does not.
    package let keysAddress: String?

    package init(_ document: PublishedDocument, of issuer: Issuer) {
        var inspector = Inspector(issuer: issuer)
        inspector.inspect(document)
        faults = inspector.faults
        keysAddress = inspector.keysAddress
    }

    /// Whether the document changes its form for clients that accept compressed ones, as Entra's may.
    package static func compressionFault(_ document: PublishedDocument, isEncoded: Bool) -> ProviderFault? {
        guard document.isChunked || document.contentLength == nil else { return nil }
        return ProviderFault(
            .discoveryCompressed,
            "Asked with Accept-Encoding: gzip, the discovery document comes without Content-Length\(isEncoded ? ", compressed" : "").",
            mend: "Switch compression off for the address in the proxy in front (nginx: gzip off).")
    }

    private struct Inspector {
        let issuer: Issuer
        var faults: [ProviderFault] = []
        var keysAddress: String?

        mutating func found(_ code: ProviderFault.Code, _ sentence: String, mend: String) {
            faults.append(ProviderFault(code, sentence, mend: mend))
        }

        mutating func inspect(_ document: PublishedDocument) {
            guard document.status == 200 else {
                return found(
                    .discoveryStatus,
                    "\(issuer.discoveryAddress) is answered with \(document.status), not 200.",
                    mend:
                        "Let the proxy in front pass the path on as it is, without a redirect, and start the server with externalMethod configured."
                )
            }
            if document.isChunked || document.contentLength == nil {
                found(
                    .discoveryChunked, "The discovery document comes in chunks, without Content-Length.",
                    mend:
                        "Switch buffering on and compression off for the address in the proxy in front; Entra needs Content-Length."
                )
            }
            guard let members = (try? JSONReader.read(document.body))?.object else {
                return found(
                    .discoveryUnreadable, "The discovery document is not a JSON object.",
                    mend: "See what answers at \(issuer.discoveryAddress); it is not this server as it was started.")
            }
            inspectIssuer(members)
            inspectAddresses(members)
            inspectLists(members)
        }

        private mutating func inspectIssuer(_ members: [String: JSONValue]) {
            guard let stated = members["issuer"]?.string else {
                return found(
                    .discoveryField, "The discovery document lacks issuer.",
                    mend: "See what changes the document between server and public address.")
            }
            guard !stated.hasBytes(of: issuer.address) else { return }
            let mend =
                "Entra compares characters: make publicURL, the address in Entra and the document say \(issuer.address)."
            if stated.hasBytes(of: issuer.address + "/") {
                found(.issuerSlash, "The published issuer \(stated) ends with a slash.", mend: mend)
            } else if URLComponents(string: stated)?.port == 443 {
                found(.issuerPort, "The published issuer \(stated) names port 443, which https has anyway.", mend: mend)
            } else {
                found(
                    .issuerDiffers, "The published issuer is \(stated), the configured one \(issuer.address).",
                    mend: mend)
            }
        }

        private mutating func inspectAddresses(_ members: [String: JSONValue]) {
            let endpoint = members["authorization_endpoint"]?.string
            if endpoint?.hasBytes(of: issuer.authorizationAddress) != true {
                found(
                    .discoveryAuthorizationEndpoint,
                    "authorization_endpoint is \(endpoint ?? "missing"), expected \(issuer.authorizationAddress).",
                    mend: "See what changes the document between server and public address.")
            }
            let address = members["jwks_uri"]?.string
            keysAddress = address
            guard let address, address.hasBytes(of: issuer.keysAddress) else {
                let isPlain = address.map { !$0.contains("?") && !$0.contains("#") } ?? true
                return found(
                    .discoveryKeysAddress,
                    """
                    jwks_uri is \(address ?? "missing"), expected \(issuer.keysAddress)\
                    \(isPlain ? "" : "; Entra takes none with a query or fragment").
                    """,
                    mend: "See what changes the document between server and public address.")
            }
        }

        private mutating func inspectLists(_ members: [String: JSONValue]) {
            if members["id_token_signing_alg_values_supported"]?.strings?.contains("RS256") != true {
                found(
                    .discoveryAlgorithm, "id_token_signing_alg_values_supported does not name RS256.",
                    mend: "RS256 is all that Entra takes; see what changes the document on the way.")
            }
            let needed = [
                "scopes_supported": "openid", "response_types_supported": "id_token",
                "response_modes_supported": "form_post", "subject_types_supported": "public",
            ]
            var missing = needed.filter { members[$0.key]?.strings?.contains($0.value) != true }
            if let types = members["claim_types_supported"], types.strings?.contains("normal") != true {
                missing["claim_types_supported"] = "normal"
            }
            for (name, value) in missing.sorted(by: { $0.key < $1.key }) {
                found(
                    .discoveryField, "\(name) does not hold \(value).",
                    mend: "See what changes the document between server and public address.")
            }
        }
    }
}
