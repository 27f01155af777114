/// How ICU reads each sign of Han in Mandarin, without tones.
///
/// ICU takes five microseconds for a sign, too long for a hostile name of hundreds. All are read once, which takes a fifth
/// of a second: on a thread of its own where name tables are loaded, or when the first sign is met.
enum HanReadings {
    static func of(_ sign: Unicode.Scalar) -> ArraySlice<UInt8> {
        guard signs.contains(sign.value) else { return [] }
        let place = Int(sign.value - signs.lowerBound)
        return table.letters[Int(table.starts[place])..<Int(table.starts[place + 1])]
    }

    /// Whether each sign has a reading: without it the word would be another name.
    static func reads(_ word: String) -> Bool { word.unicodeScalars.allSatisfy { !of($0).isEmpty } }

    static func prepare() { _ = table }

    /// The unified ideographs. Their extensions hardly have readings.
    private static let signs: Range<UInt32> = 0x4E00..<0xA000
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
