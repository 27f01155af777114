import ClaimsMatching
import Testing

@Suite("Whole names")
struct WholeNameTests {
    private func decision(_ document: DocumentClaims, _ directory: DirectoryClaims) -> MatchResult {
        ClaimsMatcher().match(document: document, directory: directory)
    }

    @Test("in opposite order still agree, one level lower")
    func swap() {
        let result = decision(document("MINH ANH", "NGUYEN"), account("Nguyen", "Minh Anh"))
        #expect(result.level(of: .surname) == .equivalent)
        #expect(result.level(of: .givenName) == .equivalent)
        #expect(result.codes.contains("name.orderSwap"))
        #expect(result.decision == .approve)
    }

    @Test("with a middle name in the wrong field still agree")
    func moved() {
        let result = decision(document("ANNA MARIA", "ERIKSSON"), account("Anna", "Maria Eriksson"))
        #expect(result.codes.contains("name.slotsMoved"))
        #expect(result.decision == .approve)
    }

    @Test("in one field of the document are split where they fit")
    func singleField() {
        let result = decision(document("", "SATRIYA SUDARPA"), account("Satriya", "Sudarpa"))
        #expect(result.codes.contains("name.singleField"))
        #expect(result.decision == .approve)
    }

    @Test(
        "with given names in another order are never approved: twins are named so",
        arguments: [
            ("MARIA JOSE", "SILVA", "José Maria", "Silva", nil),
            ("JUAN CARLOS", "IACOVELLI", nil, nil, "Carlos Juan Iacovelli"),
            ("", "JUAN CARLOS IACOVELLI", nil, nil, "Carlos Juan Iacovelli"),
            ("", "JUAN CARLOS IACOVELLI", nil, nil, "Iacovelli, Carlos Juan"),
            ("", "JUAN CARLOS IACOVELLI", "Carlos Juan", "Iacovelli", "Carlos Juan Iacovelli"),
            ("", "IACOVELLI JUAN CARLOS", "Carlos Juan", "Iacovelli", nil),
            ("", "IACOVELLI JUAN CARLOS", nil, nil, "Carlos Juan Iacovelli"),
            ("", "IACOVELLI JUAN CARLOS", nil, nil, "Iacovelli Carlos Juan"),
            ("IACOVELLI", "JUAN CARLOS", "Carlos Juan", "Iacovelli", nil),
        ] as [(String, String, String?, String?, String?)])
    func orderThatTells(printedGiven: String, printed: String, given: String?, surname: String?, display: String?) {
        let result = decision(document(printedGiven, printed), account(given, surname, display: display))
        #expect(result.decision == .review)
    }

    @Test(
        "that say whose child somebody is are not read the other way round",
        arguments: [("HASSAN", "BIN ALI", "Ali", "bin Hassan"), ("MAIRE", "NI BRIAN", "Brian", "Ni Maire")])
    func patronymics(printedGiven: String, printed: String, given: String, surname: String) {
        for display in [nil, "\(given) \(surname)"] {
            let result = decision(document(printedGiven, printed), account(given, surname, display: display))
            #expect(result.decision != .approve)
        }
    }

    @Test(
        "are not approved without a word that cannot be written in the letters of the other side",
        arguments: [
            ("ANNA", "ERIKSSON", "Anna 美玲", "Eriksson"), ("ANNA", "ERIKSSON", "Anna", "Eriksson 美"),
            ("DANA", "MXHMD", "دانا ڤیان", "محمد"), ("MXHMD", "ERIKSSON", "محمد كـريم", "Eriksson"),
            ("محمد", "ERIKSSON", "محمد ڤیان", "Eriksson"),
        ])
    func unwritable(printedGiven: String, printed: String, given: String, surname: String) {
        #expect(decision(document(printedGiven, printed), account(given, surname)).decision != .approve)
    }

    @Test("are the same whether or not a line was stretched in writing")
    func tatweel() {
        let result = decision(document("ANNA", "محمد"), account("Anna", "محـــمد"))
        #expect(result.level(of: .surname) == .identical)
    }

    @Test(
        "with particles behind the surname or the given names agree, as Dutch directories sort them",
        arguments: [
            ("Denise", "Meer van der", nil), (nil, nil, "Meer van der, Denise"), (nil, nil, "Meer, Denise van der"),
            ("Denise van der", "Meer", nil), (nil, nil, "Meer van der Denise"),
        ] as [(String?, String?, String?)])
    func particlesBehind(given: String?, surname: String?, display: String?) {
        let result = decision(document("DENISE", "VAN DER MEER"), account(given, surname, display: display))
        #expect(result.decision == .approve)
    }

