import Foundation

/// One page of a Graph collection.
struct GraphCollection<Element: Decodable & Sendable>: Decodable, Sendable {
    let value: [Element]
    let nextLink: String?

    enum CodingKeys: String, CodingKey {
        case value
        case nextLink = "@odata.nextLink"
    }
}

extension GraphClient {
    /// Far more pages than any one account's roles, groups or methods fill: a chain of links that never ends is broken.
    private static var pageLimit: Int { 100 }

    /// All elements of a small collection, page after page.
    func all<Element: Decodable & Sendable>(
        _ type: Element.Type, from request: GraphRequest
    ) async throws(GraphFailure) -> [Element] {
        var elements: [Element] = []
        var next: GraphRequest? = request
        for _ in 0..<Self.pageLimit {
            guard let request = next else { return elements }
            let page = try await decode(GraphCollection<Element>.self, from: request)
            elements += page.value
            next = page.nextLink.map(GraphRequest.get(link:))
        }
        throw .malformed("more than \(Self.pageLimit) pages")
    }
}

extension JSONDecoder {
    /// Graph writes times as `2026-06-05T00:00:00Z`, sometimes with up to seven digits of a second.
    static var graph: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            let whole = text.replacing(/\.\d{1,7}(?=Z$|[+-])/, with: "")
            guard let date = try? Date(whole, strategy: .iso8601) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a date and time")
            }
            return date
        }
        return decoder
    }
}
