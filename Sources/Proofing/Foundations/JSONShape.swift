import Foundation

/// Compares a JSON text with an example that has every key, so that all unknown, missing and mistyped keys are found in
/// one pass. `Decodable` alone stops at the first, and never sees a key it does not know.
package struct JSONShape {
    package struct Fault: Equatable, Sendable {
        /// Keys from the outermost inwards: "policies[0].face.matchDistance".
        package var place: String
        package var found: String
        package var wanted: String
    }

    private let example: Any
    private let allKeysNeeded: Bool
    private let optionalInside: Set<String>

    /// - Parameters:
    ///   - example: a value that encodes every key. Of a list only the first element counts; an empty list
    ///     in the example stands for a list of texts, an empty object for one with keys of its own.
    ///   - optionalInside: objects, by their own key, of which any key may be missing.
    package init(like example: some Encodable, allKeysNeeded: Bool, optionalInside: Set<String> = []) throws {
        let text = try JSONEncoder().encode(example)
        self.example = try JSONSerialization.jsonObject(with: text, options: .fragmentsAllowed)
        self.allKeysNeeded = allKeysNeeded
        self.optionalInside = optionalInside
    }

    /// - Throws: when the text is not JSON at all.
    package func faults(in text: Data) throws -> [Fault] {
        compare(try JSONSerialization.jsonObject(with: text, options: .fragmentsAllowed), with: example, at: "")
    }

    private func compare(_ found: Any, with example: Any, at place: String) -> [Fault] {
        switch (example, found) {
        case (let example as [String: Any], let found as [String: Any]):
            return example.isEmpty ? [] : compare(found, with: example, at: place)
        case (let example as [Any], let found as [Any]):
            return found.enumerated().flatMap { number, element in
                compare(element, with: example.first ?? "", at: "\(place)[\(number)]")
            }
        default:
            let wanted = Self.kind(of: example)
            let kind = Self.kind(of: found)
            return kind == wanted ? [] : [Fault(place: place.isEmpty ? "the file" : place, found: kind, wanted: wanted)]
        }
    }

    private func compare(_ found: [String: Any], with example: [String: Any], at place: String) -> [Fault] {
        let inside = place.isEmpty ? "" : "\(place)."
        let isOptional = place.split(separator: ".").last.map { optionalInside.contains(String($0)) } ?? false
        return Set(found.keys).union(example.keys).sorted().flatMap { key -> [Fault] in
            switch (found[key], example[key]) {
            case (let found?, let example?): compare(found, with: example, at: inside + key)
            case (nil, _?) where allKeysNeeded && !isOptional:
                [Fault(place: inside + key, found: "nothing", wanted: "this key")]
            case (_?, nil): [Fault(place: inside + key, found: "a key nobody knows", wanted: Self.list(example.keys))]
            default: []
            }
        }
    }

    private static func list(_ keys: Dictionary<String, Any>.Keys) -> String { keys.sorted().joined(separator: ", ") }

    private static func kind(of value: Any) -> String {
        switch value {
        case is [String: Any]: "an object { }"
        case is [Any]: "a list [ ]"
        case is String: "a text"
        case let number as NSNumber: number.isTruthValue ? "true or false" : "a number"
        default: "null"
        }
    }
}

extension NSNumber {
    /// JSON's `true` and `false` come as numbers too; their type encoding tells them apart.
    fileprivate var isTruthValue: Bool { String(cString: objCType) == "c" }
}
