import Foundation
import Hummingbird

/// `/applications`, `/servicePrincipals` and `/oauth2PermissionGrants`: what registering an app by script needs
/// (contract A.13).
struct ApplicationRoutes {
    let tenant: Tenant

    func add(to graph: RouterGroup<SimulatorContext>) {
        for collection in AppCollection.allCases {
            let path = collection.rawValue
            graph.get(RouterPath(path)) { try await list(collection, $0, $1) }
            graph.post(RouterPath(path)) { try await create(collection, $0, $1) }
            graph.get("\(path)/{id}") { try await read(collection, $1) }
            graph.patch("\(path)/{id}") { try await change(collection, $0, $1) }
            graph.delete("\(path)/{id}") { try await remove(collection, $1) }
            guard collection != .grants else { continue }
            // `applications(appId='…')`: the alternate key.
            graph.get("\(path)({key}") { try await read(collection, $1) }
            graph.patch("\(path)({key}") { try await change(collection, $0, $1) }
        }
        graph.get("servicePrincipals/{id}/oauth2PermissionGrants") { try await grants(of: $1) }
    }

    private func list(_ collection: AppCollection, _ request: Request, _ context: SimulatorContext) async throws
        -> Response
    {
        try await tenant.authorize(context.requireCaller(), collection.read)
        let query = request.queryFields
        for option in query.pairs.map(\.name) where option.hasPrefix("$") {
            guard ["$filter", "$select", "$top", "$count"].contains(option) else {
                throw GraphError.unsupportedQuery("The query option '\(option)' is not supported here.")
            }
        }
        let filter = try query["$filter"].map { try ODataFilter(parsing: $0, over: collection.filterable) }
        let top = query["$top"].flatMap(Int.init) ?? UserListing.defaultPage
        let found = await tenant.appObjects(collection).filter { filter?.matches($0.values, id: $0.id) ?? true }
        let shown = found.prefix(max(1, top)).map { select($0.graphObject, query["$select"]) }
        return .json(["@odata.context": context.metadata(collection.rawValue), "value": .array(shown)])
    }

    private func select(_ object: JSONValue, _ names: String?) -> JSONValue {
        guard let names, !names.isEmpty, let values = object.object else { return object }
        let chosen = Set(names.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } + ["id"])
        return .object(values.filter { chosen.contains($0.key) })
    }

    private func create(_ collection: AppCollection, _ request: Request, _ context: SimulatorContext) async throws
        -> Response
    {
        try await tenant.authorize(context.requireCaller(), collection.write)
        let object = try await tenant.add(try await request.jsonObject(), to: collection, call: context.call)
        return entity(object, collection, context, status: .created)
    }

    private func read(_ collection: AppCollection, _ context: SimulatorContext) async throws -> Response {
        try await tenant.authorize(context.requireCaller(), collection.read)
        return entity(try await find(collection, context), collection, context)
    }

    private func change(_ collection: AppCollection, _ request: Request, _ context: SimulatorContext) async throws
        -> Response
    {
        try await tenant.authorize(context.requireCaller(), collection.write)
        let object = try await find(collection, context)
        try await tenant.change(object.id, in: collection, try await request.jsonObject(), call: context.call)
        return Response(status: .noContent)
    }

    private func remove(_ collection: AppCollection, _ context: SimulatorContext) async throws -> Response {
        try await tenant.authorize(context.requireCaller(), collection.write)
        try await tenant.remove(context.segment("id"), from: collection, call: context.call)
        return Response(status: .noContent)
    }

    private func grants(of context: SimulatorContext) async throws -> Response {
        try await tenant.authorize(context.requireCaller(), .readGrants)
        let principal = try await tenant.appObject(.servicePrincipals, context.segment("id"))
        let found = await tenant.appObjects(.grants).filter { $0["clientId"] == principal.id }
        return .json(["value": .array(found.map(\.graphObject))])
    }

    /// By object id, or by `(appId='…')`.
    private func find(_ collection: AppCollection, _ context: SimulatorContext) async throws -> AppObject {
        guard context.parameters.get("id") == nil else {
            return try await tenant.appObject(collection, context.segment("id"))
        }
        let key = context.segment("key")
        guard let match = key.wholeMatch(of: /(?i)appId='([^']*)'\)/) else { throw GraphError.noSuchSegment(key) }
        guard let object = await tenant.appObject(collection, appID: String(match.1)) else {
            throw GraphError.notFound(String(match.1))
        }
        return object
    }

    private func entity(
        _ object: AppObject, _ collection: AppCollection, _ context: SimulatorContext,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        var values = object.graphObject.object ?? [:]
        values["@odata.context"] = context.metadata("\(collection.rawValue)/$entity")
        return .json(.object(values), status: status)
    }
}
