import Foundation

/// The `claims` parameter (OpenID Connect Core section 5.5): which kind of factor Entra still needs.
struct ClaimsRequest: Sendable, Equatable {
    /// In bytes. Microsoft's published request has 200.
    static let limit = 8 * 1024

    /// The requested `acr` values in their order, which is an order of preference.
    let contexts: [String]
    /// The `amr` values that would do; nil when any would.
    let methods: [String]?

    init(parsing text: String) throws(Refusal) {
        guard text.utf8.count <= Self.limit, case .object(let request)? = try? JSONReader.read(text.utf8),
            case .object(let members)? = request["id_token"]
        else { throw Refusal(.claimsMalformed) }
        contexts = try Self.values(members["acr"]) ?? []
        methods = try Self.values(members["amr"])
    }

    /// - Returns: nil when the claim is wanted with any value or not at all. `essential` is not read: it changes nothing.
    private static func values(_ member: JSONValue?) throws(Refusal) -> [String]? {
        guard let member, member != .null else { return nil }
        guard case .object(let claim) = member else { throw Refusal(.claimsMalformed) }
        switch (claim["value"], claim["values"]) {
        case (nil, nil): return nil
        case (.string(let value)?, nil): return [value]
        case (nil, let values?):
            guard let values = values.strings else { throw Refusal(.claimsMalformed) }
            return values
        default: throw Refusal(.claimsMalformed)
        }
    }

    /// The first requested context that `factor` satisfies. Declined at once when there is none: nobody should show their
    /// face for an answer that Entra will not take.
    func context(satisfiedBy factor: Factor) throws(Refusal) -> AuthenticationContext {
        guard !contexts.isEmpty else { throw Refusal(.acrMissing) }
        let offered = contexts.lazy.compactMap { wanted in
            factor.contexts.first { $0.rawValue.hasBytes(of: wanted) }
        }.first
        guard let offered else { throw Refusal(.acrNotOffered, found: contexts.joined(separator: " ")) }
        if let methods, !methods.contains(where: { $0.hasBytes(of: factor.rawValue) }) {
            throw Refusal(.amrNotOffered, found: methods.joined(separator: " "), expected: factor.rawValue)
        }
        return offered
    }
}
