import Proofing

/// Why Entra gave us no access token.
package struct TokenError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// No answer, or Entra is overloaded: nothing is wrong with the configuration.
        case unavailable
        /// Entra does not accept who we say we are. An administrator has to mend it.
        case refused
        /// The answer was not what the contract says.
        case malformed
    }
    package let code: Code
    /// Microsoft's number, as in `AADSTS7000215`.
    package let aadsts: Int?
    /// A sentence that tells the administrator what to do.
    package let advice: String

    package var description: String {
        [aadsts.map { "AADSTS\($0)" }, advice].compactMap { $0 }.joined(separator: ": ")
    }

    init(_ code: Code, aadsts: Int? = nil, advice: String) {
        self.code = code
        self.aadsts = aadsts
        self.advice = advice
    }

    static func refused(_ aadsts: Int?) -> TokenError {
        guard let aadsts else {
            return TokenError(.refused, advice: "Entra refused the app's credential without saying why.")
        }
        let known = advice[aadsts] ?? "Look this code up in Microsoft's list of sign-in error codes."
        return TokenError(.refused, aadsts: aadsts, advice: known)
    }

    /// entra-contract B.1.
    private static let advice: [Int: String] = [
        7_000_215:
            "The client secret is wrong. In the app registration under Certificates & secrets, create a new secret and configure its Value, not its Secret ID.",
        7_000_222:
            "The client secret has expired. Create a new one in the app registration under Certificates & secrets.",
        700_016:
            "The tenant does not know this client id. Check the client id, and that an administrator gave consent in this tenant.",
        90_002: "There is no such tenant. Check the tenant id and the login host.",
        700_027:
            "The certificate is not registered with the app. Upload it in the app registration under Certificates & secrets.",
        700_024: "Entra finds the signed assertion outside its time. Check this server's clock.",
        50_012: "The assertion's signature is wrong. Check that the private key belongs to the uploaded certificate.",
        50_048: "Issuer and subject of the assertion differ. Check the client id.",
        70_011: "The scope is wrong. It must be the Graph host followed by /.default.",
        500_011:
            "The Graph resource is unknown in this tenant. Check that scope, login host and Graph host belong to the same cloud.",
        53_003:
            "A Conditional Access policy for workload identities blocks the app. Check the policy and this server's address.",
    ]
}

extension DirectoryError {
    init(_ error: TokenError) {
        switch error.code {
        case .unavailable: self.init(.unavailable, detail: "token: \(error)")
        case .refused: self.init(.forbidden, detail: "token: \(error)")
        case .malformed: self.init(.malformed, detail: "token: \(error)")
        }
    }
}
