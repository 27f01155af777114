import Foundation

/// The token request's body, `application/x-www-form-urlencoded` (RFC 6749 section 4.4.2; entra-contract B.1).
enum TokenForm {
    static func body(for configuration: EntraConfiguration, assertion: String?) -> Data {
        var fields = [
            ("client_id", configuration.client.rawValue), ("scope", configuration.scope),
            ("grant_type", "client_credentials"),
        ]
        if let assertion {
            fields.append(("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"))
            fields.append(("client_assertion", assertion))
        } else if case .secret(let secret) = configuration.credential {
            fields.append(("client_secret", secret.reveal()))
        }
        return Data(fields.map { "\($0)=\($1.percentEncoded)" }.joined(separator: "&").utf8)
    }
}

extension String {
    /// Everything but RFC 3986's unreserved characters escaped: safe as a form value, a query value or a path segment.
    var percentEncoded: String {
        utf8.reduce(into: "") { text, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                text += byte < 16 ? "%0" : "%"
                text += String(byte, radix: 16, uppercase: true)
            }
        }
    }
}
