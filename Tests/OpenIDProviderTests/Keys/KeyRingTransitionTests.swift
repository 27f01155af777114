import Foundation
import Testing

@testable import OpenIDProvider

/// One arrow of `KeyRing.md`: what a ring holds, what happens, and where the key named `it` stands afterwards.
struct KeyArrow: Sendable, CustomTestStringConvertible {
    let line: String
    let before: [KeyEvent]
    let event: KeyEvent
    let action: KeyAction
    /// nil when the key has left the ring.
    let after: KeyRecord.State?
    var testDescription: String { line }

    init(_ line: String, _ before: [KeyEvent], _ event: KeyEvent, _ action: KeyAction, _ after: KeyRecord.State?) {
        self.line = line
        self.before = before
        self.event = event
        self.action = action
        self.after = after
    }

    private static let it = KeyEvent.made(.named("it"))
    private static let other = KeyEvent.made(.named("other"))
    private static let replacement = KeyRecord.named("it")

    /// Two days pass before each event, and all arrows of the diagram are here, in its order.
    static let all: [KeyArrow] = [
        KeyArrow("[*] --> current: made, the first of its ring", [], it, .sign(kid: "it"), .current),
        KeyArrow("[*] --> next: made, others are there", [other], it, .publish, .next),
        KeyArrow(
            "[*] --> current: emergency, as replacement", [other], .emergency(replacement: replacement),
            .signEarly(kid: "it"), .current),
        KeyArrow(
            "next --> current: promoted, published for 48 hours", [other, it], .promoted, .sign(kid: "it"), .current),
        KeyArrow(
            "next --> current: emergency, without replacement", [other, it], .emergency(replacement: nil),
            .sign(kid: "it"), .current),
        KeyArrow(
            "next --> [*]: emergency, with replacement", [other, it], .emergency(replacement: .named("third")),
            .signEarly(kid: "third"), nil),
        KeyArrow("current --> retired: promoted", [it, other], .promoted, .sign(kid: "other"), .retired),
        KeyArrow("current --> [*]: emergency", [it, other], .emergency(replacement: nil), .sign(kid: "other"), nil),
        KeyArrow(
            "retired --> [*]: timePassed, retired for 48 hours", [it, other, .promoted], .timePassed, .publish, nil),
        KeyArrow(
            "retired --> [*]: emergency", [it, other, .promoted], .emergency(replacement: .named("third")),
            .signEarly(kid: "third"), nil),
    ]
}

struct KeyRingTransitionTests {
    @Test func `the table of these tests and the diagram have the same arrows`() throws {
        let diagram = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/OpenIDProvider/Keys/KeyRing.md").standardizedFileURL
        let lines = try String(contentsOf: diagram, encoding: .utf8).split(separator: "\n")
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { $0.contains("-->") }
        #expect(lines == KeyArrow.all.map(\.line))
    }

    @Test(arguments: KeyArrow.all)
    func `every arrow of the diagram leads where it points`(_ arrow: KeyArrow) {
        var ring = KeyRing()
        var now = Forge.now
        for event in arrow.before {
            _ = ring.receive(event, at: now)
            now += KeyRing.publication
        }
        #expect(ring.receive(arrow.event, at: now) == arrow.action)
        #expect(ring.keys.first { $0.kid == "it" }?.state == arrow.after)
        #expect(ring.keys.filter { $0.state == .current }.count == 1)
        #expect(ring.keys.filter { $0.state == .next }.count <= 1)
    }

