import Foundation
import Proofing

/// A bearer token for Graph: opaque to us, and never printed.
struct AccessToken: Sendable {
    let value: Secret<String>
    /// After this moment it is renewed before use.
    let renewAt: Date
    /// Counts up with every token, so that whoever was refused can tell whether somebody renewed already.
    let number: Int

    /// Renewed five minutes or a tenth of its life before the end, whichever is later: a request under way must not
    /// outlive its token, and a token that lives for a minute must still be used.
    init(value: Secret<String>, lifetime: Double, receivedAt: Date, number: Int) {
        self.value = value
        renewAt = receivedAt.addingTimeInterval(lifetime - min(300, lifetime / 10))
        self.number = number
    }
}

/// The endpoint's answers (RFC 6749 sections 5.1 and 5.2, with Entra's additions).
struct TokenAnswer: Decodable {
    let access_token: String
    let expires_in: Double
}

struct TokenRefusal: Decodable {
    let error: String
    let error_description: String?
    let error_codes: [Int]?

    /// 7000215 of `AADSTS7000215`, from the list of codes or else from the text.
    var code: Int? {
        if let first = error_codes?.first { return first }
        guard let text = error_description, let match = text.firstMatch(of: /AADSTS(\d{3,9})/) else { return nil }
        return Int(match.1)
    }
}
