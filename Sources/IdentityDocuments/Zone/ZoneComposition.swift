/// What to print in a zone. Names are given as people write them, in any script the tables of Doc 9303-3 cover.
package struct ZoneContent: Sendable {
    package var documentCode: String
    package var issuingState: String
    package var surname: String
    package var givenNames: String
    package var documentNumber: String
    package var nationality: String
    package var dateOfBirth: PartialDate?
    package var sex: MachineReadableZone.Sex
    package var dateOfExpiry: CalendarDate?
    package var optionalData: String

    package init(
        documentCode: String, issuingState: String, surname: String, givenNames: String, documentNumber: String,
        nationality: String, dateOfBirth: PartialDate?, sex: MachineReadableZone.Sex, dateOfExpiry: CalendarDate?,
        optionalData: String = ""
    ) {
        self.documentCode = documentCode
        self.issuingState = issuingState
        self.surname = surname
        self.givenNames = givenNames
        self.documentNumber = documentNumber
        self.nationality = nationality
        self.dateOfBirth = dateOfBirth
        self.sex = sex
        self.dateOfExpiry = dateOfExpiry
        self.optionalData = optionalData
    }
}

/// Why a zone cannot be printed. All reasons are given at once.
package struct UnprintableZone: Error, Sendable, Equatable {
    package enum Reason: Sendable, Hashable {
        case tooLong(ZoneField, limit: Int)
        case missing(ZoneField)
        /// Characters outside the zone's alphabet and the transliteration tables.
        case characters(ZoneField, [String])
    }

    package let reasons: [Reason]

    package init(reasons: [Reason]) { self.reasons = reasons }
}

extension MachineReadableZone {
    /// Prints the lines of a zone, with transliteration, truncation of names and all check digits.
    ///
    /// Numbers of more than nine characters are not printed on cards: no specimen needs one.
    package static func compose(
        _ content: ZoneContent, as format: ZoneFormat
    ) throws(UnprintableZone) -> [String] {
        var printer = ZonePrinter(format: format)
        printer.printName(of: content)
        printer.print(content.documentCode, in: .documentCode, required: true)
        printer.print(content.issuingState, in: .issuingState, required: true)
        printer.print(content.documentNumber, in: .documentNumber, required: true)
        printer.print(content.nationality, in: .nationality, required: true)
        printer.print(ZonePrinter.digits(content.dateOfBirth), in: .dateOfBirth)
        printer.print(content.sex == .female ? "F" : content.sex == .male ? "M" : "", in: .sex)
        printer.print(ZonePrinter.digits(content.dateOfExpiry.map(PartialDate.init)), in: .dateOfExpiry)
        printer.print(content.optionalData, in: .optionalData)
        printer.printCompositeCheck()
        guard printer.problems.isEmpty else { throw UnprintableZone(reasons: printer.problems) }
        return printer.lines
    }
}

/// Lines of fillers into which fields are printed one after another, each with its check digit.
private struct ZonePrinter {
    private let layout: ZoneLayout
    private var cells: [[Character]]
    private(set) var problems: [UnprintableZone.Reason] = []

    init(format: ZoneFormat) {
        layout = ZoneLayout(format)
        cells = Array(repeating: Array(repeating: "<", count: format.lineLength), count: format.lineCount)
    }

    var lines: [String] { cells.map { String($0) } }

    mutating func print(_ text: String, in field: ZoneField, required: Bool = false) {
        guard let place = layout.fields[field] else { return }
        let printed = text.uppercased().map { $0 == " " ? "<" : $0 }
        if required, printed.isEmpty { problems.append(.missing(field)) }
        let foreign = printed.filter { CheckDigit.compute(String($0)) == nil }
        if !foreign.isEmpty { problems.append(.characters(field, foreign.map(String.init))) }
        if printed.count > place.columns.count { problems.append(.tooLong(field, limit: place.columns.count)) }
        for (column, character) in zip(place.columns, printed) { cells[place.line][column] = character }
        if let check = place.check { printCheck(over: [place], at: check, line: place.line) }
    }

    mutating func printName(of content: ZoneContent) {
        var parts: [[String]] = []
        for name in [content.surname, content.givenNames] {
            do {
                parts.append(
                    try Transliteration.machineReadable(name, issuingState: content.issuingState)
                        .split(separator: " ").map(String.init))
            } catch {
                problems.append(.characters(.name, error.characters))
                return
            }
        }
        // Someone with one name prints it as the primary identifier (Doc 9303-3, 4.6).
        let primary = parts[0].isEmpty ? parts[1] : parts[0]
        let secondary = parts[0].isEmpty ? [] : parts[1]
        guard let place = layout.fields[.name], !primary.isEmpty else {
            problems.append(.missing(.name))
            return
        }
        let field = NameTruncation.field(primary: primary, secondary: secondary, width: place.columns.count)
        for (column, character) in zip(place.columns, field) { cells[place.line][column] = character }
    }

    mutating func printCompositeCheck() {
        guard let place = layout.fields[.composite], let check = place.check else { return }
        printCheck(over: layout.compositeParts, at: check, line: place.line)
    }

    private mutating func printCheck(over parts: [FieldPlace], at column: Int, line: Int) {
        let text = String(parts.flatMap { cells[$0.line][$0.columns] })
        if let digit = CheckDigit.compute(text) { cells[line][column] = Character(String(digit)) }
    }

    static func digits(_ date: PartialDate?) -> String {
        guard let date else { return "<<<<<<" }
        let parts = [date.year % 100, date.month, date.day]
        return parts.map { $0.map { PartialDate.padded($0, to: 2) } ?? "<<" }.joined()
    }
}
