import Crypto
import Foundation
import Testing

@testable import Proofing

struct DecisionSealTests {
    let decision = Sample.decision(.referred, reasons: [.faceUncertain], reviewer: Sample.reviewer.reviewer)

    @Test func `a sealed decision opens as it was`() throws {
        #expect(try Sample.seal.open(Sample.seal.seal(decision)) == decision)
    }

    @Test func `no single changed byte opens`() throws {
        let sealed = try Sample.seal.seal(decision)
        for index in sealed.bytes.indices {
            var changed = sealed
            changed.bytes[index] ^= 1
            #expect(throws: DecisionSeal.Failure.sealBroken) { try Sample.seal.open(changed) }
        }
        for index in sealed.code.indices {
            var changed = sealed
            changed.code[index] ^= 1
            #expect(throws: DecisionSeal.Failure.sealBroken) { try Sample.seal.open(changed) }
        }
    }

    @Test func `a verdict written by hand does not open`() throws {
        var sealed = try Sample.seal.seal(decision)
        let text = String(decoding: sealed.bytes, as: UTF8.self)
        sealed.bytes = Data(text.replacing("\"referred\"", with: "\"approved\"").utf8)
        #expect(String(decoding: sealed.bytes, as: UTF8.self) != text)
        #expect(throws: DecisionSeal.Failure.sealBroken) { try Sample.seal.open(sealed) }
    }

    @Test func `a decision moved to another session does not open`() throws {
        var sealed = try Sample.seal.seal(decision)
        sealed.session = SessionID(unchecked: String(repeating: "0b", count: 16))
        #expect(throws: DecisionSeal.Failure.unreadable) { try Sample.seal.open(sealed) }
    }

    @Test func `another server's seal does not open`() throws {
        let other = DecisionSeal(key: SymmetricKey(data: Data(repeating: 8, count: 32)))
        #expect(throws: DecisionSeal.Failure.sealBroken) { try Sample.seal.open(other.seal(decision)) }
    }

    @Test(arguments: [0, 1, 16, 31, 33])
    func `a code of another length does not open`(_ length: Int) throws {
        var sealed = try Sample.seal.seal(decision)
        sealed.code = Data((sealed.code + sealed.code).prefix(length))
        #expect(throws: DecisionSeal.Failure.sealBroken) { try Sample.seal.open(sealed) }
    }
}
