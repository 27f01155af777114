/// How ICU reads each sign of Han in Mandarin, without tones.
///
/// ICU takes five microseconds for a sign, too long for a hostile name of hundreds. All are read once, a tenth of a second
/// when the first of them is met.
enum HanReadings {
    static func of(_ sign: Unicode.Scalar) -> ArraySlice<UInt8> {
        guard signs.contains(sign.value) else { return [] }
        let place = Int(sign.value - signs.lowerBound)
        return table.letters[Int(table.starts[place])..<Int(table.starts[place + 1])]
    }

    /// Unified ideographs and their first extension; the later ones are in nobody's name that a passport could print.
    private static let signs: Range<UInt32> = 0x3400..<0xA000
    private static let chunk = 256

    private static let table: (letters: [UInt8], starts: [UInt32]) = {
        var letters: [UInt8] = []
        var starts: [UInt32] = [0]
        for start in stride(from: signs.lowerBound, to: signs.upperBound, by: chunk) {
            let values = start..<min(start + UInt32(chunk), signs.upperBound)
            let lines = values.map { Unicode.Scalar($0).map { String($0) } ?? "" }.joined(separator: "\n")
            for line in Romanisation.transformed(lines).split(separator: "\n", omittingEmptySubsequences: false) {
                letters += Romanisation.plain(String(line))
                starts.append(UInt32(letters.count))
            }
        }
        return (letters, starts)
    }()
}
