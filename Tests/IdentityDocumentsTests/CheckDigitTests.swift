import IdentityDocuments
import Testing

@Suite("Check digits")
struct CheckDigitTests {
    @Test(
        "agree with the worked examples of Doc 9303-3",
        arguments: [
            ("520727", 3), ("AB2134<<<", 5), ("L898902C3", 6), ("D23145890", 7), ("ZE184226B<<<<<", 1), ("<<<<<<", 0),
            ("HA672242<658022549601086<<<<<<<<<<<<<<0", 8),
        ])
    func computes(text: String, digit: Int) {
        #expect(CheckDigit.compute(text) == digit)
    }

    @Test("are not computed over characters outside the alphabet", arguments: ["a", "52 727", "É", "AB-2134", "１"])
    func refusesForeignCharacters(text: String) {
        #expect(CheckDigit.compute(text) == nil)
    }

    @Test("say what was printed and what was expected when they contradict")
    func contradicts() {
        #expect(CheckDigit.verify("520727", printed: "4") == .contradicts(printed: "4", expected: 3))
        #expect(CheckDigit.verify("520727", printed: "<") == .contradicts(printed: "<", expected: 3))
        #expect(CheckDigit.verify("520727", printed: "3") == .satisfied)
    }

    @Test("change whenever a single digit changes")
    func detectsEverySingleDigitError() {
        let number = Array("740812204159")
        for index in number.indices {
            for wrong in "0123456789" where wrong != number[index] {
                var changed = number
                changed[index] = wrong
                #expect(CheckDigit.compute(String(changed)) != CheckDigit.compute(String(number)))
            }
        }
    }
}
