/// The five layouts of a machine readable zone (Doc 9303 parts 4 to 7).
package enum ZoneFormat: String, Sendable, Codable, CaseIterable {
    /// Cards: three lines of 30 (part 5).
    case td1
    /// Cards: two lines of 36 (part 6).
    case td2
    /// Passport booklets: two lines of 44 (part 4).
    case td3
    /// Visas, full size: two lines of 44 (part 7).
    case mrvA
    /// Visas, small: two lines of 36 (part 7).
    case mrvB

    package var lineCount: Int { self == .td1 ? 3 : 2 }

    package var lineLength: Int {
        switch self {
        case .td1: 30
        case .td2, .mrvB: 36
        case .td3, .mrvA: 44
        }
    }

    /// The format of lines of this shape. Visas have the shape of the other documents and start with `V`.
    package static func of(lines: [String]) -> ZoneFormat? {
        let visa = lines.first?.hasPrefix("V") ?? false
        switch (lines.count, lines.first?.count ?? 0) {
        case (3, 30): return .td1
        case (2, 36): return visa ? .mrvB : .td2
        case (2, 44): return visa ? .mrvA : .td3
        default: return nil
        }
    }
}

/// The parts of a zone, in the order in which results about them are given.
package enum ZoneField: String, Sendable, Codable, CaseIterable {
    case documentCode, issuingState, name, documentNumber, nationality, dateOfBirth, sex, dateOfExpiry
    case optionalData, secondOptionalData, composite
}

/// Where one field stands: line and columns counted from 0, and the column of its check digit if it has one.
struct FieldPlace {
    let line: Int
    let columns: Range<Int>
    var check: Int?

    init(_ line: Int, _ columns: Range<Int>, check: Int? = nil) {
        self.line = line
        self.columns = columns
        self.check = check
    }
}

/// The places of all fields of one format.
struct ZoneLayout {
    let fields: [ZoneField: FieldPlace]
    /// The pieces the composite check digit runs over, in order; empty for visas, which have none.
    let compositeParts: [FieldPlace]
    /// Whether a document number of more than nine characters may run on into the optional data.
    let allowsLongNumber: Bool

    init(_ format: ZoneFormat) {
        switch format {
        case .td1: self = .td1
        case .td2: self = .twoLines(width: 36, optionalEnd: 35, composite: true)
        case .td3: self = .td3
        case .mrvA: self = .twoLines(width: 44, optionalEnd: 44, composite: false)
        case .mrvB: self = .twoLines(width: 36, optionalEnd: 36, composite: false)
        }
    }

    private init(_ fields: [ZoneField: FieldPlace], composite: [FieldPlace], allowsLongNumber: Bool) {
        self.fields = fields
        compositeParts = composite
        self.allowsLongNumber = allowsLongNumber
    }

    private static var td1: ZoneLayout {
        ZoneLayout(
            [
                .documentCode: FieldPlace(0, 0..<2), .issuingState: FieldPlace(0, 2..<5),
                .documentNumber: FieldPlace(0, 5..<14, check: 14), .optionalData: FieldPlace(0, 15..<30),
                .dateOfBirth: FieldPlace(1, 0..<6, check: 6), .sex: FieldPlace(1, 7..<8),
                .dateOfExpiry: FieldPlace(1, 8..<14, check: 14), .nationality: FieldPlace(1, 15..<18),
                .secondOptionalData: FieldPlace(1, 18..<29), .composite: FieldPlace(1, 29..<29, check: 29),
                .name: FieldPlace(2, 0..<30),
            ],
            composite: [FieldPlace(0, 5..<30), FieldPlace(1, 0..<7), FieldPlace(1, 8..<15), FieldPlace(1, 18..<29)],
            allowsLongNumber: true)
    }

    private static var td3: ZoneLayout {
        var fields = twoLines(width: 44, optionalEnd: 42, composite: true).fields
        // Only the passport guards its optional data ("personal number") with a digit of its own.
        fields[.optionalData] = secondLine(28..<42, check: 42)
        return ZoneLayout(
            fields, composite: [secondLine(0..<10), secondLine(13..<20), secondLine(21..<43)], allowsLongNumber: false)
    }

    private static func twoLines(width: Int, optionalEnd: Int, composite: Bool) -> ZoneLayout {
        var fields: [ZoneField: FieldPlace] = [
            .documentCode: FieldPlace(0, 0..<2), .issuingState: FieldPlace(0, 2..<5),
            .name: FieldPlace(0, 5..<width), .documentNumber: secondLine(0..<9, check: 9),
            .nationality: secondLine(10..<13), .dateOfBirth: secondLine(13..<19, check: 19),
            .sex: secondLine(20..<21), .dateOfExpiry: secondLine(21..<27, check: 27),
            .optionalData: secondLine(28..<optionalEnd),
        ]
        if composite { fields[.composite] = secondLine((width - 1)..<(width - 1), check: width - 1) }
        return ZoneLayout(
            fields, composite: composite ? [secondLine(0..<10), secondLine(13..<20), secondLine(21..<35)] : [],
            allowsLongNumber: composite)
    }

    private static func secondLine(_ columns: Range<Int>, check: Int? = nil) -> FieldPlace {
        FieldPlace(1, columns, check: check)
    }
}
