import Foundation
import IdentityDocuments
import Testing

@testable import Vision

@Suite("A reading is believed only after it was checked again")
struct ZoneVerdictTests {
    private static let specimen = [
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    ]

    private func verdict(
        printed: [String] = specimen, repaired: [String] = specimen, score: Double = -0.05, repairNats: Double = 0,
        repairedFields: Int = 0, accepted: Bool = true, contradicting: [String] = []
    ) throws -> ZoneVerdict {
        let checks = contradicting.map { ["name": $0, "status": "contradicts", "lossNats": 9.5] as [String: Any] }
        let answer: [String: Any] = [
            "format": "TD3", "printed": printed, "repaired": repaired, "score": score, "repairNats": repairNats,
            "repairedFields": repairedFields, "accepted": accepted, "checks": checks, "pitch": 20, "angle": 0,
        ]
        let zone = try JSONDecoder().decode(MeasuredZone.self, from: JSONSerialization.data(withJSONObject: answer))
        let day = try #require(CalendarDate(year: 2026, month: 11, day: 1))
        return ZoneVerdict(try zone.checked(), readOn: day)
    }

    @Test("a clean reading is accepted")
    func clean() throws {
        let verdict = try verdict()
        #expect(verdict.isAccepted && verdict.contradictions.isEmpty)
        #expect(verdict.zone?.name.surname == "ERIKSSON")
        #expect(verdict.zone?.dateOfBirth == PartialDate(iso: "1974-08-12"))
    }

    @Test("a repaired letter is used once the reading is accepted, and the print is what counts until then")
    func repaired() throws {
        let printed = [Self.specimen[0], Self.specimen[1].replacing("740812", with: "74O812")]
        let accepted = try verdict(printed: printed, repairNats: 1.5, repairedFields: 1)
        #expect(accepted.isAccepted && accepted.zone?.dateOfBirth != nil)
        let doubtful = try verdict(printed: printed, repairNats: 1.5, repairedFields: 1, accepted: false)
        #expect(!doubtful.isAccepted && doubtful.zone?.dateOfBirth == nil)
    }

    @Test("the worker's word alone is not enough")
    func limits() throws {
        #expect(try !verdict(repairNats: 3.1, repairedFields: 1).isAccepted)
        #expect(try !verdict(repairedFields: 3).isAccepted)
        #expect(try !verdict(score: -0.31).isAccepted)
        #expect(try !verdict(contradicting: ["dateOfBirth"]).isAccepted)
        #expect(try !verdict(accepted: false).isAccepted)
    }

    @Test("check digits are computed anew")
    func computed() throws {
        let forged = [Self.specimen[0], Self.specimen[1].replacing("740812", with: "940812")]
        #expect(try !verdict(printed: forged, repaired: forged).isAccepted)
    }

    @Test("digits among the letters of a name or a State are not accepted")
    func foreign() throws {
        let card = [Self.specimen[0].replacing("ANNA", with: "4NNA"), Self.specimen[1]]
        #expect(try !verdict(printed: card, repaired: card).isAccepted)
    }

    @Test("contradictions are named in the order of the fields")
    func contradictions() throws {
        let verdict = try verdict(accepted: false, contradicting: ["composite", "documentNumber"])
        #expect(verdict.contradictions == ["documentNumber", "composite"])
    }

    @Test("unknown checks and a single line are no answer")
    func implausible() {
        #expect(throws: ImplausibleAnswer.self) { try verdict(contradicting: ["../../etc"]) }
        #expect(throws: ImplausibleAnswer.self) {
            try verdict(printed: [Self.specimen[0]], repaired: [Self.specimen[0]])
        }
    }
}
