import Foundation

/// Judges an answer as Entra does (entra-contract A.8, A.9), with the published keys.
struct AnswerInspection {
    let keys: [VerificationKey]
    let connection: Connection
    let request: AuthorizationRequest
    /// The words that were asked for.
    let contexts: [String]
    let now: Date

    func faults(_ answer: FormAnswer) -> [ProviderFault] {
        guard answer.action.hasBytes(of: connection.redirectAddress), answer["state"] == request.state,
            let text = answer["id_token"]
        else { return [claims("action, state or id_token of the answer")] }
        let token: CompactToken
        do throws(Refusal) { token = try CompactToken(parsing: text) } catch {
            return [claims("header (\(error.code.rawValue))")]
        }
        guard token.type == "JWT" else { return [claims("typ")] }
        guard let key = keys.first(where: { $0.kid.hasBytes(of: token.kid) }) else {
            return [signature("no published key has the token's kid \(token.kid)")]
        }
        let payload: VerifiedPayload
        do throws(Refusal) { payload = try key.verify(token) } catch {
            return [signature("the published key \(token.kid) does not verify it")]
        }
        guard let members = (try? JSONReader.read(payload.bytes))?.object else { return [claims("JSON")] }
        return wrong(members).map(claims)
    }

    private func wrong(_ claims: [String: JSONValue]) -> [String] {
        let seconds = Int(now.timeIntervalSince1970)
        let amr = claims["amr"]?.strings ?? []
        let checks: [(String, Bool)] = [
            ("iss", claims["iss"] == .string(connection.issuer.address)),
            ("aud", claims["aud"] == .string(connection.clientID)),
            ("sub", claims["sub"] == .string(request.subject)),
            ("nonce", claims["nonce"] == .string(request.nonce)),
            ("acr", claims["acr"]?.string.map(contexts.contains) ?? false),
            ("amr", amr.count == 1 && amr.first == Factor.face.rawValue),
            ("iat", claims["iat"]?.integer.map { $0 <= seconds } ?? false),
            ("nbf", claims["nbf"].map { ($0.integer ?? .max) <= seconds } ?? true),
            ("exp", claims["exp"]?.integer.map { $0 > seconds } ?? false),
        ]
        return checks.filter { !$0.1 }.map(\.0)
    }

    private func signature(_ what: String) -> ProviderFault {
        ProviderFault(
            .rehearsalSignature, "Entra would not take our signature: \(what) (AADSTS500126).",
            mend: "Let the public address lead to this server, without a cache, and compare with countersign keys list."
        )
    }

    private func claims(_ what: String) -> ProviderFault {
        ProviderFault(
            .rehearsalClaims, "Entra would not take our answer because of: \(what).",
            mend: "Report this as a defect, with the version of the program.")
    }
}
