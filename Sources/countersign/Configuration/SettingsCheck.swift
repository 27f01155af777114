import EntraClient
import Foundation
import NIOSSL
import Notifications
import Proofing
import WebServer

/// Turns the file into `Settings`, collecting every fault instead of stopping at the first.
final class SettingsCheck {
    private let folder: URL
    private(set) var faults: [SettingsFault] = []

    init(folder: URL) { self.folder = folder }

    func check(_ file: SettingsFile) throws -> Settings {
        let address = required(
            file.publicURL, "publicURL", "the address people reach this server at, e.g. https://verify.example.com"
        ) {
            PublicAddress($0)
        }
        if let address, !address.isSecureContext {
            fault("publicURL", "browsers give the camera to https pages only (and to http://localhost)")
        }
        let listen = listener(file.listen, "listen", host: "127.0.0.1", port: 8080)
        let operations = listener(file.operations, "operations", host: "127.0.0.1", port: 9090)
        let tenant = required(file.tenant?.id, "tenant.id", "the tenant's id, a GUID") { TenantID(rawValue: $0) }
        // What else is wrong shall show up in the same round: until there is a tenant, one that nobody has stands in.
        let known = tenant ?? .unset
        let presentation = self.presentation(file.tenant ?? .init(), known)
        let entra = self.entra(file.entra, known)
        let policies = self.policies(file.policy)
        let mail = self.mail(file.mail)
        let vision = self.vision(file.vision)
        let proxies = (file.trustedProxies ?? []).compactMap { text in
            required(text, "trustedProxies", "addresses such as 10.0.0.0/8") { NetworkRange($0) }
        }
        let tls = self.tls(file.tls)
        let audience = file.entra?.calloutAudience.flatMap { text in
            required(text, "entra.calloutAudience", "the application (client) id that Entra's callouts are for, a GUID")
            {
                ObjectID(rawValue: $0)
            }
        }
        let externalMethod = externalMethod(file, known, address)
        let recordDays = file.recordDays ?? 30
        if !(1...3_650).contains(recordDays) { fault("recordDays", "\(recordDays) does not fit; 1 to 3650") }
        guard faults.isEmpty, let address, let presentation, let entra, let policies, let mail else {
            throw SettingsFaults(faults: faults)
        }
        return Settings(
            publicAddress: address, listen: listen, operations: operations, tls: tls,
            database: path(file.database ?? "countersign.sqlite"), rootKey: path(file.rootKey ?? "root.key"),
            policies: policies.set, policyText: policies.text, presentation: presentation, entra: entra,
            syncSeconds: file.entra?.syncSeconds ?? 300, calloutAudience: audience,
            externalMethod: externalMethod, mail: mail, vision: vision, trustedProxies: proxies, recordDays: recordDays)
    }

    private func path(_ text: String) -> String { URL(filePath: text, relativeTo: folder).path }

    func fault(_ key: String, _ sentence: String) {
        faults.append(SettingsFault(key: key, sentence: sentence))
    }

    func required<Value>(_ text: String?, _ key: String, _ wanted: String, _ read: (String) -> Value?) -> Value? {
        guard let text else {
            fault(key, "is missing; \(wanted)")
            return nil
        }
        guard let value = read(text) else {
            fault(key, "\"\(text)\" does not fit; \(wanted)")
            return nil
        }
        return value
    }

    private func listener(_ file: SettingsFile.Listener?, _ key: String, host: String, port: Int) -> (
        host: String, port: Int
    ) {
        let chosen = file?.port ?? port
        if !(0...65_535).contains(chosen) { fault("\(key).port", "\(chosen) is no port; 0 to 65535") }
        return (file?.host ?? host, chosen)
    }

    private func tls(_ file: SettingsFile.TLS?) -> TLSConfiguration? {
        guard let file else { return nil }
        guard let certificate = file.certificate, let key = file.key else {
            fault("tls", "needs certificate and key, both PEM files")
            return nil
        }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(path(certificate)).map(NIOSSLCertificateSource.certificate)
            let key = try NIOSSLPrivateKey(file: path(key), format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = .tlsv12
            // Reads both together: a key of another certificate is found here, not by the first visitor.
            _ = try NIOSSLContext(configuration: configuration)
            return configuration
        } catch {
            fault("tls", "certificate and key must be readable PEM files that belong together (\(error))")
            return nil
        }
    }

    private func presentation(_ file: SettingsFile.Tenant, _ tenant: TenantID) -> TenantPresentation? {
        let web: (String) -> URL? = { URL(string: $0) }
        let signIn = required(
            file.signInURL ?? "https://login.microsoftonline.com", "tenant.signInURL",
            "where somebody with a pass signs in", web)
        let security = required(
            file.securityInfoURL ?? "https://mysignins.microsoft.com/security-info", "tenant.securityInfoURL",
            "where a new passkey or phone is added", web)
        let accent = required(file.accent ?? "#0b5cd5", "tenant.accent", "a colour such as #0b5cd5") {
            AccentColour(hex: $0)
        }
        guard let name = file.name, let signIn, let security, let accent else {
            if file.name == nil { fault("tenant.name", "is missing; the name people know their company by") }
            return nil
        }
        do throws(TenantPresentation.Rejected) {
            return try TenantPresentation(
                tenant: tenant, name: name, slug: file.slug ?? "", accent: accent,
                helpDesk: .init(telephone: file.telephone, mail: file.mail), signInAddress: signIn,
                securityInfoAddress: security)
        } catch {
            fault("tenant", error.reason)
            return nil
        }
    }

