import ClaimsMatching
import Testing

/// A document and an account of two people who might well be born on one day: twins, siblings, cousins, father and son.
struct TwoPeople: Sendable, CustomTestStringConvertible {
    let printed: (given: String, surname: String)
    let account: DirectoryClaims

    init(_ printedGiven: String, _ printed: String, _ given: String?, _ surname: String?, _ display: String? = nil) {
        self.printed = (printedGiven, printed)
        account = ClaimsMatchingTests.account(given, surname, display: display)
    }

    var testDescription: String {
        "\(printed.given) \(printed.surname) / \(account.givenName ?? "") \(account.surname ?? "") / \(account.displayName ?? "")"
    }
}

/// The tables that script/bootstrap makes.
enum InstalledTables {
    static let tables: NameTables? = (try? NameTables.load(from: ".tables")).flatMap { $0.version == "none" ? nil : $0 }
}

@Suite(
    "Two people of one birthday are not taken for one another",
    .enabled(if: InstalledTables.tables != nil, "name tables absent"))
struct WrongPersonTests {
    private func decision(_ row: TwoPeople) throws -> MatchDecision {
        let matcher = ClaimsMatcher(tables: try #require(InstalledTables.tables))
        return matcher.match(document: document(row.printed.given, row.printed.surname), directory: row.account)
            .decision
    }

    @Test(
        "by a display name that leaves out what the record says",
        arguments: [
            TwoPeople("Maria Theresia", "Schmidt", "Maria Anna", "Schmidt", "Maria Schmidt"),
            TwoPeople("Ivan Petrovich", "Ivanov", "Ivan Sergeevich", "Ivanov", "Ivan Ivanov"),
            TwoPeople("Muhammad Hassan", "Khan", "Muhammad Hussain", "Khan", "Muhammad Khan"),
            TwoPeople("Ji Won", "Kim", "Ji Min", "Kim", "Kim, Ji"),
            TwoPeople("Juan", "Lopez Perez", "Juan", "Lopez Garcia", "Juan Lopez"),
            TwoPeople("Maria", "Schmidt", "Anna", "Schmidt", "Maria Schmidt"),
            TwoPeople("Maria", "Schmidt", "Anna", "Meier", "Maria Schmidt"),
        ])
    func displayWithoutRecord(row: TwoPeople) throws { #expect(try decision(row) != .approve) }

    @Test(
        "by a display name that has another word",
        arguments: [
            TwoPeople("Juan", "Lopez Garcia", "Juan", "Lopez", "Juan Lopez Perez"),
            TwoPeople("Juan Carlos", "Lopez", "Juan", "Lopez", "Juan L. Lopez"),
            TwoPeople("Juan Carlos", "Lopez", "Juan", "Lopez", "Juan J. Lopez"),
            TwoPeople("Ana Luisa", "Martinez", "Ana", "Martinez", "Ana M. Martinez"),
            TwoPeople("Nurul Syafiqah", "Hassan", "Nurul", "Hassan", "Nurul Syafirah Hassan"),
            TwoPeople("Ana Julia", "Lopez", "Ana", "Lopez", "Ana Juliana Lopez"),
            TwoPeople("Anna Magdalena", "Schmidt", "Anna M", "Schmidt", "Anna Maria Schmidt"),
            TwoPeople("Ngoc Anh", "Nguyen", "Anh", "Nguyen", "Nguyen Van Anh"),
            TwoPeople("John Paul", "Smith", "John", "Smith", "John Ben Smith"),
            TwoPeople("Da Hyun", "Kim", "Hyun", "Kim", "Kim Do Hyun"),
            TwoPeople("Juan Carlos", "Lopez", nil, "Juan Lopez", "Juan Pablo Lopez"),
        ])
    func displayWithMore(row: TwoPeople) throws { #expect(try decision(row) != .approve) }

    @Test(
        "by reading given names as a surname",
        arguments: [
            TwoPeople("", "Kim Da Hyun", "Do Hyun", "Kim"), TwoPeople("Kim", "Da-Hyun", "Do-Hyun", "Kim"),
            TwoPeople("", "Nguyen Ngoc Anh", "Van Anh", "Nguyen"), TwoPeople("", "Novak Martin", "Martina", "Novak"),
            TwoPeople("Smith", "Martin", "Martina", "Smith"), TwoPeople("", "Cohen Michal", "Michael", "Cohen"),
            TwoPeople("Schmidt", "Anna Maria", "Maria Anna", "Schmidt", "Schmidt Maria Anna"),
            TwoPeople("Schmidt", "Anna Maria", nil, nil, "Schmidt Maria Anna"),
            TwoPeople("Kim", "Da Hyun", nil, nil, "Kim Do Hyun"),
        ])
    func guessedSlot(row: TwoPeople) throws { #expect(try decision(row) != .approve) }

    @Test(
        "by fields in each other's place and half of a name",
        arguments: [
            TwoPeople("Michael James", "Scott", "Scott", "James"), TwoPeople("Thomas Henry", "James", "James", "Henry"),
            TwoPeople("Omar Hassan", "Ali", "Ali", "Hassan"), TwoPeople("Jose Antonio", "Martin", "Martin", "Antonio"),
            TwoPeople("Carlos", "Juan Lopez", "Juan", "Carlos"),
            TwoPeople("", "Michael James Scott", "Michael", "James"),
            TwoPeople("", "Ahmed Mohamed Ali", "Ahmed", "Mohamed"),
        ])
    func halfSwapped(row: TwoPeople) throws { #expect(try decision(row) != .approve) }

    @Test(
        "by particles that contradict each other",
        arguments: [
            TwoPeople("Noor", "binti Hassan", "Noor", "bin Hassan"), TwoPeople("Ali", "bin Hassan", "Ali", "al Hassan"),
            TwoPeople("Nur Aisyah", "binti Hassan", "Nur", "bin Hassan"),
            TwoPeople("Jan", "van der Berg", "Jan", "ten Berg"),
        ])
    func particles(row: TwoPeople) throws { #expect(try decision(row) != .approve) }

    @Test(
        "by the other ending of a surname and a name that both might go by",
        arguments: [
            TwoPeople("Alexandra", "Ivanova", "Alex", "Ivanov"), TwoPeople("Samantha", "Novakova", "Sam", "Novak"),
            TwoPeople("Christina", "Novakova", "Chris", "Novak"),
            TwoPeople("Alexandra", "Kowalska", "Alex", "Kowalski"),
        ])
    func genderEnding(row: TwoPeople) throws { #expect(try decision(row) != .approve) }

    @Test(
        "by names that differ in the ending that tells a sister from a brother, or in one vowel of a short name",
        arguments: [
            TwoPeople("Renata", "Kowalski", "Renato", "Kowalski"), TwoPeople("Kyle", "Walker", "Kyla", "Walker"),
            TwoPeople("Candido", "Rossi", "Candida", "Rossi"), TwoPeople("Fiorello", "Rossi", "Fiorella", "Rossi"),
            TwoPeople("Malik", "Khan", "Malika", "Khan"), TwoPeople("Hung", "Nguyen", "Hong", "Nguyen"),
            TwoPeople("Mei Lin", "Chen", "Mai Lan", "Chen"), TwoPeople("Ji Sang", "Kim", "Ji Sung", "Kim"),
        ])
    func endings(row: TwoPeople) throws { #expect(try decision(row) != .approve) }

    @Test(
        "by a list that calls names of two alphabets the same",
        arguments: [
            TwoPeople("Ahmad", "Petrov", "Кристиан", "Петров"), TwoPeople("Renata", "Petrov", "Ренато", "Петров"),
            TwoPeople("Ђана", "Петровић", "Дана", "Петровић"), TwoPeople("Марко", "Шарић", "Марко", "Сарић"),
            TwoPeople("Ольга", "Гусев", "Ольга", "Хусев"),
        ])
    func alphabets(row: TwoPeople) throws { #expect(try decision(row) != .approve) }

    @Test("by an initial that is all a full name field left of the given names", arguments: ["Jana", "Julia"])
    func onlyAnInitial(given: String) throws {
        let matcher = ClaimsMatcher(tables: try #require(InstalledTables.tables))
        let result = matcher.match(
            document: document("J", "BENNELONG WOOLOOMOOLOO WARRANDYTE", truncated: true),
            directory: account(given, "Bennelong Wooloomooloo Warrandyte"))
        #expect(result.decision != .approve)
    }

    @Test(
        "and the right one still passes",
        arguments: [
            TwoPeople("Robert", "Marlowe", "Bob", "Marlowe", "Bob Marlowe"),
            TwoPeople("Maria Anna", "Schmidt", "Maria", "Schmidt", "Maria Schmidt"),
            TwoPeople("Maria Anna", "Schmidt", "Maria", "Schmidt", "Maria A. Schmidt"),
            TwoPeople("Maria Anna", "Schmidt", "Maria Anna", "Schmidt", "Maria Schmidt"),
            TwoPeople("Jan", "van der Meer", "Jan", "Meer", "Jan van der Meer"),
            TwoPeople("Jan", "van der Meer", "Jan", "Vandermeer", "Jan Vandermeer"),
            TwoPeople("Jan", "van der Meer", nil, nil, "Meer, Jan van der"),
            TwoPeople("Juan", "Lopez Garcia", "Juan", "Lopez", "Juan Lopez"),
            TwoPeople("Juan", "Lopez Garcia", "Juan", "Lopez Garcia", "Juan Lopez (Sales)"),
            TwoPeople("Olga", "Ivanova", "Olga", "Ivanov", "Olga Ivanov"),
            TwoPeople("Nguyen", "Minh Anh", "Minh Anh", "Nguyen"),
            TwoPeople("", "Satriya Sudarpa", "Satriya", "Sudarpa"),
            TwoPeople("Yuri", "Gagarin", "Юрий", "Гагарин"), TwoPeople("Anna", "Ivanova", "Анна", "Иванова"),
            TwoPeople("Mohammed", "Walker", "Muhammad", "Walker"), TwoPeople("Ann", "Walker", "Anne", "Walker"),
            TwoPeople("Taro", "Tanaka", "太郎", "田中", "Taro Tanaka"),
        ])
    func rightPerson(row: TwoPeople) throws { #expect(try decision(row) == .approve) }
}
