import Foundation

extension MachineReadableZone {
    /// Reads a zone from its printed lines.
    ///
    /// - Parameters:
    ///   - lines: Two or three lines from top to bottom. Surrounding white space is ignored; nothing else is.
    ///   - today: The day of reading. It settles the centuries, which a zone does not print.
    /// - Throws: `MalformedZone` with every reason, when the lines have no zone's shape or alphabet.
    package init(lines printed: [String], readOn today: CalendarDate) throws(MalformedZone) {
        let lines = printed.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        guard let format = ZoneFormat.of(lines: lines), Self.defects(ofShape: lines).isEmpty else {
            throw MalformedZone(reasons: Self.defects(ofShape: lines))
        }
        self.init(ZoneReader(format: format, lines: lines), today: today)
    }

    private static func defects(ofShape lines: [String]) -> [MalformedZone.Reason] {
        var reasons: [MalformedZone.Reason] = []
        let lengths = lines.map(\.count)
        if ZoneFormat.of(lines: lines) == nil || Set(lengths).count != 1 {
            reasons.append(.shape(lineLengths: lengths))
        }
        for (row, line) in lines.enumerated() {
            for (column, character) in line.enumerated() where CheckDigit.compute(String(character)) == nil {
                reasons.append(.character(String(character), line: row + 1, column: column + 1))
            }
        }
        return reasons
    }

    private init(_ reader: ZoneReader, today: CalendarDate) {
        var defects = reader.codeDefects()
        let number = reader.documentNumber()
        if number.text.isEmpty { defects.append(.missingDocumentNumber) }
        let birth = ZoneDate(reader.raw(.dateOfBirth))
        let expiry = ZoneDate(reader.raw(.dateOfExpiry))

        format = reader.format
        lines = reader.lines
        documentCode = reader.text(.documentCode)
        issuingState = reader.text(.issuingState)
        nationality = reader.text(.nationality)
        name = PrintedName.read(reader.raw(.name), defects: &defects)
        documentNumber = number.text
        dateOfBirth = birth.birth(readOn: today)
        sex = reader.sex(defects: &defects)
        dateOfExpiry = expiry.expiry(readOn: today)
        optionalData = number.optionalData
        secondOptionalData = reader.text(.secondOptionalData)
        if birth != .unknown, dateOfBirth == nil { defects.append(.notADate(.dateOfBirth)) }
        if expiry != .unknown, dateOfExpiry == nil { defects.append(.notADate(.dateOfExpiry)) }
        self.defects = defects
        checks = reader.checks(documentNumber: number.check)
    }
}

/// Cuts the lines of a zone into fields. Holds only lines of the format's shape and alphabet.
struct ZoneReader {
    let format: ZoneFormat
    let lines: [String]
    let layout: ZoneLayout
    /// The zone's alphabet is ASCII, so columns are bytes.
    private let bytes: [[UInt8]]

    init(format: ZoneFormat, lines: [String]) {
        self.format = format
        self.lines = lines
        layout = ZoneLayout(format)
        bytes = lines.map { Array($0.utf8) }
    }

    func raw(_ field: ZoneField) -> String { layout.fields[field].map(text(at:)) ?? "" }

    /// The field with fillers at both ends removed and those between turned into spaces.
    func text(_ field: ZoneField) -> String { Self.unfilled(raw(field)) }

    func sex(defects: inout [ZoneDefect]) -> MachineReadableZone.Sex {
        switch raw(.sex) {
        case "M": return .male
        case "F": return .female
        case "<": return .unspecified
        case let other:
            defects.append(.unexpectedSex(other))
            return .unspecified
        }
    }

    func codeDefects() -> [ZoneDefect] {
        var defects: [ZoneDefect] = []
        let allowed: String =
            switch format {
            case .td3: "P"
            case .mrvA, .mrvB: "V"
            case .td1, .td2: "ACI"
            }
        if !allowed.contains(raw(.documentCode).prefix(1)) {
            defects.append(.unexpectedDocumentCode(text(.documentCode)))
        }
        for field in [ZoneField.issuingState, .nationality] where raw(field).contains(where: \.isNumber) {
            defects.append(.digits(in: field))
        }
        return defects
    }

    func checks(documentNumber: CheckDigit.Outcome) -> [MachineReadableZone.FieldCheck] {
        [
            .init(field: .documentNumber, outcome: documentNumber),
            .init(field: .dateOfBirth, outcome: check(.dateOfBirth)),
            .init(field: .dateOfExpiry, outcome: check(.dateOfExpiry)),
            .init(field: .optionalData, outcome: check(.optionalData)),
            .init(field: .composite, outcome: compositeCheck()),
        ]
    }

    func check(_ field: ZoneField) -> CheckDigit.Outcome {
        guard let place = layout.fields[field], let printed = checkCharacter(of: place) else { return .absent }
        let content = text(at: place)
        // An empty field may leave its digit out (Doc 9303-4, 4.2.2.2, note j): a filler there asserts nothing.
        if printed == "<", content.allSatisfy({ $0 == "<" }) { return .absent }
        return CheckDigit.verify(content, printed: printed)
    }

    private func compositeCheck() -> CheckDigit.Outcome {
        guard let place = layout.fields[.composite], let printed = checkCharacter(of: place) else { return .absent }
        return CheckDigit.verify(layout.compositeParts.map(text(at:)).joined(), printed: printed)
    }

    func text(at place: FieldPlace) -> String { String(decoding: bytes[place.line][place.columns], as: UTF8.self) }

    func checkCharacter(of place: FieldPlace) -> Character? {
        place.check.map { Character(Unicode.Scalar(bytes[place.line][$0])) }
    }

    static func unfilled(_ text: String) -> String {
        text.split(separator: "<").joined(separator: " ")
    }
}
