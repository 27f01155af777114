import EntraClient
import Foundation
import OpenIDProvider
import Proofing

/// The tenant as the server meets it: sign-in service, keys, clock, token, permissions.
struct TenantExamination: Sendable {
    /// Seconds. Entra and we take hints and tokens of five minutes; two are our own limit for those from ahead.
    static let clockWarning = 120.0
    static let clockFault = 300.0

    let settings: Settings
    let transport: HTTPTransport
    let graph: GraphClient
    let directory: GraphDirectory

    private var tenant: TenantID { settings.entra.tenant }
    private var login: String { "\(settings.entra.login)" }

    func examine(_ policies: PolicySet) async -> ExaminationRecord {
        var record = ExaminationRecord()
        await examineSignInService(&record)
        await examineKeys(&record)
        await examineClock(&record)
        examineCredential(&record)
        await examinePermissions(policies, &record)
        await examinePasses(policies, &record)
        return record
    }

    private func examineSignInService(_ record: inout ExaminationRecord) async {
        let address = "\(login)/\(tenant)/v2.0/.well-known/openid-configuration"
        let answer: PublicAnswer
        do throws(NoPublicAnswer) { answer = try await transport.look(at: address) } catch {
            return record.fault(
                "tenant.unreachable", "\(login) gives no answer (\(error.reason)).",
                mend: "Let this machine reach \(login); check entra.loginURL.")
        }
        guard answer.status == 200, let document = try? JSONDecoder().decode(TenantDocument.self, from: answer.body)
        else {
            return record.fault(
                "tenant.unknown", "\(login) knows no tenant \(tenant) (answer \(answer.status)).",
                mend: "Check tenant.id, and that entra.loginURL is of the tenant's cloud.")
        }
        let expected = "\(login)/\(tenant)/v2.0"
        guard document.issuer == expected else {
            return record.fault(
                "tenant.issuer", "The tenant's issuer is \(document.issuer), expected \(expected).",
                mend: "Set entra.loginURL to the cloud that the tenant is in.")
        }
        record.sound("tenant", "The tenant's sign-in service answers.")
    }

    private struct TenantDocument: Decodable { let issuer: String }

    /// Fetched as the server does, and judged as it does.
    private func examineKeys(_ record: inout ExaminationRecord) async {
        guard let connection = settings.externalMethod else { return }
        do {
            let keys = try await PublishedKeys(address: connection.signingKeysAddress, transport: transport).keySet()
            _ = try Explainer(connection: connection, keySet: keys, at: Date(), remembersHints: false)
            record.sound("tenant.keys", "The tenant's signing keys can be fetched and used.")
        } catch let error as Explainer.UnusableKeys {
            record.fault(
                "tenant.keys", "The tenant's signing keys are of no use: \(error)", mend: "Check entra.loginURL.")
        } catch {
            record.fault(
                "tenant.keys", "The tenant's signing keys cannot be fetched from \(connection.signingKeysAddress).",
                mend: "Let this machine reach that address: without the keys no sign-in is taken.")
        }
    }

    /// By the Date header of Graph; any answer has one, also a refusal.
    private func examineClock(_ record: inout ExaminationRecord) async {
        let before = Date()
        guard let answer = try? await transport.look(at: "\(settings.entra.graph)/v1.0/"), let theirs = answer.date
        else {
            return record.unchecked(
                "clock", "Graph did not say what time it is.", mend: "Let this machine reach Graph.")
        }
        let ours = before + Date().timeIntervalSince(before) / 2
        let ahead = ours.timeIntervalSince(theirs)
        let seconds = Int(abs(ahead).rounded())
        let sentence =
            seconds == 0
            ? "This machine's clock agrees with Graph's to the second."
            : "This machine's clock is \(seconds) second\(seconds == 1 ? "" : "s") \(ahead > 0 ? "ahead of" : "behind") Graph's."
        let mend = "Set the clock by NTP (timedatectl set-ntp true)."
        switch abs(ahead) {
        case ..<Self.clockWarning: record.sound("clock", sentence)
        case ...Self.clockFault: record.warning("clock", sentence, mend: mend)
        default: record.fault("clock", sentence + " Hints and answers count as stale.", mend: mend)
        }
    }

    private func examineCredential(_ record: inout ExaminationRecord) {
        guard case .certificate(let certificate) = settings.entra.credential else { return }
        let days = Int((certificate.notValidAfter.timeIntervalSinceNow / 86_400).rounded(.down))
        let mend = "Make another certificate, upload it to the app registration, then name it in entra.certificate."
        switch days {
        case ..<7:
            record.fault("credential", "The certificate that proves us to Entra ends in \(days) days.", mend: mend)
        case ..<30:
            record.warning("credential", "The certificate that proves us to Entra ends in \(days) days.", mend: mend)
        default: record.sound("credential", "The certificate that proves us to Entra is good for \(days) days.")
        }
    }

    private func examinePermissions(_ policies: PolicySet, _ record: inout ExaminationRecord) async {
        let contents: TokenContents?
        do throws(TokenError) { contents = try await graph.tokenContents() } catch {
            return record.fault(
                "token", "Entra gives this server no token. \(error)",
                mend: "Check entra.client and its certificate or secret in the app registration.")
        }
        record.sound("token", "Entra gives this server a token.")
        guard let contents else {
            return record.unchecked("permissions", "The token does not say which permissions it holds.")
        }
        let missing = FeaturePermission.needed(settings, policies).filter { !$0.isMet(by: contents.permissions) }
        for need in missing {
            record.fault(
                "permissions.missing", "The token lacks \(need.names[0]), for \(need.feature).",
                mend:
                    "App registrations > \(settings.entra.client) > API permissions: add the application permission \(need.names[0]), then grant admin consent."
            )
        }
        if missing.isEmpty { record.sound("permissions", "The token holds what the configured features need.") }
    }

    /// Recovery ends with a pass, which the tenant has to allow.
    private func examinePasses(_ policies: PolicySet, _ record: inout ExaminationRecord) async {
        guard policies.policies.contains(where: { !$0.purposes.isDisjoint(with: Purpose.recoveries) }) else { return }
        do throws(DirectoryError) {
            if try await directory.passPolicy(tenant).isEnabled {
                return record.sound("passes", "The tenant allows Temporary Access Passes.")
            }
            record.fault(
                "passes.off", "The tenant does not allow Temporary Access Passes, which recovery ends with.",
                mend: "Authentication methods > Temporary Access Pass: enable it for the people concerned.")
        } catch {
            record.unchecked(
                "passes", "Whether the tenant allows Temporary Access Passes is not known: \(error.detail).")
        }
    }
}
