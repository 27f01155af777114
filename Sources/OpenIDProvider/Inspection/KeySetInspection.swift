import CryptoExtras
import Foundation
import X509

/// Holds the published keys to what Entra insists on (entra-contract A.3), and to the ring they should come from.
package struct KeySetInspection: Sendable {
    package let faults: [ProviderFault]
    /// What tokens are verified with.
    let keys: [VerificationKey]

    /// - Parameter ring: as it is stored.
    package init(_ document: PublishedDocument, ring: KeyRing, at now: Date) {
        var inspector = Inspector(now: now)
        inspector.inspect(document)
        if !inspector.kids.isEmpty { inspector.compare(with: ring) }
        faults = inspector.faults
        keys = inspector.keys
    }

    private struct Inspector {
        let now: Date
        var faults: [ProviderFault] = []
        var keys: [VerificationKey] = []
        var kids: Set<String> = []

        mutating func found(_ code: ProviderFault.Code, _ sentence: String, mend: String) {
            faults.append(ProviderFault(code, sentence, mend: mend))
        }

        private static let onTheWay = "See what changes the key set between server and public address."

        mutating func inspect(_ document: PublishedDocument) {
            guard document.status == 200 else {
                return found(
                    .keysStatus, "The key set is answered with \(document.status), not 200.",
                    mend: document.status == 503
                        ? "The server has no key yet; the first is made within a minute of its start."
                        : "Let the proxy in front pass the path on as it is, without a redirect.")
            }
            guard let members = (try? JSONReader.read(document.body))?["keys"]?.array else {
                return found(.keysUnreadable, "The key set is not JSON with a list of keys.", mend: Self.onTheWay)
            }
            if members.isEmpty {
                found(.keysEmpty, "The key set has no keys.", mend: "See countersign keys list, and the server's log.")
            }
            for member in members { inspect(member.object ?? [:]) }
        }

        private mutating func inspect(_ key: [String: JSONValue]) {
            let kid = key["kid"]?.string ?? ""
            if ["d", "p", "q", "dp", "dq", "qi", "oth", "k"].contains(where: { key[$0] != nil }) {
                found(
                    .keysSecret, "The published key \(kid) holds its private part.",
                    mend: "Stop what publishes it, and run countersign keys emergency-roll.")
            }
            if !Self.isBase64(kid) {
                found(
                    .keysKid, "The kid \"\(kid)\" is not base64, so Entra does not take the key.",
                    mend: Self.onTheWay + " This server's kids are thumbprints in base64url.")
            }
            if !kids.insert(kid).inserted {
                found(.keysKidRepeated, "Two published keys have the kid \(kid).", mend: Self.onTheWay)
            }
            let modulus = key["n"]?.string.flatMap(Base64URL.decode)
            let exponent = key["e"]?.string.flatMap(Base64URL.decode)
            guard let modulus, let exponent,
                let usable = VerificationKey(kid: kid, modulus: modulus, exponent: exponent),
                key["kty"] == .string("RSA"),
                key["use"] == nil || key["use"] == .string("sig")
            else {
                return found(
                    .keysWeak, "The published key \(kid) is no RSA key for signatures with 2048 bits or more.",
                    mend: Self.onTheWay)
            }
            keys.append(usable)
            inspectCertificate(key["x5c"], of: kid, modulus: modulus, exponent: exponent)
        }

        private mutating func inspectCertificate(
            _ chain: JSONValue?, of kid: String, modulus: Data, exponent: Data
        ) {
            guard let text = chain?.strings?.first else {
                return found(
                    .keysCertificateMissing, "The published key \(kid) has no x5c, and Entra uses no key without one.",
                    mend: Self.onTheWay)
            }
            guard let der = Data(base64Encoded: text), der.base64EncodedString() == text else {
                return found(
                    .keysCertificateEncoding,
                    "The x5c of key \(kid) is not standard base64 with padding (RFC 7517 section 4.7).",
                    mend: Self.onTheWay + " base64url is wrong in this one place.")
            }
            guard let certificate = try? Certificate(derEncoded: Array(der)),
                let numbers = try? _RSA.Signing.PublicKey(certificate.publicKey)?.getKeyPrimitives(),
                numbers.modulus == modulus, numbers.publicExponent == exponent
            else {
                return found(
                    .keysCertificateMismatch, "The certificate of key \(kid) is of another key than n and e say.",
                    mend: Self.onTheWay)
            }
            if certificate.notValidBefore > now || certificate.notValidAfter <= now {
                found(
                    .keysCertificateDates, "The certificate of key \(kid) is not valid at this time.",
                    mend: "Set this server's clock, or replace the key: countersign keys list, then keys roll.")
            }
        }

        mutating func compare(with ring: KeyRing) {
            if let signer = ring.current?.kid, !kids.contains(signer) {
                found(
                    .keysSignerMissing, "The key that signs, \(signer), is not in the published set.",
                    mend:
                        "Let no cache stand before the key set, and let every node use this database; sign-ins fail until it is there."
                )
            }
            let foreign = kids.subtracting(ring.keys.map(\.kid)).sorted()
            if !foreign.isEmpty {
                found(
                    .keysForeign, "Published and not of this server: \(foreign.joined(separator: ", ")).",
                    mend: "Another server, or an old cache, answers at the public address: point it here.")
            }
        }

        /// Either alphabet, padded or not (entra-contract A.3).
        private static func isBase64(_ text: String) -> Bool {
            let bare = text.replacing("+", with: "-").replacing("/", with: "_")
            let body = bare.split(separator: "=", omittingEmptySubsequences: true).first.map(String.init) ?? ""
            let padding = bare.utf8.count - body.utf8.count
            guard padding == 0 || (padding <= 2 && bare.utf8.count % 4 == 0) else { return false }
            return !body.isEmpty && Base64URL.decode(body) != nil
                && bare.hasBytes(of: body + String(repeating: "=", count: padding))
        }
    }
}

extension KeyRing {
    /// What has to be done about the keys themselves, soon or now.
    package func inspection(at now: Date) -> [ProviderFault] {
        alarms(at: now).map { alarm in
            switch alarm {
            case .noKey:
                ProviderFault(.keysNone, alarm.sentence, mend: "Start the server: it makes the first key.")
            case .expired:
                ProviderFault(
                    .keysExpired, alarm.sentence, mend: "Run countersign keys emergency-roll: nothing works without it."
                )
            case .expiringSoon:
                ProviderFault(
                    .keysExpiringSoon, alarm.sentence,
                    mend:
                        "Run countersign keys roll now, and leave the server running: it makes keys by itself, in time."
                )
            case .expiring:
                ProviderFault(
                    .keysExpiring, alarm.sentence, mend: "Leave the server running, or run countersign keys roll.")
            case .nextUnusable:
                ProviderFault(.keysNextUnusable, alarm.sentence, mend: "Set this server's clock.")
            }
        }
    }
}
