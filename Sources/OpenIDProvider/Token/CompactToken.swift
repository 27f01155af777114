import Foundation

/// A signed token in compact form (RFC 7515 section 7.1), taken apart but not believed: only the header can be read.
/// What it says is in a ``VerifiedPayload``, and only a ``VerificationKey`` makes one.
struct CompactToken: Sendable {
    /// In characters. Microsoft's hints have about 1,500; optional claims may double that.
    static let limit = 16 * 1024

    /// Names the key. Chosen by the sender: it only picks among keys that were fetched from the tenant.
    let kid: String
    /// `typ`, which each kind of token judges for itself (RFC 8725 section 3.11).
    let type: String?
    let signature: Data
    let payload: Data
    let signedBytes: Data

    init(parsing text: String) throws(Refusal) {
        guard text.utf8.count <= Self.limit else { throw Refusal(.hintTooLong) }
        // By bytes: finding characters in a text of this length takes longer than all the rest here.
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Substring.init)
        // Five parts are an encrypted token (RFC 7516 section 7.1). We publish no key to encrypt with.
        guard parts.count != 5 else { throw Refusal(.hintEncrypted) }
        guard parts.count == 3, let headerBytes = Base64URL.decode(parts[0]), !headerBytes.isEmpty,
            let payload = Base64URL.decode(parts[1]), let signature = Base64URL.decode(parts[2])
        else { throw Refusal(.hintMalformed) }
        let header = try Self.header(headerBytes)
        guard let kid = header["kid"] else { throw Refusal(.hintKeyMissing) }
        guard let kid = kid.string, !kid.isEmpty, kid.isVisible(upTo: 128) else { throw Refusal(.hintKeyMissing) }
        self.kid = kid
        switch header["typ"] {
        case nil: type = nil
        case .string(let text)?: type = text
        default: throw Refusal(.hintType)
        }
        self.payload = payload
        self.signature = signature
        signedBytes = Data("\(parts[0]).\(parts[1])".utf8)
    }

    /// The header, when nothing in it is able to change how the token is verified.
    private static func header(_ bytes: Data) throws(Refusal) -> [String: JSONValue] {
        let value: JSONValue
        do throws(JSONFault) { value = try JSONReader.read(bytes) } catch {
            throw Refusal(malformed: error, otherwise: .hintMalformed)
        }
        guard let header = value.object else { throw Refusal(.hintMalformed) }
        // One algorithm, decided here and not by the token (RFC 8725 section 3.1): `none`, and HS256 under the public
        // key, end at this line.
        guard case .string("RS256")? = header["alg"] else {
            throw Refusal(.hintAlgorithm, found: header["alg"]?.string, expected: "RS256")
        }
        guard header["crit"] == nil else { throw Refusal(.hintCritical) }
        // Keys that the token brings or points to, other encodings of its content, and nested tokens. An unknown member
        // without `crit` is ignored, as RFC 7515 section 4 wants it; these are known to have misled verifiers.
        for name in ["jku", "jwk", "x5u", "x5c", "b64", "zip", "enc", "cty", "epk"] where header[name] != nil {
            throw Refusal(.hintHeaderUntrusted, found: name)
        }
        return header
    }
}

/// The content of a token whose signature was verified. Made by ``VerificationKey/verify(_:)`` and nowhere else.
struct VerifiedPayload: Sendable {
    let bytes: Data

    fileprivate init(bytes: Data) { self.bytes = bytes }
}

extension VerificationKey {
    /// - Throws: `hintSignature`, also when the token names another key than this one.
    func verify(_ token: CompactToken) throws(Refusal) -> VerifiedPayload {
        guard token.kid.hasBytes(of: kid), isSignature(token.signature, of: token.signedBytes) else {
            throw Refusal(.hintSignature)
        }
        return VerifiedPayload(bytes: token.payload)
    }
}

extension Refusal {
    /// A repeated member has a code of its own, because it is how two readers are made to see two tokens.
    init(malformed fault: JSONFault, otherwise code: RefusalCode) {
        switch fault {
        case .repeatedMember(let name): self.init(.hintMemberRepeated, found: name)
        case .malformed(let position): self.init(code, found: "byte \(position)")
        case .tooDeep: self.init(code, found: "too deep")
        }
    }
}
