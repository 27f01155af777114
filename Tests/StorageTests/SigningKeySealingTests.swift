import Foundation
import Testing

@testable import OpenIDProvider
@testable import Proofing
@testable import Storage

/// What somebody with the database, and without the root key, can do to signing keys: nothing.
struct SigningKeySealingTests {
    let file: SQLiteFile
    let database: Storage.Database

    init() async throws {
        file = try SQLiteFile()
        database = try await file.open()
    }

    private var store: SQLKeyRingStore { database.keyRings(of: Fixture.tenant) }

    private func save(_ ring: KeyRing, expecting: Int?) async throws {
        try await store.save(
            ring, of: SigningKeyContract.issuer, expecting: expecting, audit: SigningKeyContract.event())
    }

    @Test func `a private key opens under its own name and root key only`() throws {
        let sealing = SigningKeySealing(file.rootKey)
        let sealed = try sealing.seal(Data("private".utf8), kid: "a")
        #expect(try sealing.open(sealed, kid: "a") == Data("private".utf8))
        #expect(try sealing.seal(Data("private".utf8), kid: "a") != sealed)
        let stranger = try #require(RootKey(bytes: Array(repeating: 7, count: 32)))
        for attempt in [
            { try sealing.open(sealed, kid: "b") }, { try SigningKeySealing(stranger).open(sealed, kid: "a") },
            { try sealing.open(sealed.dropLast() + [sealed[sealed.endIndex - 1] ^ 1], kid: "a") },
            { try sealing.open(Data(), kid: "a") },
        ] { #expect(throws: StorageError.unreadable("signing_key")) { try attempt() } }
    }

    @Test func `a ring stands sealed in the file`() async throws {
        try await save(SigningKeyContract.ring("a"), expecting: nil)
        #expect(try !file.contains(Data("certificate a".utf8)))
        #expect(try !file.contains(Data("certificate a".utf8).base64EncodedData()))
        #expect(try !file.contains(Data("sealed a".utf8).base64EncodedData()))
    }

    @Test func `a ring that was set back, moved or changed does not open`() async throws {
        try await save(SigningKeyContract.ring("a"), expecting: nil)
        let old = try #require(try await file.column("SELECT payload FROM key_ring"))
        try await save(SigningKeyContract.ring("a", "b", version: 2), expecting: 1)
        for statement in [
            "UPDATE key_ring SET version = 3", "UPDATE key_ring SET version = 1, payload = payload",
            "UPDATE key_ring SET version = 2, payload = ?1",
            "UPDATE key_ring SET version = 2, payload = substr(payload, 1, length(payload) - 1) || x'00'",
        ] {
            try await file.tamper(statement, statement.contains("?1") ? [old] : [])
            await #expect(throws: StorageError.unreadable("key_ring"), "\(statement)") {
                _ = try await store.ring(of: SigningKeyContract.issuer)
            }
        }
        try await file.tamper("UPDATE key_ring SET tenant = ?", [Fixture.otherTenant.rawValue])
        await #expect(throws: StorageError.unreadable("key_ring")) {
            _ = try await database.keyRings(of: Fixture.otherTenant).ring(of: SigningKeyContract.issuer)
        }
    }
}
