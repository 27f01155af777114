import Foundation
import Proofing
import Testing

@testable import Notifications

@Suite("The words of a mail")
struct MessageTemplatesTests {
    private func render(_ template: OutboxMessage.Template, _ values: [String: String]) throws -> Mail {
        try MessageTemplates(defaults: ["tenantName": "Contoso"]).mail(
            for: Letters.message(template, values: values), to: ["ana@home.example"])
    }

    @Test func `a notice says when, where, under which reference and whom to ask`() throws {
        let mail = try render(
            .passShown, ["at": "24 November 2026, 10:15 UTC", "device": "Chrome on Windows", "reference": "4F7-29K"])
        for words in ["Contoso", "24 November 2026, 10:15 UTC", "Chrome on Windows", "4F7-29K", "your help desk"] {
            #expect(mail.text.contains(words), "\(words)")
            #expect(mail.html.contains(words), "\(words)")
        }
        #expect(mail.subject == "You have a new way to sign in")
    }

    @Test func `a paragraph without its value is left out`() throws {
        let mail = try render(.passShown, ["device": ""])
        #expect(!mail.text.contains("Device:"))
        #expect(!mail.text.contains("{"))
    }

    @Test func `an invitation without a link is not sent`() {
        #expect(throws: MailError(isPermanent: true, code: "template.value")) { try render(.comeBack, [:]) }
    }

    @Test(arguments: ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https:", "file:///etc/passwd", ""])
    func `only an address of the web becomes a link`(link: String) {
        #expect(throws: MailError(isPermanent: true, code: "template.value")) { try render(.comeBack, ["link": link]) }
    }

    @Test func `a link stands in both parts`() throws {
        let mail = try render(.comeBack, ["link": "https://id.example/r?a=1&b=2"])
        #expect(mail.text.contains("Finish now: https://id.example/r?a=1&b=2\n"))
        #expect(mail.html.contains("href=\"https://id.example/r?a=1&amp;b=2\""))
    }

    @Test func `values are shown, never run, and put in once`() throws {
        let mail = try render(
            .passShown, ["device": "<img src=x onerror=alert(1)>\"'&{reference}", "reference": "4F7-29K"])
        #expect(mail.html.contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;{reference}"))
        #expect(!mail.html.contains("<img"))
    }

    @Test func `a value cannot add lines of its own`() throws {
        let mail = try render(.passShown, ["device": "Chrome\r\n\r\nCall this number: 1\u{2028}now"])
        #expect(mail.text.contains("Device: Chrome    Call this number: 1 now"))
    }

    @Test(arguments: OutboxMessage.Template.allCases)
    func `every template is complete`(template: OutboxMessage.Template) throws {
        let mail = try render(template, ["link": "https://id.example/r", "reference": "4F7-29K"])
        #expect(!mail.subject.isEmpty)
        #expect(mail.text.contains("4F7-29K"))
        #expect(mail.html.contains("<html lang=\"en\">"))
    }
}
