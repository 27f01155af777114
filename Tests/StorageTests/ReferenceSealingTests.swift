import Foundation
import Testing

@testable import Proofing
@testable import Storage

@Suite("A kept face is sealed, and gone when it is erased")
struct ReferenceSealingTests {
    let file: SQLiteFile
    let database: Database

    init() async throws {
        file = try SQLiteFile()
        database = try await file.open()
        for number in 1...2 {
            try await database.ledger.commit(
                UnitOfWork(.reference(try #require(ReferenceContract.reference(number)))))
        }
    }

    @Test func `neither the measurement nor the consent is readable`() throws {
        for canary in ["CanaryConsent", "0.125", "-0.5"] { #expect(try !file.contains(Data(canary.utf8)), "\(canary)") }
    }

    @Test func `erasing leaves neither key nor measurement in the file or its log`() async throws {
        let wrapped = try #require(try await file.column("SELECT wrapped FROM face_reference ORDER BY object"))
        let payload = try #require(try await file.column("SELECT payload FROM face_reference ORDER BY object"))
        #expect(try file.contains(wrapped))
        try await database.ledger.commit(UnitOfWork(.referenceErased(Fixture.person(1))))
        #expect(try !file.contains(wrapped))
        #expect(try !file.contains(payload.suffix(64)))
    }

    @Test(arguments: [
        "UPDATE face_reference SET payload = (SELECT payload FROM face_reference ORDER BY object DESC LIMIT 1)",
        """
        UPDATE face_reference SET payload = (SELECT payload FROM face_reference ORDER BY object DESC LIMIT 1),
            wrapped = (SELECT wrapped FROM face_reference ORDER BY object DESC LIMIT 1)
        """,
        "UPDATE face_reference SET payload = substr(payload, 1, length(payload) - 1)",
        "UPDATE face_reference SET wrapped = x''",
    ])
    func `somebody else's face put in another's row does not open`(_ change: String) async throws {
        try await file.tamper(change)
        await #expect(throws: StorageError.self) { try await database.references.reference(of: Fixture.person(1)) }
    }
}