    private func policies(_ file: String?) -> (set: PolicySet, text: String)? {
        let path = path(file ?? "policy.json")
        guard let data = FileManager.default.contents(atPath: path) else {
            fault("policy", "\(path) cannot be read; config/policy.example.json is a start")
            return nil
        }
        do {
            return (try PolicySet(json: data), String(decoding: data, as: UTF8.self))
        } catch let errors as PolicyErrors {
            for error in errors.faults {
                fault("policy: \(error.place)", "found \(error.found); allowed: \(error.allowed)")
            }
        } catch {
            fault("policy", "\(path) is not JSON: check brackets and commas")
        }
        return nil
    }

    private func vision(_ file: SettingsFile.Vision?) -> VisionSettings {
        let workers = file?.workers ?? max(1, ProcessInfo.processInfo.activeProcessorCount)
        if !(1...64).contains(workers) { fault("vision.workers", "\(workers) does not fit; 1 to 64") }
        return VisionSettings(
            worker: file?.worker.map(path) ?? VisionPlaces.worker,
            models: file?.models.map(path) ?? VisionPlaces.models,
            workers: workers)
    }

    // MARK: Entra and mail

    private func entra(_ file: SettingsFile.Entra?, _ tenant: TenantID) -> EntraConfiguration? {
        let client = required(file?.client, "entra.client", "the application (client) id, a GUID") {
            ObjectID(rawValue: $0)
        }
        let login = address(file?.loginURL, "entra.loginURL", .globalLogin)
        let graph = address(file?.graphURL, "entra.graphURL", .globalGraph)
        let credential = credential(file)
        let profile = profile(file)
        if let seconds = file?.syncSeconds, !(5...86_400).contains(seconds) {
            fault("entra.syncSeconds", "\(seconds) does not fit; 5 to 86400")
        }
        guard let client, let login, let graph, let credential else { return nil }
        var configuration = EntraConfiguration(
            tenant: tenant, client: client, credential: credential, login: login, graph: graph)
        configuration.profile = profile
        return configuration
    }

    private func profile(_ file: SettingsFile.Entra?) -> ProfileAttributes {
        var profile = ProfileAttributes()
        profile.dateOfBirth = attribute(file?.dateOfBirth, "entra.dateOfBirth")
        profile.documentNumber = attribute(file?.documentNumber, "entra.documentNumber")
        profile.nationality = attribute(file?.nationality, "entra.nationality")
        profile.formerSurname = attribute(file?.formerSurname, "entra.formerSurname")
        profile.otherGivenName = attribute(file?.otherGivenName, "entra.otherGivenName")
        return profile
    }

    private func attribute(_ name: String?, _ key: String) -> ProfileAttribute? {
        guard let name else { return nil }
        do throws(ConfigurationFault) { return try ProfileAttribute(name) } catch {
            fault(key, error.description)
            return nil
        }
    }

    private func address(_ text: String?, _ key: String, _ standard: ServiceAddress) -> ServiceAddress? {
        guard let text else { return standard }
        do throws(ConfigurationFault) { return try ServiceAddress(text) } catch {
            fault(key, error.description)
            return nil
        }
    }

    private func credential(_ file: SettingsFile.Entra?) -> EntraCredential? {
        if let certificate = file?.certificate, let key = file?.key {
            guard let certificatePEM = text(certificate, "entra.certificate"), let keyPEM = text(key, "entra.key")
            else { return nil }
            do throws(ConfigurationFault) {
                return .certificate(
                    try ClientCertificate(certificatePEM: certificatePEM, privateKeyPEM: Secret(keyPEM)))
            } catch {
                fault("entra.certificate", error.description)
                return nil
            }
        }
        guard let secretFile = file?.secretFile else {
            fault("entra", "needs certificate and key (better), or secretFile")
            return nil
        }
        return text(secretFile, "entra.secretFile").map { .secret(Secret($0)) }
    }

    /// A file's text without the line end at its end. Secrets come from files, so that they stand in no process list.
    private func text(_ file: String, _ key: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path(file)),
            let text = String(data: data, encoding: .utf8)
        else {
            fault(key, "\(path(file)) cannot be read")
            return nil
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func mail(_ file: SettingsFile.Mail?) -> MailSettings? {
        if let sender = file?.graphSender {
            guard GraphMail.accepts(sender: sender) else {
                fault("mail.graphSender", "the object id or user principal name of a mailbox")
                return nil
            }
            return .graph(sender: sender)
        }
        guard let smtp = file?.smtp, let host = smtp.host, let sender = smtp.sender else {
            fault("mail", "needs smtp with host and sender, or graphSender")
            return nil
        }
        guard let protection = SMTPServer.Protection(rawValue: smtp.protection ?? "startTLS") else {
            fault(
                "mail.smtp.protection",
                "allowed: \(SMTPServer.Protection.allCases.map(\.rawValue).joined(separator: ", "))")
            return nil
        }
        var credentials: SMTPServer.Credentials?
        if let user = smtp.user, let file = smtp.passwordFile {
            guard let password = text(file, "mail.smtp.passwordFile") else { return nil }
            credentials = .init(user: user, password: Secret(password))
        }
        do throws(SMTPServer.Fault) {
            return .smtp(
                try SMTPServer(
                    host: host, port: smtp.port ?? 587, protection: protection, sender: sender, credentials: credentials
                ))
        } catch {
            fault("mail.smtp", "\(error)")
            return nil
        }
    }
}

extension TenantID {
    /// Well formed, and no tenant's: checks go on with it, a server never does.
    // A GUID as written.
    fileprivate static let unset = TenantID(rawValue: "00000000-0000-4000-8000-000000000000")!
}
