import Foundation
import Proofing
import Testing
import Vision

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
        #expect(keys.isSuperset(of: ["publicURL", "tenant.id", "policy", "mail"]))
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
}
