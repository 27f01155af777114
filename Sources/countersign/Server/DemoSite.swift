import EntraSimulator
import Foundation
import Logging
import Proofing
import Storage
import Vision

/// The demo's files and addresses. The server reads them as it reads any configuration: there is no second wiring.
struct DemoSite: Sendable {
    let folder: URL
    let port: Int
    let simulatorPort: Int
    let failuresPerDay: Int
    private let secret = Capability.random(SystemRandom()).value
    private let client = RegisteredClient().id
    /// The external method's app registration in the invented tenant.
    private static let methodApplication = "5f6c0b6e-3a52-4a4e-9d5c-0d7f6f1c2b3a"
    private static let methodClient = "countersign-demo"

    init(folder: String, port: Int, simulatorPort: Int, failuresPerDay: Int) {
        self.folder = URL(filePath: folder)
        self.port = port
        self.simulatorPort = simulatorPort
        self.failuresPerDay = failuresPerDay
    }

    // A browser treats http on localhost as secure, which the camera needs.
    var address: String { "http://localhost:\(port)" }
    var simulatorAddress: String { "http://localhost:\(simulatorPort)" }
    /// The mailbox that mail is sent from.
    private var sender: String { "account-help@\(TenantName.contoso.domain)" }
    var configurationPath: String { folder.appending(path: "countersign.json").path }

    func makeSimulator(logger: Logger) async throws -> EntraSimulator {
        var configuration = SimulatorConfiguration()
        configuration.port = simulatorPort
        configuration.managementPort = simulatorPort + 1
        configuration.forgotPasswordURL = "\(address)/r/contoso"
        configuration.acceptsLoopbackHTTP = true
        configuration.externalMethod = ExternalMethodPreset(
            displayName: "Countersign", appID: Self.methodApplication, clientID: Self.methodClient,
            discoveryURL: "\(address)/.well-known/openid-configuration", replyURL: "\(address)/authorize")
        configuration.clients = [RegisteredClient(id: client, secrets: [.init(secret.reveal())])]
        let simulator = try await EntraSimulator(configuration: configuration, logger: logger)
        _ = try await simulator.tenant.addUser([
            "userPrincipalName": .string(sender), "mail": .string(sender), "displayName": "Contoso account help",
            "accountEnabled": .bool(true),
        ])
        return simulator
    }

    /// Writes the configuration and makes an empty database.
    func prepare(excludedGroup: String?) async throws {
        let files = FileManager.default
        for name in ["countersign.sqlite", "countersign.sqlite-wal", "countersign.sqlite-shm", "root.key"] {
            let file = folder.appending(path: name)
            if files.fileExists(atPath: file.path) { try files.removeItem(at: file) }
        }
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        try write(secret.reveal(), to: "client-secret")
        try write(try policy(excludedGroup: excludedGroup.flatMap { ObjectID(rawValue: $0) }), to: "policy.json")
        try write(try configuration(), to: "countersign.json")
        let rootKey = try RootKeyFile.create(folder.appending(path: "root.key").path)
        _ = try await Database.migrate(path: folder.appending(path: "countersign.sqlite").path, rootKey: rootKey)
    }

    private func write(_ text: String, to name: String) throws {
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    }

    private func policy(excludedGroup: ObjectID?) throws -> String {
        var policy = Policy.standard(modelID: WorkerModels.bundled.modelID)
        // Specimens of Utopia are what the demo has; anywhere else they are refused.
        policy.documents.refusedIssuers = []
        policy.attempts.failuresPerDay = failuresPerDay
        // So that the demo shows both: the first sign-in with a document, and every later one with a selfie.
        policy.externalMethod.proveInside = true
        if let excludedGroup { policy.excludedGroups = [excludedGroup] }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(["policies": [policy]]), as: UTF8.self)
    }

    private func configuration() throws -> String {
        let tenant = TenantName.contoso
        let settings: [String: Any] = [
            "publicURL": address,
            "listen": ["host": "127.0.0.1", "port": port],
            "operations": ["host": "127.0.0.1", "port": port + 1],
            "database": "countersign.sqlite", "rootKey": "root.key", "policy": "policy.json",
            "tenant": [
                "id": tenant.id, "name": tenant.displayName, "slug": "contoso", "telephone": "+1 555 0100",
                "signInURL": "\(simulatorAddress)/", "securityInfoURL": "\(simulatorAddress)/security-info",
            ],
            "entra": [
                "client": client, "secretFile": "client-secret", "loginURL": simulatorAddress,
                "graphURL": simulatorAddress,
                "dateOfBirth": "onPremisesExtensionAttributes.extensionAttribute1", "syncSeconds": 5,
            ] as [String: Any],
            "externalMethod": ["appId": Self.methodApplication, "clientId": Self.methodClient],
            "mail": ["graphSender": sender],
        ]
        let data = try JSONSerialization.data(
            withJSONObject: settings, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self)
    }
}
