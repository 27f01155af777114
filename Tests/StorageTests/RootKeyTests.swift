import Crypto
import Foundation
import Proofing
import Testing

@testable import Storage

@Suite("A root key file is read only when nobody else could have read it")
struct RootKeyTests {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("key-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func file(_ content: Data, mode: Int = 0o600, name: String = "key") throws -> String {
        let path = folder.appendingPathComponent(name).path
        try #require(
            FileManager.default.createFile(atPath: path, contents: content, attributes: [.posixPermissions: mode]))
        return path
    }

    @Test func `a missing file says so`() throws {
        let path = folder.appendingPathComponent("none").path
        #expect(throws: RootKeyFile.Failure.missing(path: path)) { try RootKeyFile.load(path) }
    }

    @Test(arguments: [0o640, 0o604, 0o644, 0o660, 0o610, 0o777])
    func `a file that others may touch is refused`(mode: Int) throws {
        let path = try file(Data(repeating: 7, count: 32), mode: mode)
        #expect(throws: RootKeyFile.Failure.openToOthers(path: path)) { try RootKeyFile.load(path) }
    }

    @Test(arguments: [
        "", "short", String(repeating: "g", count: 64), String(repeating: "a", count: 63),
        String(repeating: "a", count: 66),
    ])
    func `a file without a key is refused`(content: String) throws {
        let path = try file(Data(content.utf8))
        #expect(throws: RootKeyFile.Failure.malformed(path: path)) { try RootKeyFile.load(path) }
    }

    @Test func `a link or a folder is no key file`() throws {
        let target = try file(Data(repeating: 7, count: 32))
        let link = folder.appendingPathComponent("link").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
        #expect(throws: RootKeyFile.Failure.self) { try RootKeyFile.load(link) }
        #expect(throws: RootKeyFile.Failure.self) { try RootKeyFile.load(folder.path) }
    }

    @Test func `raw bytes and their hexadecimal form are the same key`() throws {
        let bytes = SystemRandom().bytes(32)
        let raw = try RootKeyFile.load(try file(Data(bytes), name: "raw"))
        let hex = try RootKeyFile.load(try file(Data((bytes.hexadecimal.uppercased() + "\n").utf8), name: "hex"))
        #expect(raw.derive("one") == hex.derive("one"))
    }

    @Test func `a made key has mode 0600, reads back, and is never overwritten`() throws {
        let path = folder.appendingPathComponent("made").path
        let made = try RootKeyFile.create(path)
        #expect(try RootKeyFile.load(path).derive("x") == made.derive("x"))
        #expect(throws: RootKeyFile.Failure.exists(path: path)) { try RootKeyFile.create(path) }
    }

    @Test func `labels give independent keys`() throws {
        let key = try #require(RootKey(bytes: [UInt8](repeating: 1, count: 32)))
        #expect(key.derive("decision seal") != key.derive("audit head"))
        #expect(key.derive("decision seal") == key.derive("decision seal"))
        #expect(RootKey(bytes: [UInt8](repeating: 1, count: 31)) == nil)
    }
}
