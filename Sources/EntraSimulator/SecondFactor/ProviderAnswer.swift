import Foundation

extension Tenant {
    /// Judges what a provider's form brought (contract H 8, H 9). Returns the cookie of the session that it opens.
    /// Throws ``SignInFailure``. An attempt ends with its first answer, whatever that is.
    func finishChallenge(_ form: FormFields, call: Int) async throws -> String {
        guard let given = form["state"], let challenge = state.challenges.removeValue(forKey: given) else {
            throw SignInFailure.unknownAttempt("no attempt waits with this state")
        }
        do {
            let (method, amr) = try await judge(form, of: challenge, call: call)
            note(.init(kind: .challengePassed, userID: challenge.userID, detail: amr), on: call)
            return openSession(of: challenge.userID, secondFactor: "\(method.displayName) (\(amr))")
        } catch let failure as SignInFailure {
            note(
                .init(kind: .challengeFailed, userID: challenge.userID, detail: "AADSTS\(failure.code)"), on: call)
            throw failure
        }
    }

    private func judge(_ form: FormFields, of challenge: Challenge, call: Int) async throws -> (ExternalMethod, String)
    {
        guard Set(form.pairs.map(\.name)).count == form.pairs.count else {
            throw SignInFailure.notSatisfied("a field of the answer occurs twice")
        }
        let age = now.timeIntervalSince(challenge.startedAt)
        guard age >= 0, age <= Challenge.lifetime else { throw SignInFailure.tooLate }
        let (method, _) = try offered(challenge.methodID, to: challenge.userID)
        if let error = form["error"] { throw SignInFailure.notSatisfied("the provider answered error=\(error)") }
        guard let text = form["id_token"], !text.isEmpty else {
            throw SignInFailure.notSatisfied("the answer has no id_token")
        }
        let provider = try await provider(at: method.discoveryURL, call: call)
        let token = try ExternalToken(parsing: text)
        try token.verify(with: provider.keys)
        try token.checkClaims(of: challenge, issuer: provider.issuer, clientID: method.clientID, at: now)
        try token.checkContext(of: challenge)
        return (method, try token.provenMethod(of: challenge))
    }
}

extension ExternalToken {
    /// Clocks may differ by so much.
    private static let skew = 300.0

    func checkClaims(of challenge: Challenge, issuer: String, clientID: String, at now: Date) throws {
        func require(_ name: String, _ wanted: String) throws {
            guard let value = claims[name] else { throw SignInFailure.malformedToken("no \(name) claim") }
            guard let text = value.string, text.utf8.elementsEqual(wanted.utf8) else {
                throw SignInFailure.malformedToken("unexpected \(name)")
            }
        }
        try require("iss", issuer)
        try require("aud", clientID)
        try require("sub", challenge.subject)
        try require("nonce", challenge.nonce)
        let moment = now.timeIntervalSince1970
        guard let issued = try seconds("iat"), let expiry = try seconds("exp") else {
            throw SignInFailure.malformedToken("iat and exp are required")
        }
        guard issued <= moment + Self.skew, expiry > moment - Self.skew, expiry > issued,
            try seconds("nbf") ?? issued <= moment + Self.skew
        else { throw SignInFailure.malformedToken("outside its valid time") }
    }

    private func seconds(_ name: String) throws -> Double? {
        switch claims[name] {
        case nil: return nil
        case .integer(let value): return Double(value)
        case .number(let value): return value
        default: throw SignInFailure.malformedToken("\(name) is no number")
        }
    }

    /// One string, one of those asked for: a truer, narrower one is refused too (contract A.8).
    func checkContext(of challenge: Challenge) throws {
        guard let acr = claims["acr"]?.string else { throw SignInFailure.unexpectedACR("acr is missing or no string") }
        guard challenge.requestedACR.contains(acr) else {
            throw SignInFailure.unexpectedACR("'\(acr)' was not asked for")
        }
    }

    /// The `amr` value, after checking that its factor is one that `acr` names and not the first one once more.
    func provenMethod(of challenge: Challenge) throws -> String {
        guard let values = claims["amr"]?.array else { throw SignInFailure.amrNotArray("amr is missing or no array") }
        guard values.count == 1, let amr = values[0].string else {
            throw SignInFailure.unexpectedAMR("amr must have exactly one string")
        }
        guard let factor = Factor(amr: amr), challenge.requestedAMR.contains(amr) else {
            throw SignInFailure.unexpectedAMR("'\(amr)' is unknown or was not asked for")
        }
        guard Factor.named(inACR: claims["acr"]?.string ?? "").contains(factor), factor != challenge.firstFactor else {
            throw SignInFailure.unexpectedAMR("'\(amr)' is \(factor.rawValue), which acr or the first factor rules out")
        }
        return amr
    }
}
