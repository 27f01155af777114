import Foundation
import Testing

@testable import OpenIDProvider

/// The public vectors of Project Wycheproof for signed tokens and key sets. They lie beside the repository, not in it.
enum Wycheproof {
    static let packageRoot = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL
    /// Where the vectors may be: beside the package, or where a test run from another folder says.
    static let folder = packageRoot.appending(path: "../shared/samples/vectors/wycheproof").standardizedFileURL
    static let requirement: Comment = "needs the Wycheproof vectors at ../shared/samples/vectors/wycheproof"

    static func isThere(_ file: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: file).path)
    }

    struct File: Decodable {
        let numberOfTests: Int
        let testGroups: [Group]
    }

    struct Group: Decodable {
        let comment: String
        let `public`: Tree?
        let `private`: Tree?
        let tests: [Case]
    }

    struct Case: Decodable {
        let tcId: Int
        let comment: String
        let jws: Text?
        let result: String
    }

    /// A token in compact form; the vectors have some in JSON form, which is another thing altogether.
    struct Text: Decodable {
        let compact: String?
        init(from decoder: any Decoder) throws {
            compact = try? decoder.singleValueContainer().decode(String.self)
        }
    }

    /// JSON as it stands in the file.
    struct Tree: Decodable {
        let value: Any
        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let object = try? container.decode([String: Tree].self) {
                value = object.mapValues(\.value)
            } else if let array = try? container.decode([Tree].self) {
                value = array.map(\.value)
            } else if let flag = try? container.decode(Bool.self) {
                value = flag
            } else {
                value = try container.decode(String.self)
            }
        }
    }

    static func read(_ file: String) throws -> File {
        try JSONDecoder().decode(File.self, from: Data(contentsOf: folder.appending(path: file)))
    }

    /// What our code does with the token under the group's key set.
    static func isAccepted(_ text: String, by group: Group) throws -> Bool {
        guard let tree = (group.public ?? group.private)?.value as? [String: Any] else { return false }
        // A single key becomes a set; some have no id of their own, and get the one the token asks for.
        var keys = tree["keys"] as? [[String: Any]] ?? [tree]
        guard let token = try? CompactToken(parsing: text) else { return false }
        if keys.count == 1, keys[0]["kid"] == nil { keys[0]["kid"] = token.kid }
        let data = try JSONSerialization.data(withJSONObject: ["keys": keys])
        guard let key = (try? KeySet(parsing: data, issuer: "https://issuer.example/t/v2.0"))?[token.kid] else {
            return false
        }
        return (try? key.verify(token)) != nil
    }

    static func algorithm(_ text: String) -> String? {
        let header = text.split(separator: ".").first.flatMap(Base64URL.decode) ?? Data()
        return (try? JSONReader.read(header))?["alg"]?.string
    }
}

@Suite(.enabled(if: Wycheproof.isThere("json_web_signature_test.json"), Wycheproof.requirement))
struct WycheproofTests {
    @Test(arguments: ["json_web_signature_test.json", "json_web_key_test.json", "json_web_crypto_test.json"])
    func `no token that is wrong is taken, and no RS256 token that is right is refused`(_ file: String) throws {
        let vectors = try Wycheproof.read(file)
        var (judged, taken, others) = (0, 0, 0)
        for group in vectors.testGroups {
            for test in group.tests {
                guard let jws = test.jws else { continue }
                judged += 1
                let text = jws.compact ?? ""
                let isAccepted = try Wycheproof.isAccepted(text, by: group)
                let isRS256 = Wycheproof.algorithm(text) == "RS256"
                if test.result == "valid", isRS256 {
                    #expect(isAccepted, "\(file) \(test.tcId) \(group.comment): \(test.comment)")
                } else {
                    #expect(!isAccepted, "\(file) \(test.tcId) \(group.comment): \(test.comment), \(test.result)")
                }
                taken += isAccepted ? 1 : 0
                others += test.result == "valid" && !isRS256 ? 1 : 0
            }
        }
        print("\(file): \(judged) tokens judged, \(taken) taken, \(others) right ones of other algorithms refused")
        #expect(judged > 20)
    }
}
