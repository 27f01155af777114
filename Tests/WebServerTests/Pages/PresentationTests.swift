import Foundation
import Testing

@testable import WebServer

@Suite struct PresentationTests {
    @Test(arguments: ["#000000", "#ffffff", "#ffdd00", "#0b5cd5", "#c0c0c0", "#ff0000", "#00ff88"])
    func `Any colour becomes readable in light and dark`(hex: String) throws {
        let colour = try #require(AccentColour(hex: hex))
        #expect(colour.light.contrast(with: RGB(red: 0xf5, green: 0xf7, blue: 0xfa)) >= 4.5)
        #expect(colour.dark.contrast(with: RGB(red: 0x17, green: 0x1c, blue: 0x25)) >= 4.5)
        #expect(colour.light.contrast(with: colour.light.ink) >= 4.5)
        #expect(colour.dark.contrast(with: colour.dark.ink) >= 4.5)
    }

    @Test(arguments: ["", "red", "#fff", "#12345g", "0b5cd5", "#0b5cd5;", "#-12345"])
    func `Another form is no colour`(hex: String) {
        #expect(AccentColour(hex: hex) == nil)
    }

    @Test(arguments: ["Contoso", "con toso", "", "a/b", "ünal", String(repeating: "a", count: 41)])
    func `Another form is no slug`(slug: String) throws {
        let address = try #require(URL(string: "https://login.example"))
        #expect(throws: TenantPresentation.Rejected.self) {
            try TenantPresentation(
                tenant: Fixture.tenant, name: "Contoso", slug: slug, accent: .standard, helpDesk: .init(),
                signInAddress: address,
                securityInfoAddress: address)
        }
    }

    @Test func `A script is no sign-in address`() throws {
        let script = try #require(URL(string: "javascript:alert(1)"))
        #expect(throws: TenantPresentation.Rejected.self) {
            try TenantPresentation(
                tenant: Fixture.tenant, name: "Contoso", slug: "contoso", accent: .standard, helpDesk: .init(),
                signInAddress: script,
                securityInfoAddress: script)
        }
    }

    @Test(arguments: [
        "ftp://a.example", "https://", "https://a.example/path", "https://a.example?x", "https://u@a.example",
        "a.example",
    ])
    func `Another form is no public address`(text: String) {
        #expect(PublicAddress(text) == nil)
    }

    @Test func `A public address is written as browsers write origins`() {
        #expect(PublicAddress("HTTPS://Verify.Contoso.com:443/")?.origin == "https://verify.contoso.com")
        #expect(PublicAddress("http://localhost:8080")?.origin == "http://localhost:8080")
    }

    @Test func `Times are relative, and exact on hover`() throws {
        let text = try Catalogue.load(language: "en", values: [:])
        func relative(_ seconds: Double) -> String { Moment(Fixture.now - seconds, now: Fixture.now, text).relative }
        #expect(relative(5) == "just now")
        #expect(relative(840) == "14 min ago")
        #expect(relative(3_600) == "1 hour ago")
        #expect(relative(3 * 86_400) == "3 days ago")
        #expect(relative(-7_300) == "in 2 hours")
        #expect(Moment.exact(Fixture.now) == "15 Jan 2027, 08:00 UTC")
    }

    @Test func `A mark stays inside its gauge`() {
        let gauge = Gauge(
            value: 9, end: 1, limits: [(0.4, "good"), (0.6, "warn")], last: "bad", label: "", caption: "")
        #expect(gauge.mark == "200.0")
        #expect(gauge.zones.map(\.width) == ["80.0", "40.0", "80.0"])
    }
}
