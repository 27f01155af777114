import Foundation
import HTTPTypes
import Hummingbird

extension HTTPField.Name {
    // A literal token, which is all `init?` checks for.
    static let prefer = HTTPField.Name("Prefer")!
}

/// Change tracking for users and groups. `delta()` is the same function as `delta`: Microsoft's SDKs write the brackets.
struct DeltaRoutes {
    let tenant: Tenant

    func add(to graph: RouterGroup<SimulatorContext>) {
        for function in ["delta", "delta()", "microsoft.graph.delta()"] {
            graph.get(RouterPath("users/\(function)")) { try await delta(.users, $0, $1) }
            graph.get(RouterPath("groups/\(function)")) { try await delta(.groups, $0, $1) }
        }
    }

    @Sendable func delta(_ collection: DeltaCollection, _ request: Request, _ context: SimulatorContext) async throws
        -> Response
    {
        let caller = try context.requireCaller()
        try await tenant.authorize(caller, collection == .users ? .readUsers : .readGroups)
        let query = request.queryFields
        let cursor = try await tenant.deltaCursor(collection, query, origin: context.origin)
        let minimal = request.headers[.prefer]?.lowercased().contains("return=minimal") ?? false
        let page = try await tenant.deltaPage(cursor, minimal: minimal)
        var body: [String: JSONValue] = [
            "@odata.context": context.metadata(collection.rawValue), "value": .array(page.objects),
        ]
        let path = "/v1.0/\(collection.rawValue)/delta"
        if let token = page.skipToken {
            let origin = await tenant.faults.foreignNextLink ?? context.origin
            body["@odata.nextLink"] = .string("\(origin)\(path)?$skiptoken=\(token)")
        }
        if let token = page.deltaToken {
            body["@odata.deltaLink"] = .string("\(context.origin)\(path)?$deltatoken=\(token)")
        }
        return .json(.object(body))
    }
}
