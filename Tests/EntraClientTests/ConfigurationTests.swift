@testable import EntraClient
import Proofing
import Testing

@Suite struct `Entra configuration` {
    private func configuration(graph: String, scope: String? = nil) throws -> EntraConfiguration {
        let id = "11111111-2222-3333-4444-555555555555"
        return EntraConfiguration(
            tenant: try #require(TenantID(rawValue: id)), client: try #require(ObjectID(rawValue: id)),
            credential: .secret(Secret("s")), graph: try ServiceAddress(graph), scope: scope)
    }

    @Test(arguments: [
        ("https://graph.microsoft.com", "https://graph.microsoft.com/.default"),
        ("https://dod-graph.microsoft.us", "https://dod-graph.microsoft.us/.default"),
        ("https://microsoftgraph.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn/.default"),
        ("http://127.0.0.1:9400", "https://graph.microsoft.com/.default"),
    ])
    func `the scope follows the Graph host`(graph: String, scope: String) throws {
        #expect(try configuration(graph: graph).scope == scope)
    }

    @Test func `a scope that is given wins`() throws {
        #expect(
            try configuration(graph: "https://graph.microsoft.com", scope: "api://x/.default").scope
                == "api://x/.default")
    }

    @Test func `the token endpoint is the tenant's own`() throws {
        #expect(
            try configuration(graph: "https://graph.microsoft.com").tokenEndpoint
                == "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/oauth2/v2.0/token")
    }

    @Test func `birth dates are read from an Exchange attribute or a directory extension`() throws {
        #expect(
            try ProfileAttribute("onPremisesExtensionAttributes.extensionAttribute15")
                == .exchange(name: "extensionAttribute15"))
        let name = "extension_0123456789abcdef0123456789abcdef_date_of_birth"
        #expect(try ProfileAttribute(name) == .directoryExtension(name: name))
    }

    @Test(arguments: [
        "birthday", "extensionAttribute1", "onPremisesExtensionAttributes.extensionAttribute16",
        "onPremisesExtensionAttributes.extensionAttribute1,birthday", "extension_0123_birth",
        "extension_0123456789abcdef0123456789abcdef_", "extension_0123456789abcdef0123456789abcdef_a,b",
        "extension_0123456789abcdef0123456789abcdef_a&$top=1", "",
    ])
    func `other names for birth dates are refused`(_ text: String) {
        #expect(throws: ConfigurationFault.self) { try ProfileAttribute(text) }
    }

    @Test func `a certificate and its key make a credential`() throws {
        let pair = try TestCertificate.one.get()
        let certificate = try ClientCertificate(
            certificatePEM: pair.certificatePEM, privateKeyPEM: Secret(pair.privateKeyPEM))
        #expect(certificate.thumbprint.utf8.count == 43)
        #expect(!"\(certificate)".contains("PRIVATE"))
    }

    @Test func `a key of another certificate is refused`() throws {
        let one = try TestCertificate.one.get()
        let other = try TestCertificate.other.get()
        #expect(throws: ConfigurationFault("the app's private key does not belong to its certificate")) {
            try ClientCertificate(certificatePEM: one.certificatePEM, privateKeyPEM: Secret(other.privateKeyPEM))
        }
    }

    @Test func `what is no certificate or no key is refused without being quoted`() throws {
        let pair = try TestCertificate.one.get()
        for (certificate, key) in [("hunter2", pair.privateKeyPEM), (pair.certificatePEM, "hunter2"), ("", "")] {
            let fault = #expect(throws: ConfigurationFault.self) {
                try ClientCertificate(certificatePEM: certificate, privateKeyPEM: Secret(key))
            }
            #expect(fault?.description.contains("hunter2") == false)
        }
    }
}
