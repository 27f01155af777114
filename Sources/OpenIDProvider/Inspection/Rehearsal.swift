import Foundation
import Proofing

/// A whole sign-in without Entra and without a person, for `countersign doctor`.
///
/// Nobody but Microsoft can sign a hint that a server takes. So a tenant is pretended, with a key that is drawn for the
/// occasion and trusted by this one object: a request goes the way of every request, ``AuthorizationEndpoint``, and the
/// answer is signed with the real key and judged with the published set.
///
/// The token stays inside. It names a person whom nobody has and a nonce that nobody waits for, so it opens nothing; and
/// nobody outside can choose either, or have anything else signed this way.
package struct Rehearsal: Sendable {
    package struct Report: Sendable {
        /// What was shown to work, in order.
        package fileprivate(set) var shown: [String] = []
        package fileprivate(set) var faults: [ProviderFault] = []
    }

    private static let contexts = ["possessionorinherence"]

    private let connection: Connection
    private let keys: SigningKeys
    private let seen: any SeenHints
    private let time: any TimeSource
    private let random: any RandomSource

    /// - Parameter seen: the server's own memory; it keeps the pretended hint for some minutes.
    package init(
        connection: Connection, keys: SigningKeys, seen: any SeenHints, time: any TimeSource, random: any RandomSource
    ) {
        self.connection = connection
        self.keys = keys
        self.seen = seen
        self.time = time
        self.random = random
    }

    /// - Parameter published: as Entra would have fetched them just now.
    package func perform(published: KeySetInspection) async -> Report {
        var report = Report()
        guard let tenant = try? await PretendedTenant.make(random), let script = try? script(tenant) else {
            report.faults.append(
                ProviderFault(
                    .rehearsalRefused, "The rehearsal could not make a key.", mend: "Try again; report it if it stays.")
            )
            return report
        }
        let endpoint = AuthorizationEndpoint(
            connection: connection, keys: TenantKeys(connection: connection, source: tenant, time: time), seen: seen,
            time: time)
        await checkForgery(endpoint, script, &report)
        do throws(Refusal) {
            let request = try await endpoint.receive(script.body)
            report.shown.append("a request from a pretended tenant was judged and taken")
            await checkReplay(endpoint, script, &report)
            await checkAnswer(request, published, &report)
        } catch {
            report.faults.append(
                ProviderFault(
                    .rehearsalRefused, "A right request was refused: \(error.code.rawValue). \(error.sentence)",
                    mend: error.code == .replayStoreUnavailable
                        ? "Make the database writable for this user." : "Report this as a defect."))
        }
        return report
    }

    /// The same hint with one claim changed and the signature kept.
    private func checkForgery(
        _ endpoint: AuthorizationEndpoint, _ script: Script, _ report: inout Report
    ) async {
        do throws(Refusal) {
            _ = try await endpoint.receive(script.forgedBody)
            report.faults.append(
                ProviderFault(.rehearsalForgery, "A forged hint was taken.", mend: "Stop the server and report this."))
        } catch {
            guard error.code != .hintSignature else {
                return report.shown.append("a forged hint was refused")
            }
            report.faults.append(
                ProviderFault(
                    .rehearsalForgery, "A forged hint was refused for another reason: \(error.code.rawValue).",
                    mend: "Report this as a defect."))
        }
    }

    private func checkReplay(
        _ endpoint: AuthorizationEndpoint, _ script: Script, _ report: inout Report
    ) async {
        do throws(Refusal) {
            _ = try await endpoint.receive(script.body)
        } catch {
            if error.code == .hintReplayed {
                return report.shown.append("the same request was refused the second time")
            }
        }
        report.faults.append(
            ProviderFault(
                .rehearsalReplay, "A hint could be used twice.", mend: "Stop the server and report this."))
    }

    private func checkAnswer(
        _ request: AuthorizationRequest, _ published: KeySetInspection, _ report: inout Report
    ) async {
        let issuer = AnswerIssuer(connection: connection, keys: keys, time: time, random: random)
        let answer: FormAnswer
        do throws(AnswerFault) { answer = try await issuer.sign(request) } catch {
            return report.faults.append(
                ProviderFault(
                    .rehearsalUnsigned, "No answer could be signed (\(error.rawValue)).",
                    mend: "See countersign keys list; the root key must be the one the keys were sealed with."))
        }
        let faults = AnswerInspection(
            keys: published.keys, connection: connection, request: request, contexts: Self.contexts, now: time.now
        ).faults(answer)
        report.faults += faults
        if faults.isEmpty {
            report.shown.append(
                "the answer, signed with the real key, verified with the published set and has all claims")
        }
    }

    // MARK: What Entra would send

    private struct Script {
        let body: Data
        let forgedBody: Data
    }

    private func script(_ tenant: PretendedTenant) throws -> Script {
        let subject = "rehearsal-" + random.bytes(16).hexadecimal
        let seconds = Int(time.now.timeIntervalSince1970)
        let claims = PretendedHint(
            iss: connection.hintIssuer, aud: connection.application.rawValue, sub: subject,
            oid: UUID().uuidString.lowercased(), tid: connection.tenant.rawValue, iat: seconds, nbf: seconds,
            exp: seconds - 1)
        let hint = try tenant.sign(claims)
        var parts = hint.split(separator: ".").map(String.init)
        var other = claims
        other.oid = UUID().uuidString.lowercased()
        parts[1] = Base64URL.encode(try CanonicalJSON.encode(other))
        return Script(body: body(hint), forgedBody: body(parts.joined(separator: ".")))
    }

    private func body(_ hint: String) -> Data {
        let values = Self.contexts.map { "\"\($0)\"" }.joined(separator: ",")
        let claims = """
            {"id_token":{"acr":{"essential":true,"values":[\(values)]},"amr":{"essential":true,"values":["face","otp"]}}}
            """
        let fields = [
            "scope": "openid", "response_type": "id_token", "response_mode": "form_post",
            "client_id": connection.clientID, "redirect_uri": connection.redirectAddress,
            "nonce": random.bytes(16).hexadecimal, "state": random.bytes(400).hexadecimal, "id_token_hint": hint,
            "claims": claims,
        ]
        let pairs = fields.map { "\($0.key)=\($0.value.formEscaped)" }
        return Data(pairs.joined(separator: "&").utf8)
    }
}

extension String {
    /// RFC 3986 unreserved characters stay; all others are escaped.
    fileprivate var formEscaped: String {
        addingPercentEncoding(withAllowedCharacters: .init(charactersIn: Self.unreserved)) ?? ""
    }

    private static let unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
}
