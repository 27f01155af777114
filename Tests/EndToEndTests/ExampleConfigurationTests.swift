import Foundation
import OpenIDProvider
import Proofing
import Testing
import Vision
import WebServer

@testable import countersign

struct ExampleConfigurationTests {
    private let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../config")
        .standardized

    @Test func `the example policy is the standard one`() throws {
        let example = try PolicySet(json: Data(contentsOf: folder.appending(path: "policy.example.json")))
        #expect(example.policies == [Policy.standard(modelID: WorkerModels.bundled.modelID)])
    }

    @Test func `a configuration without anything in it is told everything that is missing at once`() throws {
        let check = SettingsCheck(folder: URL(filePath: "/nowhere"))
        let faults = #expect(throws: SettingsFaults.self) { try check.check(SettingsFile()) }
        let keys = Set(faults?.faults.map(\.key) ?? [])
        #expect(
            keys.isSuperset(of: ["publicURL", "tenant.id", "tenant.name", "entra", "entra.client", "policy", "mail"]))
    }

    @Test func `a port that is none and a worker count that is none are named`() throws {
        var file = SettingsFile()
        file.listen = .init(host: nil, port: 70_000)
        file.vision = .init(worker: nil, models: nil, workers: 0)
        let faults = #expect(throws: SettingsFaults.self) {
            try SettingsCheck(folder: URL(filePath: "/nowhere")).check(file)
        }
        let keys = Set(faults?.faults.map(\.key) ?? [])
        #expect(keys.isSuperset(of: ["listen.port", "vision.workers"]))
    }

    @Test func `misspelt keys and values of the wrong kind are all named at once`() {
        let text = """
            {"publicUrl": "https://a.example", "listen": {"port": "8080"}, "trustedProxies": [1],
             "tenant": {"id": 7, "nam": "Contoso"}}
            """
        let faults = #expect(throws: SettingsFaults.self) {
            try SettingsFile(json: Data(text.utf8), path: "countersign.json")
        }
        #expect(
            faults?.faults.map(\.key) == ["listen.port", "publicUrl", "tenant.id", "tenant.nam", "trustedProxies[0]"])
    }

    @Test(arguments: ["", "{", "{\"listen\": {\"port\": 1.5}}", "[]", "null"])
    func `what is no configuration is refused`(_ text: String) {
        #expect(throws: SettingsFaults.self) { try SettingsFile(json: Data(text.utf8), path: "countersign.json") }
    }

    @Test(arguments: ["http://verify.example.com", "http://10.0.0.7:8080", "http://localhost.evil.example"])
    func `an address browsers give no camera to is refused`(_ address: String) {
        var file = SettingsFile()
        file.publicURL = address
        let faults = #expect(throws: SettingsFaults.self) {
            try SettingsCheck(folder: URL(filePath: "/nowhere")).check(file)
        }
        #expect(faults?.faults.contains { $0.key == "publicURL" } == true)
    }

    @Test func `certificates that cannot be read and a sender that is none are found before anything starts`() {
        var file = SettingsFile()
        file.tls = .init(certificate: "missing.pem", key: "missing.key")
        file.mail = .init(smtp: nil, graphSender: "../users")
        file.recordDays = 0
        let faults = #expect(throws: SettingsFaults.self) {
            try SettingsCheck(folder: URL(filePath: "/nowhere")).check(file)
        }
        let keys = Set(faults?.faults.map(\.key) ?? [])
        #expect(keys.isSuperset(of: ["tls", "mail.graphSender", "recordDays"]))
    }

    private let tenant = TenantID(rawValue: "bde8f1c4-1b5a-4b4c-9a0e-5d0a9b8f6a11")!  // a GUID as written

    @Test func `the external method is off until it is configured, and then takes its issuer from the address`() throws
    {
        let check = SettingsCheck(folder: folder)
        var file = SettingsFile()
        let address = PublicAddress("https://Verify.example.com:443/")
        #expect(check.externalMethod(file, tenant, address) == nil)
        file.externalMethod = .init(appId: "2c1f7a90-4f54-4d0e-a2cc-90b6d1f3e7a5")
        let connection = try #require(check.externalMethod(file, tenant, address))
        #expect(connection.issuer.address == "https://verify.example.com")
        #expect(connection.clientID == "countersign")
        #expect(
            connection.redirectAddress == "https://login.microsoftonline.com/common/federation/externalauthprovider")
        #expect(connection.tenant == tenant && !connection.acceptsForeignIssuers)
        file.entra = .init(loginURL: "https://login.microsoftonline.us/")
        #expect(check.externalMethod(file, tenant, address)?.loginHost == .usGovernment)
    }

    @Test func `all faults of the external method are named at once`() {
        var file = SettingsFile()
        file.publicURL = "https://verify_1.example.com"
        file.externalMethod = .init(appId: "countersign", clientId: "")
        file.entra = .init(loginURL: "https://login.example.com/proxy")
        let faults = #expect(throws: SettingsFaults.self) {
            try SettingsCheck(folder: URL(filePath: "/nowhere")).check(file)
        }
        let keys = Set(faults?.faults.map(\.key) ?? [])
        #expect(keys.isSuperset(of: ["externalMethod.appId", "externalMethod.clientId", "entra.loginURL"]))
    }
}
