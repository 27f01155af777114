import Foundation
import IdentityDocuments

/// The data page of a specimen passport: ID-3, 125 by 88 mm, with the zone where Doc 9303-4 puts it.
struct SpecimenPage {
    static let width = 125.0
    static let height = 88.0

    let svg: String

    init(_ person: SpecimenPerson, portrait: SpecimenPortrait) throws(UnprintableSpecimen) {
        let lines = try person.zone()
        var drawing = SVG()
        Self.drawGround(&drawing)
        Self.drawHeading(&drawing)
        drawing.rectangle(x: 6, y: 15.5, width: 35, height: 45, fill: "#dfe5e2")
        drawing.picture(portrait, x: 6, y: 15.5, width: 35, height: 45)
        Self.drawFields(of: person, &drawing)
        Self.drawMark(&drawing)
        Self.drawZone(lines, &drawing)
        svg = drawing.document(width: Self.width, height: Self.height)
    }

    /// Waves of our own, too pale to disturb a reader.
    private static func drawGround(_ drawing: inout SVG) {
        drawing.rectangle(x: 0, y: 0, width: width, height: height, fill: "#f2f5ec")
        for wave in 0..<26 {
            let points = stride(from: 0.0, through: width, by: 1.25).map { x in
                SIMD2(x, 3 + Double(wave) * 2.4 + 2.2 * sin(x / 9 + Double(wave) * 0.55) + 0.8 * cos(x / 3.7))
            }
            drawing.path(points, stroke: wave.isMultiple(of: 2) ? "#dbe8e1" : "#e9e4d2", width: 0.22)
        }
        // Not quite white: a page of pure white looks to a camera, and to our own measure, like glare.
        drawing.rectangle(x: 0, y: 64.8, width: width, height: height - 64.8, fill: "#ebebe2")
    }

    private static func drawHeading(_ drawing: inout SVG) {
        drawing.rectangle(x: 0, y: 0, width: width, height: 12.5, fill: "#2f6f73")
        drawing.text("UTOPIA", x: 6, y: 8.4, SVG.Font(size: 5.6, weight: "bold", colour: "#ffffff"))
        drawing.text("Passport · data page", x: 36, y: 8.1, SVG.Font(size: 3, colour: "#e4f0ee"))
        drawing.rectangle(x: 83.5, y: 2.4, width: 36, height: 7.7, fill: "#ffffff", stroke: "#b3261e", radius: 1)
        drawing.text("SPECIMEN", x: 86, y: 8.2, SVG.Font(size: 5.4, weight: "bold", colour: "#b3261e"))
    }

    private static func drawFields(of person: SpecimenPerson, _ drawing: inout SVG) {
        let left = 46.0
        let middle = 72.0
        let right = 98.0
        let rows: [(y: Double, fields: [(x: Double, label: String, value: String)])] = [
            (18, [(left, "Type", "P"), (middle, "Issuing State", "UTO"), (right, "Passport number", person.number)]),
            (26.5, [(left, "Surname", person.surname)]),
            (35, [(left, "Given names", person.givenNames)]),
            (
                43.5,
                [
                    (left, "Date of birth", printed(person.dateOfBirth)), (middle, "Sex", person.sex.rawValue),
                    (right, "Nationality", person.nationality),
                ]
            ),
            (
                52,
                [
                    (left, "Date of issue", printed(person.dateOfIssue)),
                    (middle, "Date of expiry", printed(person.dateOfExpiry)), (right, "Authority", "Nobody"),
                ]
            ),
        ]
        for row in rows {
            for (index, field) in row.fields.enumerated() {
                let end = index + 1 < row.fields.count ? row.fields[index + 1].x : width - 4
                drawing.text(field.label, x: field.x, y: row.y, SVG.Font(size: 1.9, colour: "#4d6670"))
                drawing.text(
                    field.value, x: field.x, y: row.y + 3.9,
                    SVG.Font(size: fitting(field.value, into: end - field.x - 1), weight: "bold"))
            }
        }
        drawing.text(
            "Not a real document. Made for tests and demonstrations; proves nothing about anybody.", x: left, y: 61.6,
            SVG.Font(size: 1.65, colour: "#b3261e"))
    }

    /// Across the fields and the edge of the portrait, so that no crop of the page loses it.
    private static func drawMark(_ drawing: inout SVG) {
        drawing.text(
            "SPECIMEN", x: 37, y: 62, SVG.Font(size: 15, weight: "bold", colour: "#b3261e", opacity: 0.13), turned: -24)
    }

    /// OCR-B at its standard pitch: each character is placed for itself, as no font's own advance is trusted.
    private static func drawZone(_ lines: [String], _ drawing: inout SVG) {
        let pitch = 2.54
        let left = (width - 44 * pitch) / 2
        // The glyphs are 0.723 em wide and the capitals 0.701 em high.
        let size = pitch / 0.723
        let font = SVG.Font(size: size, family: SVGRenderer.zoneFont, colour: "#101010")
        // Centre lines of the two lines above the lower edge (Doc 9303-4, 4.2.1).
        for (line, centre) in zip(lines, [15.75, 9.4]) {
            for (column, character) in line.enumerated() {
                drawing.text(
                    String(character), x: left + Double(column) * pitch, y: height - centre + 0.701 * size / 2, font)
            }
        }
    }

    private static func printed(_ date: CalendarDate) -> String {
        let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
        return String(format: "%02d %@ %04d", date.day, months[date.month - 1], date.year)
    }

    /// A size at which bold text of average width fits.
    private static func fitting(_ text: String, into room: Double) -> Double {
        min(3.4, room / (0.78 * Double(max(text.count, 1))))
    }
}
