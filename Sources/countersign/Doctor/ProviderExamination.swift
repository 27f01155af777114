import EntraClient
import Foundation
import OpenIDProvider
import Proofing

/// What we publish, fetched over the public address as Entra fetches it, and a rehearsed sign-in.
struct ProviderExamination: Sendable {
    let connection: Connection
    let transport: HTTPTransport
    let database: OpenDatabase?

    private var issuer: Issuer { connection.issuer }

    func examine() async -> ExaminationRecord {
        var record = ExaminationRecord()
        if !issuer.address.hasPrefix("https://") {
            record.warning(
                "address.lab", "\(issuer) is not https: only a simulator on this machine takes that.",
                mend: "For Entra set publicURL to an https address.")
        }
        guard let document = await fetch(issuer.discoveryAddress, "discovery.unreachable", &record) else {
            return record
        }
        record.add(
            DiscoveryInspection(document, of: issuer).faults, soundAs: "discovery",
            "The discovery document is as Entra wants it, with the issuer \(issuer).")
        await examineCompression(&record)
        await examineEndpoint(&record)
        await examineKeys(&record)
        return record
    }

    private func fetch(
        _ address: String, _ code: String, _ record: inout ExaminationRecord
    ) async -> PublishedDocument? {
        do throws(NoPublicAnswer) {
            let answer = try await transport.look(at: address)
            return PublishedDocument(
                status: answer.status, contentLength: answer.contentLength, isChunked: answer.isChunked,
                body: answer.body)
        } catch {
            record.fault(
                code, "\(address) gives no answer (\(error.reason)).",
                mend: "Start the server; check name, certificate and proxy of publicURL, from the internet too.")
            return nil
        }
    }

    private func examineCompression(_ record: inout ExaminationRecord) async {
        guard
            let answer = try? await transport.look(
                at: issuer.discoveryAddress, headers: ["accept-encoding": "gzip, deflate"]), answer.status == 200
        else { return }
        let document = PublishedDocument(
            status: answer.status, contentLength: answer.contentLength, isChunked: answer.isChunked, body: answer.body)
        if let fault = DiscoveryInspection.compressionFault(document, isEncoded: answer.isEncoded) {
            record.add(fault)
        }
    }

    /// Entra was seen to look with a bare GET; people come with a POST from Microsoft's page (entra-contract A.6).
    private func examineEndpoint(_ record: inout ExaminationRecord) async {
        let address = issuer.authorizationAddress
        let probe = try? await transport.look(at: address)
        if probe?.status == 200 {
            record.sound("endpoint", "A bare GET on the authorization endpoint is answered with 200.")
        } else {
            record.fault(
                "endpoint.get",
                "A bare GET on \(address) is answered with \(probe.map { "\($0.status)" } ?? "nothing"), not 200 (AADSTS5001255).",
                mend: "Let the proxy in front pass GET and POST of /authorize on.")
        }
        // Right up to the answer's address, and asks for nothing: the server has to say so, and keeps nothing.
        let form = [("client_id", connection.clientID), ("redirect_uri", connection.redirectAddress)]
        let posted = try? await transport.look(
            at: address, headers: ["origin": "\(connection.loginHost)"], posting: form.map { (name: $0.0, value: $0.1) }
        )
        let page = posted.map { String(decoding: $0.body, as: UTF8.self) } ?? ""
        if page.contains(RefusalCode.responseTypeUnsupported.rawValue) {
            record.sound("endpoint.post", "A form from Microsoft's page reaches the server.")
        } else {
            record.fault(
                "endpoint.post",
                "A form posted to \(address) from Microsoft's page does not reach this server (answer \(posted.map { "\($0.status)" } ?? "none")).",
                mend:
                    "Let the proxy in front pass cross-site POSTs of /authorize on; compare clientId of this configuration with the running server's."
            )
        }
    }

    private func examineKeys(_ record: inout ExaminationRecord) async {
        guard let document = await fetch(issuer.keysAddress, "keys.unreachable", &record) else { return }
        guard let database else {
            return record.unchecked("keys", "Without the database the published keys cannot be compared with ours.")
        }
        let parts = KeyParts(connection, database: database.database, rootKey: database.rootKey)
        let now = Date()
        guard let ring = try? await parts.keys.stored() else {
            return record.fault(
                "keys.stored", "The stored signing keys cannot be read.",
                mend: "Restore database and root key from the same time.")
        }
        let published = KeySetInspection(document, ring: ring, at: now)
        record.add(
            published.faults, soundAs: "keys", "The key set is as Entra wants it; published keys: \(ring.keys.count).")
        record.add(ring.inspection(at: now), soundAs: "keys.age", age(ring, now))
        await rehearse(parts.keys, published, database, &record)
    }

    private func age(_ ring: KeyRing, _ now: Date) -> String {
        let days = ring.current.map { Int($0.notAfter.timeIntervalSince(now) / 86_400) } ?? 0
        guard let next = ring.next else { return "The signing key is good for \(days) days." }
        let hours = Int(now.timeIntervalSince(next.publishedAt) / 3600)
        let wanted = Int(KeyRing.publication / 3600)
        return
            "The signing key is good for \(days) days; the next one has been published for \(hours) of \(wanted) hours."
    }

    private func rehearse(
        _ keys: SigningKeys, _ published: KeySetInspection, _ database: OpenDatabase, _ record: inout ExaminationRecord
    ) async {
        let report = await Rehearsal(
            connection: connection, keys: keys, seen: database.database.seenHints(of: connection.tenant),
            time: SystemTime(), random: SystemRandom()
        ).perform(published: published)
        record.add(
            report.faults, soundAs: "rehearsal", "Rehearsed in this process: \(report.shown.joined(separator: "; ")).")
        record.unchecked(
            "rehearsal.limits",
            "Not rehearsed: Microsoft's own signature on a hint, browser, camera and face, and that Entra reaches the address from the internet.",
            mend: "Sign in once with a test person.")
    }
}
