import Foundation

/// The parameters of the contract, as they came (entra-contract A.6). Others are passed over.
enum AuthorizationParameter: String, CaseIterable {
    case scope
    case responseType = "response_type"
    case responseMode = "response_mode"
    case clientID = "client_id"
    case redirectAddress = "redirect_uri"
    case nonce, state
    case hint = "id_token_hint"
    case claims
    case clientRequestID = "client-request-id"
}

/// The body of Entra's POST, `application/x-www-form-urlencoded`.
package struct AuthorizationForm: Sendable {
    /// In bytes: what a hint, a state and claims at their longest need, and some for what is passed over. The caller need not
    /// read more of a body than one byte above it.
    package static let limit = 64 * 1024

    private let parameters: [AuthorizationParameter: String]

    subscript(parameter: AuthorizationParameter) -> String? { parameters[parameter] }

    package init(body: Data) throws(Refusal) {
        guard body.count <= Self.limit else { throw Refusal(.formTooLong) }
        var pairs: [(name: String, value: String)] = []
        for pair in Array(body).split(separator: UInt8(ascii: "&")) {
            let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decode(halves[0]), let value = Self.decode(halves.count > 1 ? halves[1] : []) else {
                throw Refusal(.formMalformed)
            }
            pairs.append((name, value))
        }
        try self.init(pairs: pairs)
    }

    /// - Parameter pairs: names and values as a form would carry them, decoded.
    package init(pairs: [(name: String, value: String)]) throws(Refusal) {
        var parameters: [AuthorizationParameter: String] = [:]
        var named: Set<AuthorizationParameter> = []
        for pair in pairs {
            guard let parameter = AuthorizationParameter.allCases.first(where: { $0.rawValue.hasBytes(of: pair.name) })
            else { continue }
            // RFC 6749 section 3.1: never twice, and without a value as if it had been left out.
            guard named.insert(parameter).inserted else { throw Refusal(.parameterRepeated, found: pair.name) }
            if !pair.value.isEmpty { parameters[parameter] = pair.value }
        }
        self.parameters = parameters
    }

    /// - Returns: nil for a percent sign without two digits, and for bytes that are not UTF-8.
    private static func decode(_ encoded: ArraySlice<UInt8>) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(encoded.count)
        var place = encoded.startIndex
        while place < encoded.endIndex {
            let byte = encoded[place]
            place += 1
            switch byte {
            case UInt8(ascii: "+"): bytes.append(0x20)
            case UInt8(ascii: "%"):
                guard place + 1 < encoded.endIndex, let high = digit(encoded[place]),
                    let low = digit(encoded[place + 1])
                else { return nil }
                bytes.append(high << 4 | low)
                place += 2
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