    /// Rings in every combination of states, against every event that has no arrow there.
    @Test(
        arguments: [
            ([], .promoted, .noNext), ([], .emergency(replacement: nil), .noNext),
            ([.made(.named("a"))], .promoted, .noNext), ([.made(.named("a"))], .emergency(replacement: nil), .noNext),
            ([.made(.named("a"))], .made(.named("a")), .notThisKey),
            ([.made(.named("a"))], .emergency(replacement: .named("a")), .notThisKey),
            ([.made(.named("a"))], .made(.named("b", days: 0.01)), .expired),
            ([.made(.named("a"))], .made(.named("b", from: Forge.now + 40 * 86_400)), .expired),
            ([.made(.named("a"))], .emergency(replacement: .named("b", days: 0.01)), .expired),
            ([.made(.named("a")), .made(.named("b"))], .made(.named("c")), .nextExists),
            ([.made(.named("a")), .made(.named("b", days: 3))], .promoted, .expired),
            ([.made(.named("a")), .made(.named("b", days: 3))], .emergency(replacement: nil), .expired),
            ([.made(.named("a")), .made(.named("b")), .promoted], .promoted, .noNext),
        ] as [([KeyEvent], KeyEvent, KeyObjection)])
    func `an event without an arrow is ignored and changes nothing`(
        _ before: [KeyEvent], _ event: KeyEvent, _ objection: KeyObjection
    ) {
        var ring = KeyRing()
        var now = Forge.now
        for event in before {
            _ = ring.receive(event, at: now)
            now += KeyRing.publication
        }
        let unchanged = ring
        #expect(ring.receive(event, at: now) == .ignore(objection))
        #expect(ring == unchanged)
        #expect(!objection.sentence.isEmpty)
    }

    @Test func `a key does not sign before Entra has had two days to learn it`() {
        var ring = KeyRing()
        _ = ring.receive(.made(.named("a")), at: Forge.now)
        _ = ring.receive(.made(.named("b")), at: Forge.now + 100)
        let due = Forge.now + 100 + 48 * 3600
        for moment in [Forge.now + 100, Forge.now + 24 * 3600, due - 1, Forge.now - 86_400] {
            #expect(ring.receive(.promoted, at: moment) == .ignore(.tooEarly(until: due)))
        }
        #expect(ring.receive(.promoted, at: due) == .sign(kid: "b"))
    }

    @Test func `in an emergency a key signs at once, and it is said that Entra may not know it`() {
        var ring = KeyRing()
        _ = ring.receive(.made(.named("a")), at: Forge.now)
        _ = ring.receive(.made(.named("b")), at: Forge.now)
        #expect(ring.receive(.emergency(replacement: nil), at: Forge.now + 3600) == .signEarly(kid: "b"))
        #expect(ring.keys.map(\.kid) == ["b"])
    }

    @Test(arguments: [nil, KeyRecord.named("c")])
    func `in an emergency nothing that signed before stays published`(_ replacement: KeyRecord?) {
        var ring = KeyRing()
        _ = ring.receive(.made(.named("a")), at: Forge.now)
        _ = ring.receive(.made(.named("b")), at: Forge.now)
        let promotion = Forge.now + KeyRing.publication
        _ = ring.receive(.promoted, at: promotion)
        _ = ring.receive(.made(.named("d")), at: promotion + 1)
        #expect(ring.keys.map(\.kid) == ["b", "d", "a"])
        _ = ring.receive(.emergency(replacement: replacement), at: promotion + 2)
        #expect(ring.keys.map(\.kid) == [replacement?.kid ?? "d"])
    }

    @Test func `a retired key stays published for two days`() {
        var ring = KeyRing()
        _ = ring.receive(.made(.named("a")), at: Forge.now)
        _ = ring.receive(.made(.named("b")), at: Forge.now)
        let promotion = Forge.now + KeyRing.publication
        _ = ring.receive(.promoted, at: promotion)
        #expect(ring.receive(.timePassed, at: promotion + KeyRing.afterlife - 1) == .wait)
        #expect(ring.keys.map(\.kid) == ["b", "a"])
        #expect(ring.receive(.timePassed, at: promotion + KeyRing.afterlife) == .publish)
        #expect(ring.keys.map(\.kid) == ["b"])
    }

    @Test func `time changes nothing in a ring without retired keys`() {
        var ring = KeyRing()
        _ = ring.receive(.made(.named("a")), at: Forge.now)
        _ = ring.receive(.made(.named("b")), at: Forge.now)
        let before = ring
        #expect(ring.receive(.timePassed, at: .distantFuture) == .wait)
        #expect(ring == before)
    }
}
