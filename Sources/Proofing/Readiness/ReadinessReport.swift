import Foundation

/// Who could be verified today and who could not, person by person and group by group.
package struct ReadinessReport: Sendable, Equatable, Codable {
    package struct Person: Sendable, Equatable, Codable {
        package var id: PersonID
        package var account: String
        package var name: String?
        /// In the order of `ReadinessObstacle`.
        package var obstacles: [ReadinessObstacle]
        package var isReady: Bool { !obstacles.contains(where: \.blocks) }
    }

    /// Counts of one group, or of everybody.
    package struct Count: Sendable, Equatable, Codable {
        package var name: String
        package var people: Int = 0
        package var ready: Int = 0
        package var obstacles: [ReadinessObstacle: Int] = [:]

        mutating func add(_ person: Person) {
            people += 1
            if person.isReady { ready += 1 }
            for obstacle in person.obstacles { obstacles[obstacle, default: 0] += 1 }
        }
    }

    package var at: Date
    package var everybody: Count
    /// By name. Nested membership counts.
    package var groups: [Count]
    /// Those with an obstacle, by account.
    package var people: [Person]

    /// One line for each person with an obstacle, with a line of column names first (RFC 4180).
    package var csv: String {
        let lines = people.map { person in
            [person.account, person.name ?? "", person.isReady ? "yes" : "no"]
                + [person.obstacles.map(\.rawValue).joined(separator: " ")]
        }
        return ([["account", "name", "ready", "obstacles"]] + lines)
            .map { $0.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
    }

    /// Names come from the directory: what a spreadsheet would take for a formula gets an apostrophe before it.
    private static func field(_ text: String) -> String {
        let plain = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
        return "\"" + plain.replacing("\"", with: "\"\"") + "\""
    }
}

extension ReadinessObstacle: CodingKeyRepresentable {}
