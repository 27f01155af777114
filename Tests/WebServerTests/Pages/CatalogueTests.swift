import ClaimsMatching
import Foundation
import Testing

@testable import Proofing
@testable import WebServer

@Suite struct CatalogueTests {
    private let catalogue: Catalogue
    private let templates: [String: String]

    init() throws {
        catalogue = try Catalogue.load(language: "en", values: [:])
        templates = try Dictionary(
            uniqueKeysWithValues: Resources.files(in: "templates").map {
                ($0.name, String(decoding: $0.bytes, as: UTF8.self))
            })
    }

    /// Swift and script sources of the module, as text.
    private func sources() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources/WebServer")
            .standardized
        let names = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter {
            $0.hasSuffix(".swift") || $0.hasSuffix(".js")
        }
        return try names.map { try String(contentsOf: root.appending(path: $0), encoding: .utf8) }.joined()
    }

    @Test func `Every key that a template names has an entry`() {
        for (name, text) in templates {
            for match in text.matches(of: /\{\{t\.([A-Za-z0-9.]+)\}\}/) {
                #expect(catalogue.entries[String(match.1)] != nil, "\(name): \(match.1)")
            }
        }
    }

    @Test func `Every code that the domain can answer with has its words`() {
        let keys =
            CaptureHint.allNames.map { "hint.\($0)" } + Pose.allCases.map { "pose.\($0.rawValue)" }
            + AuditEvent.Kind.allCases.map { "event.\($0.rawValue)" }
            + ReviewRefusal.allCases.map { "console.obstacle.\($0.rawValue)" }
            + ReviewCase.State.allCases.map { "console.state.\($0.rawValue)" }
            + PolicyVersion.State.allCases.map { "policy.state.\($0.rawValue)" }
            + MatchPreset.allCases.flatMap {
                ["policy.preset.name.\($0.rawValue)", "policy.preset.asks.\($0.rawValue)"]
            }
            + Decision.Verdict.allCases.map { "policy.verdict.\($0.rawValue)" }
            + ReplayCheck.allCases.map { "policy.trial.check.\($0.rawValue).other" }
            + ReadinessObstacle.allCases.flatMap {
                ["readiness.obstacle.\($0.rawValue)", "readiness.mend.\($0.rawValue)"]
            }
            + DocumentPolicy.Kind.allCases.map { "document.kind.\($0.rawValue)" }
            + [
                "notFound", "forbidden", "signInNeeded", "tooMany", "tooLarge", "tooSlow", "unavailable", "unexpected",
                "notUnderstood",
                "outOfStep", "notAllowed", "alreadyDecided", "noteMissing",
            ].flatMap { ["error.\($0).title", "error.\($0).text"] }
        var claims = AskedClaim.allCases.flatMap { ["question.\($0.rawValue).label", "question.\($0.rawValue).hint"] }
        claims += SecurityAlert.Code.allCases.map { "alerts.code.\($0.rawValue)" }
        claims += ConfirmedName.Part.allCases.map { "console.confirm.keep.\($0.rawValue)" }
        claims += ["strong", "clear", "little", "none", "littleAgainst", "against"].map { "console.weight.\($0)" }
        for key in keys + claims { #expect(catalogue.entries[key] != nil, "\(key)") }
    }

    @Test func `No entry lies about unused`() throws {
        let used = try sources() + templates.values.joined()
        // Families whose last part comes from the domain or from a count.
        let families = [
            "hint.", "pose.", "event.", "error.", "document.kind.", "camera.", "console.level.", "console.state.",
            "console.obstacle.", "policy.problem.", "policy.state.", "policy.verdict.",
            "policy.preset.name.", "policy.preset.asks.", "policy.trial.", "readiness.obstacle.", "readiness.mend.",
            "console.picture.", "console.claim.", "console.column.", "console.document.", "console.face.",
            "console.turn.",
            "console.confirm.", "console.weight.", "question.phone.", "question.mail.", "question.address.",
            "alerts.code.",
            "following.tick.", "handover.", "back.", "signIn.", "waiting.", "withdraw.",
        ]
        for key in catalogue.entries.keys where !families.contains(where: key.hasPrefix) {
            let stem = key.replacing(/\.(one|other)$/, with: "")
            let isUsed = used.contains("\"\(stem)\"") || used.contains("t.\(key)}}") || stem.hasPrefix("time.")
            #expect(isUsed, "\(key)")
        }
    }

    @Test func `Every count has both forms`() {
        for key in catalogue.entries.keys where key.hasSuffix(".one") {
            #expect(catalogue.entries[key.dropLast(3) + "other"] != nil, "\(key)")
        }
    }

    @Test func `No template writes anything unescaped, inline, or from elsewhere`() {
        for (name, text) in templates {
            #expect(!text.contains("{{{") && !text.contains("{{&"), "\(name)")
            #expect(text.firstMatch(of: /<[a-z][^>]*\son[a-z]+=/) == nil, "\(name)")
            #expect(!text.contains("style=") && !text.contains("<style"), "\(name)")
            #expect(text.firstMatch(of: /<script(?! type="module" src="\{\{assets)/) == nil, "\(name)")
            #expect(text.firstMatch(of: /(src|href|action)="(https?:)?\/\//) == nil, "\(name)")
            #expect(!text.contains("type=\"file\""), "\(name)")
        }
    }

    @Test func `Escaping looks at scalars, so that an accent cannot shield a quotation mark`() {
        #expect(MarkupEscaping().escapeText("\"\u{301}<\u{200d}&'") == "&quot;\u{301}&lt;\u{200d}&amp;&#39;")
        #expect(MarkupEscaping().escapeText("a\u{0}\u{1b}b\n") == "a\u{fffd}\u{fffd}b\n")
    }

    @Test func `A page is light`() throws {
        let bytes = try Resources.files(in: "static").map(\.bytes.count).reduce(0, +)
        #expect(bytes < 60_000)
    }
}

extension CaptureHint {
    static let allNames = [
        "noDocument", "zoneUnreadable", "portraitNotFound", "tooBlurred", "glare", "tooDark", "moveCloser",
        "unreadablePicture",
        "noFace", "severalFaces", "faceCutOff", "lookStraight", "holdStill", "tooFar", "busy",
    ]
}
