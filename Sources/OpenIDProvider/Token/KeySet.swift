import Foundation

/// The public keys of a JWK set (RFC 7517), by their `kid`.
struct KeySet: Sendable {
    /// In bytes. The sets of login.microsoftonline.com have about 20 KiB.
    static let limit = 256 * 1024

    /// Why a set is not used at all: it was made by somebody careless, or not by who we think.
    enum Fault: String, Error, Sendable {
        case tooLong, malformed
        /// Two keys share a `kid`, and which one signed could not be told.
        case repeatedKid
        /// A private or symmetric key stands in it.
        case holdsSecret
        /// None of its keys can verify RS256 for this issuer.
        case noUsableKey
    }

    private let keys: [String: VerificationKey]

    var kids: [String] { keys.keys.sorted() }

    subscript(kid: String) -> VerificationKey? {
        // `kid` may come from a stranger; see `hasBytes(of:)`.
        keys[kid].flatMap { $0.kid.hasBytes(of: kid) ? $0 : nil }
    }

    /// - Parameter issuer: the tenant's; a key that names another issuer is not for this tenant.
    init(parsing data: Data, issuer: String) throws(Fault) {
        guard data.count <= Self.limit else { throw .tooLong }
        guard let members = (try? JSONReader.read(data))?["keys"]?.array else { throw .malformed }
        var keys: [String: VerificationKey] = [:]
        var kids: Set<String> = []
        for member in members {
            guard let member = member.object else { throw .malformed }
            // RFC 7517 section 9.2: these belong to nobody but their owner. A set with one of them has been published by mistake.
            guard ["d", "p", "q", "dp", "dq", "qi", "oth", "k"].allSatisfy({ member[$0] == nil }),
                member["kty"]?.string != "oct"
            else { throw .holdsSecret }
            guard let kid = member["kid"]?.string, kid.isVisible(upTo: 128) else { continue }
            guard kids.insert(kid).inserted else { throw .repeatedKid }
            keys[kid] = Self.key(kid, member, issuer: issuer)
        }
        guard !keys.isEmpty else { throw .noUsableKey }
        self.keys = keys
    }

    /// - Returns: nil for a key that is not meant for verifying RS256 (RFC 7517 sections 4.2 to 4.4) or that is too weak.
    private static func key(_ kid: String, _ member: [String: JSONValue], issuer: String) -> VerificationKey? {
        guard member["kty"]?.string == "RSA", isAbsent(member["use"], or: "sig"), isAbsent(member["alg"], or: "RS256"),
            member["key_ops"].map({ $0.strings?.contains("verify") == true }) ?? true,
            isFor(issuer, member["issuer"]),
            let modulus = member["n"]?.string.flatMap(Base64URL.decode),
            let exponent = member["e"]?.string.flatMap(Base64URL.decode)
        else { return nil }
        return VerificationKey(kid: kid, modulus: modulus, exponent: exponent)
    }

    private static func isAbsent(_ value: JSONValue?, or word: String) -> Bool {
        value == nil || value == .string(word)
    }

    /// Microsoft marks keys with the issuer they sign for, where `{tenantid}` stands for every tenant; the keys of personal
    /// accounts name a tenant of their own. A key without the mark is taken. (The member is not documented in the contract.)
    private static func isFor(_ issuer: String, _ mark: JSONValue?) -> Bool {
        guard let mark else { return true }
        guard let text = mark.string, let tenant = issuer.split(separator: "/").dropLast().last else { return false }
        return text.replacing("{tenantid}", with: tenant).hasBytes(of: issuer)
    }
}
