import ClaimsMatching
import Foundation
import Testing

@Suite("Name tables")
struct NameTablesTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

    /// Loads a file of these lines, which must be in the order of their bytes.
    private func tables(_ lines: [String], head: String = "countersign-names 3 abc") throws -> NameTables {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = ([head] + lines).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: folder.appending(path: "names.txt"))
        return try NameTables.load(from: folder.path)
    }

    private func given(_ printed: String, _ recorded: String, _ tables: NameTables) -> String {
        ClaimsMatcher(tables: tables)
            .match(document: document(printed, "SMITH"), directory: account(recorded, "Smith")).code(.givenName)
    }

    @Test("find short forms, and no second step from them")
    func shortForms() throws {
        let tables = try tables(["=1\tbob rob robert", "bob\ts1", "rob\ts1", "robert\tf1"])
        #expect(tables.version == "abc")
        #expect(given("ROBERT", "Bob", tables) == "given.nickname")
        #expect(given("BOB", "Robert", tables) == "given.nickname")
        #expect(given("BOB", "Rob", tables) == "given.nearMiss")
        #expect(given("ZOE", "Bob", tables) == "given.conflict")
        #expect(given("AARON", "Bob", tables) == "given.conflict")
    }

    @Test("a short form that is a name of its own may be somebody else")
    func ownNames() throws {
        let tables = try tables(["em\ts1", "emily\tf1", "emma\to1"])
        #expect(given("EMILY", "Em", tables) == "given.nickname")
        #expect(given("EMILY", "Emma", tables) == "given.nearMiss")
        #expect(given("EMMA", "Em", tables) == "given.nearMiss")
    }

    @Test("spellings of one name are listed, or vouched for; others are near")
    func spellings() throws {
        let tables = try tables(["eric\tv7", "erica\tv7", "erich\tv7", "erik\tv7", "john\tw8", "jon\tw8"])
        #expect(given("ERIC", "Erik", tables) == "given.variant")
        #expect(given("ERIC", "Erica", tables) == "given.nearMiss")
        #expect(given("ERIC", "Erich", tables) == "given.nearMiss")
        #expect(given("JOHN", "Jon", tables) == "given.variant")
    }

    @Test("absent tables leave nicknames to a reviewer, and say so in the result")
    func absent() throws {
        let tables = try NameTables.load(from: folder.path)
        let result = ClaimsMatcher(tables: tables)
            .match(document: document("ROBERT", "SMITH"), directory: account("Bob", "Smith"))
        #expect(result.decision == .review)
        #expect(result.tablesVersion == "none")
    }

    @Test("another file in their place is refused", arguments: ["", "bob\ts1", "countersign-names 2 abc"])
    func refused(head: String) throws {
        #expect(throws: (any Error).self) { try tables(["bob\ts1"], head: head) }
    }
}
