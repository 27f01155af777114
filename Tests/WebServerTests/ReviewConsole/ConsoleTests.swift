import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Proofing
@testable import WebServer

@Suite struct ConsoleTests {
    private static let path = "/console/cases/\(Fixture.caseID)"

    @Test(arguments: [
        "/console", "/console/decided", path, "\(path)/pictures/selfie", "/console/names", "/console/alerts",
    ])
    func `Nothing of the desk is shown to somebody who has not signed in`(path: String) async throws {
        let reviews = FakeReviews(.sample())
        try await Fixture.web(Fixture.dependencies(FakeClaimants(), reviews)) { client async throws in
            for cookie in [nil, Fixture.cookie, "__Host-console=00000000000000000000000000000000"] as [String?] {
                let answer = try await client.get(path, cookie: cookie)
                #expect(answer.status == .unauthorized)
                #expect(!answer.text.contains("Haddad"))
            }
            #expect(
                try await client.post("\(Self.path)/decision", form: "verdict=approve&note=x").status == .unauthorized)
        }
        #expect(reviews.asked.isEmpty)
    }

    @Test func `The sign-in link is used up by pressing the button only`() async throws {
        let reviews = FakeReviews()
        try await Fixture.web(Fixture.dependencies(FakeClaimants(), reviews)) { client async throws in
            #expect(try await client.get("/console/sign-in").status == .ok)
            #expect(reviews.asked.isEmpty)
            let wrong = try await client.postJSON("/console/sign-in", #"{"code":"00000000000000000000000000000000"}"#)
            #expect(wrong.status == .notFound && wrong.headers[.setCookie] == nil)
            let right = try await client.postJSON("/console/sign-in", #"{"code":"\#(Fixture.code.value.reveal())"}"#)
            #expect(right.headers[.setCookie] == "\(Fixture.consoleCookie); Path=/; Secure; HttpOnly; SameSite=Strict")
        }
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "\"\u{301} onfocus=alert(1) autofocus=\"", "' onmouseover='x", "{{reviewer}}",
        "</title><img src=x onerror=y>",
    ])
    func `What documents, directories and people wrote is shown as text`(hostile: String) async throws {
        let file = CaseFile.sample(name: hostile)
        let pages = ["/console", "/console/decided", Self.path, "/console/names", "/console/alerts"]
        try await Fixture.web(Fixture.dependencies(FakeClaimants(), FakeReviews(file))) { client async throws in
            var texts: [String] = []
            for page in pages { texts.append(try await client.get(page, cookie: Fixture.consoleCookie).text) }
            texts.append(
                try await client.post(
                    "\(Self.path)/confirm", form: "verdict=refuse&note=%22%CC%81%20onfocus%3Dx%20%3Cscript%3Ealert(1)",
                    cookie: Fixture.consoleCookie
                ).text)
            for text in texts {
                #expect(!text.contains("<script>alert"))
                // A tag, its quoted attributes, and then one that runs a script.
                #expect(text.firstMatch(of: /<[a-z]+(\s+[a-z-]+(="[^"]*")?)*\s+(on[a-z]+|autofocus)=/) == nil)
                #expect(!text.contains("<img src=x"))
            }
            #expect(texts[2].contains(MarkupEscaping().escapeText(hostile)))
        }
    }

    @Test func `The case page puts the reason first and draws numbers against their limits`() async throws {
        try await Fixture.web(Fixture.dependencies(FakeClaimants(), FakeReviews(.sample()))) { client async throws in
            let page = try await client.get(Self.path, cookie: Fixture.consoleCookie).text
            let reason = try #require(page.range(of: "Why you are asked"))
            let pictures = try #require(page.range(of: "class=\"pictures\""))
            #expect(reason.lowerBound < pictures.lowerBound)
            #expect(page.contains("distance 0.35 · match up to 0.37 · refused above 0.50"))
            #expect(page.contains("turned by 0.31 · at least 0.20"))
            #expect(page.contains("Amir Haddad"))
            #expect(page.contains("14 Mar 1991"))
            #expect(page.matches(of: /data-claim/).count == 3)
            #expect(page.contains("No picture, or erased"))
        }
    }

    @Test(arguments: [CaseFile.sample(isPrivileged: true), .sample(hasFace: false)])
    func `What nobody may approve has no approval, neither on the page nor behind it`(_ file: CaseFile) async throws {
        let reviews = FakeReviews(file)
        try await Fixture.web(Fixture.dependencies(FakeClaimants(), reviews)) { client async throws in
            let page = try await client.get(Self.path, cookie: Fixture.consoleCookie).text
            #expect(page.contains(file.obstacle == .noFace ? "has no face" : "administrative role"))
            #expect(!page.contains("id=\"approve\"") && page.contains("id=\"cannot-approve\""))
            let confirm = try await client.post(
                "\(Self.path)/confirm", form: "verdict=approve&note=x", cookie: Fixture.consoleCookie)
            #expect(confirm.status == .forbidden)
        }
    }

    @Test func `Confirming says what will happen and changes nothing`() async throws {
        let reviews = FakeReviews(.sample())
        try await Fixture.web(Fixture.dependencies(FakeClaimants(), reviews)) { client async throws in
            let page = try await client.post(
                "\(Self.path)/confirm", form: "verdict=approve&note=Called+back", cookie: Fixture.consoleCookie)
            #expect(page.text.contains("Approve this person?") && page.text.contains("Called back"))
            #expect(!reviews.asked.contains { $0.hasPrefix("decide") })
            let done = try await client.post(
                "\(Self.path)/decision", form: "verdict=approve&note=Called+back", cookie: Fixture.consoleCookie)
            #expect(done.status == .seeOther && done.headers[.location] == Self.path)
        }
        #expect(reviews.asked.last == "decide true Called back")
    }

    @Test func `A decision needs a note, and one that is known`() async throws {
        let reviews = FakeReviews(.sample())
        try await Fixture.web(Fixture.dependencies(FakeClaimants(), reviews)) { client async throws in
            let empty = try await client.post(
                "\(Self.path)/confirm", form: "verdict=refuse&note=+++", cookie: Fixture.consoleCookie)
            #expect(empty.status == .unprocessableContent && empty.text.contains("id=\"problem\""))
            let unknown = try await client.post(
                "\(Self.path)/decision", form: "verdict=maybe&note=x", cookie: Fixture.consoleCookie)
            #expect(unknown.status == .badRequest)
        }
        #expect(!reviews.asked.contains { $0.hasPrefix("decide") })
    }

    @Test func `A decided case shows who decided and offers no second decision`() async throws {
        try await Fixture.web(Fixture.dependencies(FakeClaimants(), FakeReviews(.sample(state: .approved)))) {
            client async throws in
            let page = try await client.get(Self.path, cookie: Fixture.consoleCookie).text
            #expect(page.contains("id=\"outcome\"") && !page.contains("id=\"decide\""))
            let again = try await client.post(
                "\(Self.path)/confirm", form: "verdict=refuse&note=x", cookie: Fixture.consoleCookie)
            #expect(again.status == .conflict)
        }
    }

    @Test func `A picture is a picture or nothing`() async throws {
        try await Fixture.web(Fixture.dependencies(FakeClaimants(), FakeReviews(.sample()))) { client async throws in
            let picture = try await client.get("\(Self.path)/pictures/document", cookie: Fixture.consoleCookie)
            #expect(picture.headers[.contentType] == "image/jpeg")
            #expect(picture.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
            #expect(picture.headers[.contentDisposition] == "inline; filename=\"document.jpg\"")
            for kind in ["selfieDescriptor", "..", "anything"] {
                #expect(
                    try await client.get("\(Self.path)/pictures/\(kind)", cookie: Fixture.consoleCookie).status
                        == .notFound)
            }
        }
    }

    @Test(arguments: [
        "/console/cases/1", "/console/cases/..%2f", "/console/cases/\(String(repeating: "d", count: 32))",
    ])
    func `Another address is no case`(path: String) async throws {
        try await Fixture.web(Fixture.dependencies(FakeClaimants(), FakeReviews(.sample()))) { client async throws in
            #expect(try await client.get(path, cookie: Fixture.consoleCookie).status == .notFound)
        }
    }

    @Test func `Signing out ends the session and clears the cookie`() async throws {
        let reviews = FakeReviews()
        try await Fixture.web(Fixture.dependencies(FakeClaimants(), reviews)) { client async throws in
            let answer = try await client.post("/console/sign-out", cookie: Fixture.consoleCookie)
            #expect(answer.headers[.setCookie]?.hasPrefix("__Host-console=; Max-Age=0") == true)
        }
        #expect(reviews.asked == ["signOut"])
    }

    @Test func `The queue sorts as its address says`() {
        func reviewCase(_ reference: String, age: TimeInterval) -> ReviewCase {
            ReviewCase(
                id: Fixture.caseID, session: Fixture.session, subject: Fixture.person.id, reference: reference,
                openedAt: Fixture.now.addingTimeInterval(-age), reasons: [], isPrivileged: false, state: .open,
                version: 1)
        }
        let cases = [reviewCase("B", age: 10), reviewCase("A", age: 5), reviewCase("C", age: 20)]
        #expect(QueueOrder().sort(cases).map(\.reference) == ["C", "B", "A"])
        #expect(QueueOrder(column: .reference).sort(cases).map(\.reference) == ["A", "B", "C"])
        #expect(QueueOrder(column: .reference, isDescending: true).sort(cases).map(\.reference) == ["C", "B", "A"])
    }
}
