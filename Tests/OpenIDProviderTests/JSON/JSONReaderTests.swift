import Foundation
import Testing

@testable import OpenIDProvider

struct JSONReaderTests {
    private func fault(_ text: String) -> JSONFault? { fault(Array(text.utf8)) }

    private func fault(_ bytes: [UInt8]) -> JSONFault? {
        do throws(JSONFault) {
            _ = try JSONReader.read(bytes)
            return nil
        } catch { return error }
    }

    @Test func `values are read as they are written`() throws {
        let value = try JSONReader.read(
            #" {"a":[true,false,null,-0,1.5e+3,0.1,12],"b":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é","c":{}} "#.utf8)
        #expect(
            value
                == .object([
                    "a": .array([
                        .bool(true), .bool(false), .null, .number("-0"), .number("1.5e+3"), .number("0.1"),
                        .number("12"),
                    ]),
                    "b": .string("\"\\/\u{8}\u{c}\n\r\t\u{e9}\u{1F600}\u{e9}"), "c": .object([:]),
                ]))
    }

    @Test(arguments: [
        "", " ", "{", "}", "[", "]", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{a:1}",
        "{'a':1}", "{1:2}",
        "tru", "TRUE", "nul", "undefined", "NaN", "Infinity", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x10", "1_000",
        "--1",
        "\"", "\"a", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\n\"", "\"\t\"", "\"\0\"", "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800\\u0041\"", "\"\\ud800x\"", "1 1", "{} {}", "[] x", "// a\n1", "/* a */ 1", "\u{feff}1", "\u{a0}1",
        "1\u{c}",
    ])
    func `what RFC 8259 does not know is refused`(_ text: String) {
        guard case .malformed? = fault(text) else {
            Issue.record("taken: \(text)")
            return
        }
    }

    @Test(
        arguments: [
            [0x22, 0xff, 0x22], [0x22, 0xc0, 0x80, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22],
            [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22],
            [0x22, 0xe2, 0x82, 0x22], [0xff, 0xfe, 0x31, 0x00], [0xef, 0xbb, 0xbf, 0x31],
        ] as [[UInt8]])
    func `bytes that are not UTF-8 are refused`(_ bytes: [UInt8]) {
        #expect(fault(bytes) != nil)
    }

    @Test(arguments: [
        #"{"a":1,"a":1}"#, #"{"a":1,"b":2,"a":3}"#, #"{"a":1,"\u0061":2}"#, #"[{"a":1,"a":2}]"#, #"{"x":{"":1,"":2}}"#,
        "{\"\u{e9}\":1,\"e\u{301}\":2}",
    ])
    func `a member that stands there twice is refused`(_ text: String) {
        guard case .repeatedMember? = fault(text) else {
            Issue.record("taken: \(text)")
            return
        }
    }

    @Test func `members of different objects may have one name`() {
        #expect(fault(#"[{"a":{"a":1}},{"a":2}]"#) == nil)
    }

    @Test func `nesting has an end`() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(fault(nested(JSONReader.maximumDepth + 1)) == nil)
        #expect(fault(nested(JSONReader.maximumDepth + 2)) == .tooDeep)
        #expect(fault(nested(100_000)) == .tooDeep)
        #expect(fault(String(repeating: #"{"a":"#, count: 100_000)) == .tooDeep)
    }

    @Test func `only whole numbers are whole numbers`() throws {
        for (text, whole) in [("0", 0), ("-7", -7), ("9223372036854775807", .max)] as [(String, Int)] {
            #expect(try JSONReader.read(text.utf8).integer == whole)
        }
        for text in ["1.0", "1e3", "9223372036854775808", "\"1\"", "true", "null"] {
            #expect(try JSONReader.read(text.utf8).integer == nil)
        }
    }

    @Test(arguments: 0..<200)
    func `bytes of chance do not crash the reader, and what it takes Foundation takes too`(_ seed: Int) {
        var state = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 1
        let alphabet = Array(#"{}[]",:\u0123456789.eE+-truefalsn d8"#.utf8) + [0x09, 0x0a, 0xc3, 0xa9, 0xff, 0]
        for _ in 0..<50 {
            let bytes = (0..<24).map { _ -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return alphabet[Int(state >> 33) % alphabet.count]
            }
            guard (try? JSONReader.read(bytes)) != nil else { continue }
            #expect((try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil)
        }
    }
}

struct Base64URLTests {
    @Test func `every length goes there and back`() {
        for count in 0..<70 {
            let bytes = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) })
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
    }

    @Test(arguments: [
        "A", "AAAAA", "AA=", "AA==", "A A", "AA\n", "+/", "AB", "AAB", "_9", "\u{c4}A", "AA\0", "A.", "ＡＡ",
    ])
    func `there is one spelling for each value`(_ text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    /// All 4,096 pairs: 256 of them decode, and no two to the same byte.
    @Test func `no two texts of two characters mean the same byte`() {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let decoded = alphabet.flatMap { first in alphabet.compactMap { Base64URL.decode("\(first)\($0)") } }
        #expect(decoded.count == 256 && Set(decoded).count == 256)
    }
}
