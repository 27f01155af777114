extension ZoneReader {
    /// The document number, its check, and what is left of the optional data.
    ///
    /// Cards whose number has more than nine characters print a filler instead of the check digit and continue the
    /// number at the start of the optional data; its last character before a filler is the check digit
    /// (Doc 9303-5, 4.2.2, note j; 9303-6, 4.2.2, note j).
    func documentNumber() -> (text: String, optionalData: String, check: CheckDigit.Outcome) {
        let short = raw(.documentNumber)
        let optional = raw(.optionalData)
        guard layout.allowsLongNumber, let place = layout.fields[.documentNumber], checkCharacter(of: place) == "<",
            !short.contains("<"), let tail = optional.split(separator: "<").first, optional.hasPrefix(tail),
            tail.count >= 2, let printed = tail.last
        else {
            return (Self.number(short), Self.unfilled(optional), check(.documentNumber))
        }
        let number = short + tail.dropLast()
        return (
            number, Self.unfilled(String(optional.dropFirst(tail.count))),
            CheckDigit.verify(number, printed: printed)
        )
    }

    /// Fillers inside a number stand for spaces or hyphens, which comparison ignores; they are dropped.
    private static func number(_ field: String) -> String { field.filter { $0 != "<" } }
}
