import ClaimsMatching
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Proofing
@testable import WebServer

@Suite struct ClaimsConsoleTests {
    private static let path = "/console/cases/\(Fixture.caseID)"

    private func marked(_ one: String, _ other: String) -> [String] {
        let (first, second) = MarkedValue.pair(one, other)
        return [first, second].map { value in
            value.pieces.map { $0.differs ? "[\($0.text)]" : $0.text }.joined()
        }
    }

    @Test func `Whole words and single letters that differ are marked on both sides`() {
        #expect(marked("HADDAD BENALI", "Haddad") == ["HADDAD [BENALI]", "Haddad"])
        #expect(marked("KRISTINA", "Kristine") == ["KRISTIN[A]", "Kristin[e]"])
        #expect(marked("MÜLLER", "Muller") == ["MÜLLER", "Muller"])
        #expect(marked("ANNA MARIA", "Maria Anna") == ["ANNA MARIA", "Maria Anna"])
        #expect(marked("SMITH", "Papadopoulos") == ["[SMITH]", "[Papadopoulos]"])
        #expect(marked("14 Mar 1991", "14 Mar 1990") == ["14 Mar 199[1]", "14 Mar 199[0]"])
        #expect(marked("", "X") == ["", "[X]"])
    }

    @Test func `Any text is marked in no time and keeps its letters`() {
        let long = String(repeating: "e\u{301}\u{200d} ", count: 5_000)
        let (one, other) = MarkedValue.pair(long, String(repeating: "\u{fdfa}", count: 5_000))
        #expect(one.pieces.map(\.text).joined().count <= 4_100 && other.hasDifference)
    }

    @Test func `The case explains each claim in words, with what differs marked`() async throws {
        try await Fixture.web(Fixture.dependencies(FakeClaimants(), FakeReviews(.sample()))) { client async throws in
            let page = try await client.get(Self.path, cookie: Fixture.consoleCookie).text
            #expect(page.contains("<mark>BENALI</mark>") || page.contains("<mark>Benali</mark>"))
            #expect(page.contains("The document fits 1 other account as well."))
            #expect(page.contains("1 other was compared and does not fit"))
            #expect(page.contains("Given name: conflict"))
            #expect(page.contains("id=\"colleagues\""))
            #expect(page.contains("Another account was recovered with this very document before."))
        }
    }

    @Test func `Cases with somebody else's document are marked in the queue`() async throws {
        try await Fixture.web(Fixture.dependencies(FakeClaimants(), FakeReviews(.sample()))) { client async throws in
            let page = try await client.get("/console", cookie: Fixture.consoleCookie).text
            #expect(page.contains(">alert</span>"))
        }
    }

    @Test func `A name is kept only where the box was shown and ticked`() async throws {
        let reviews = FakeReviews(.sample())
        try await Fixture.web(Fixture.dependencies(FakeClaimants(), reviews)) { client async throws in
            func confirm(_ verdict: String) async throws -> String {
                try await client.post(
                    "\(Self.path)/confirm", form: "verdict=\(verdict)&note=x", cookie: Fixture.consoleCookie
                ).text
            }
            let page = try await confirm("approve")
            #expect(page.contains("id=\"keep-name\"") && page.contains("another surname of this account"))
            #expect(!page.contains("checked"))
            #expect(try await !confirm("refuse").contains("keep-name"))
            for form in ["verdict=approve&note=x", "verdict=approve&note=x&keep=yes", "verdict=approve&note=x&keep=on"]
            {
                _ = try await client.post("\(Self.path)/decision", form: form, cookie: Fixture.consoleCookie)
            }
        }
        #expect(
            reviews.asked.filter { $0.hasPrefix("decide") } == [
                "decide true x", "decide true x keeps", "decide true x",
            ])
    }

    @Test func `Kept names are listed with who kept them, and removed by a button`() async throws {
        let reviews = FakeReviews(.sample())
        try await Fixture.web(Fixture.dependencies(FakeClaimants(), reviews)) { client async throws in
            let page = try await client.get("/console/names", cookie: Fixture.consoleCookie).text
            #expect(page.contains("Remove Haddad") && page.contains("mira") && page.contains("1 name, latest first"))
            let action = try #require(page.firstMatch(of: /action="(\/console\/names\/f{32}\/remove)"/)?.1)
            let answer = try await client.post(String(action), cookie: Fixture.consoleCookie)
            #expect(answer.headers[.location] == "/console/names")
            #expect(
                try await client.post("/console/names/..%2f/remove", cookie: Fixture.consoleCookie).status == .notFound)
            #expect(try await client.post(String(action)).status == .unauthorized)
        }
        #expect(reviews.asked.count { $0.hasPrefix("removeAlias") } == 1)
    }

    @Test func `Alerts tell what happened at which account`() async throws {
        try await Fixture.web(Fixture.dependencies(FakeClaimants(), FakeReviews(.sample()))) { client async throws in
            let page = try await client.get("/console/alerts", cookie: Fixture.consoleCookie).text
            #expect(page.contains("fits another account of this directory") && page.contains("4F7-29K"))
            #expect(page.contains("2 alerts"))
        }
    }
}