    @Test("of a single word are never approved: half of the evidence is missing")
    func mononym() {
        let result = decision(document("", "ARKFREITH"), account(nil, "Arkfreith"))
        #expect(result.level(of: .surname) == .identical)
        #expect(result.code(.givenName) == "given.missing.document")
        #expect(result.decision == .review)
    }

    @Test(
        "are found in display names",
        arguments: [
            "Anna Eriksson", "Eriksson, Anna", "ERIKSSON, Anna (External)", "Dr. Anna Eriksson",
            "Prof. Dr. Anna Eriksson",
            "Anna Eriksson, PhD", "Anna \"Eriksson", "Eriksson Anna", "Anna Eriksson [ext]", "Anna \"Annie\" Eriksson",
            "Mrs Anna Eriksson MBA",
            "Eriksson, Dr. Anna", "Anna Eriksson (Анна Ерикссон)", "Anna\u{200B} Eri\u{00AD}ksson", "Ａｎｎａ　Ｅｒｉｋｓｓｏｎ",
        ])
    func display(name: String) {
        let result = decision(document("ANNA MARIA", "ERIKSSON"), account(nil, nil, display: name))
        #expect(result.decision == .approve)
        #expect(result.codes.contains("name.fromDisplayName"))
    }

    @Test(
        "in display names hide no word that the document does not explain",
        arguments: [
            "Anna Svensson", "Anna Karin Eriksson", "Eriksson, Karin", "Anna", "Anna Eriksson Sales", "A. Eriksson",
            "Anna Eriksson \"Svensson", "(Anna Eriksson)", "Karin Eriksson, PhD", "Service Desk", "Eriksson,",
        ])
    func displayRefused(name: String) {
        #expect(decision(document("ANNA MARIA", "ERIKSSON"), account(nil, nil, display: name)).decision != .approve)
    }

    @Test("keep an honorific that is a name when nothing else is left")
    func honorificNames() {
        #expect(decision(document("DON", "JUDGE"), account("Don", "Judge")).decision == .approve)
        #expect(decision(document("DON", "JUDGE"), account(nil, nil, display: "Don Judge")).decision == .approve)
    }

    @Test("with different generation suffixes never approve")
    func suffixes() {
        let conflict = decision(document("JOHN", "SMITH JR"), account("John", "Smith", display: "John Smith Sr."))
        #expect(conflict.decision == .review)
        #expect(conflict.codes.contains("suffix.conflict"))
        let same = decision(document("JOHN", "SMITH JR"), account("John", "Smith", display: "John Smith, Junior"))
        #expect(same.decision == .approve)
        let oneSide = decision(document("JOHN", "SMITH"), account("John", "Smith III"))
        #expect(oneSide.codes.contains("suffix.oneSide"))
        #expect(oneSide.decision == .approve)
    }

    @Test(
        "that mix scripts are flagged and never approve",
        arguments: [
            ("Аnna", "Eriksson", nil), ("Anna", "Еriksson", nil), ("Anna", "Erikssοn", nil),
            ("Anna", "Eriksson", "Аnna Eriksson"),
            ("Anna", "Ерикссон", nil), ("Ɑnna", "Eriksson", nil), ("Anna", "Eriksson", "Anna Ерикссон"),
            ("Αnna", "Eriksson", nil), ("Anna", "Erikssօn", nil),
        ] as [(String, String, String?)])
    func homoglyphs(given: String, surname: String, display: String?) {
        let result = decision(document("ANNA", "ERIKSSON"), account(given, surname, display: display))
        #expect(result.decision != .approve)
        #expect(given == "Ɑnna" || result.codes.contains("flag.mixedScript"))
    }

    @Test("that leave no room for given names on the document never approve")
    func truncatedSurname() {
        let result = decision(
            document("", "BENNELONG WOOLOOMOOLOO", truncated: true), account("Bennelong", "Wooloomooloo"))
        #expect(result.codes.contains("flag.truncatedSurnameOnly"))
        #expect(result.decision == .review)
    }

    @Test("in a script that cannot be compared are referred, not rejected")
    func otherScript() {
        let result = decision(document("TARO", "TANAKA"), account("太郎", "田中"))
        #expect(result.decision == .review)
        #expect(result.codes.isSuperset(of: ["given.notComparable", "surname.notComparable"]))
    }
}
