@testable import EntraClient
import Testing

@Suite struct `Service addresses` {
    @Test(arguments: [
        "https://graph.microsoft.com", "https://microsoftgraph.chinacloudapi.cn/", "http://127.0.0.1:9400",
        "http://localhost:1", "http://[::1]:9400", "https://proxy.example/graph/",
    ])
    func `https everywhere and http on loopback are accepted`(_ text: String) throws {
        #expect(!(try ServiceAddress(text)).description.hasSuffix("/"))
    }

    @Test(arguments: [
        "http://graph.microsoft.com", "http://127.0.0.1.example", "http://localhost.example", "ftp://localhost",
        "graph.microsoft.com", "https://", "", "https://user@graph.microsoft.com", "https://graph.microsoft.com?x=1",
        "https://graph.microsoft.com#x", "https://graph.microsoft.com\\@evil.example", "https://gräph.example",
        "https:// x",
    ])
    func `everything else is refused`(_ text: String) {
        #expect(throws: ConfigurationFault.self) { try ServiceAddress(text) }
    }

    @Test(arguments: [
        "https://graph.microsoft.com/v1.0/users/delta?$skiptoken=abc", "https://GRAPH.microsoft.com:443/v1.0/users",
        "https://graph.microsoft.com/v1.0/users/microsoft.graph.delta()?$deltatoken=a%2Bb",
    ])
    func `links to the same service are owned`(_ link: String) {
        #expect(ServiceAddress.globalGraph.owns(link, below: "/v1.0/"))
    }

    @Test(arguments: [
        "http://graph.microsoft.com/v1.0/users", "https://graph.microsoft.com:8443/v1.0/users",
        "https://graph.microsoft.com.evil.example/v1.0/users", "https://evil.example/v1.0/users",
        "https://evil.example\\@graph.microsoft.com/v1.0/users", "https://graph.microsoft.com@evil.example/v1.0/users",
        "https://me@graph.microsoft.com/v1.0/users", "//graph.microsoft.com/v1.0/users", "/v1.0/users",
        "https://graph.microsoft.com/beta/users", "https://graph.microsoft.com/v1.0/../beta/users",
        "https://graph.microsoft.com/v1.0/%2e%2e/beta", "https://graph.microsoft.com/v1.0",
        "https://graph.microsoft.com/v1.0/users#x",
        "https://graph.microsoft.com/v1.0/us ers", "",
    ])
    func `links to anywhere else are not`(_ link: String) {
        #expect(!ServiceAddress.globalGraph.owns(link, below: "/v1.0/"))
    }

    @Test func `the path prefix of a proxy belongs to the address`() throws {
        let proxy = try ServiceAddress("https://proxy.example/graph")
        #expect(proxy.owns("https://proxy.example/graph/v1.0/users", below: "/v1.0/"))
        #expect(!proxy.owns("https://proxy.example/v1.0/users", below: "/v1.0/"))
    }
}
