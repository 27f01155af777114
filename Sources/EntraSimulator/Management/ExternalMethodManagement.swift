import Foundation
import Hummingbird

/// External methods on the management port: what is known of their providers, and requests made on demand.
struct ExternalMethodManagement {
    let tenant: Tenant

    func add(to router: Router<BasicRequestContext>) {
        router.get("external-methods") { _, _ in Response.json(.array(await tenant.shownExternalMethods)) }
        router.post("external-methods/{method}/challenges") { request, context in
            try await challenge(request, context)
        }
    }

    /// Begins an attempt as if the person had just given their password, and returns the form instead of a page. The
    /// answer is taken where a browser would post it.
    private func challenge(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let body = try await request.managementObject(allowing: ["user", "origin"])
        let wanted = context.parameters.get("method") ?? ""
        let name = wanted.removingPercentEncoding ?? wanted
        guard let method = await tenant.state.externalMethods.first(where: { [$0.id, $0.displayName].contains(name) })
        else {
            throw ManagementError(
                "no external method '\(name)'", known: await tenant.state.externalMethods.map(\.displayName),
                status: .notFound)
        }
        guard let user = await tenant.user(body["user"]?.string ?? "") else {
            throw ManagementError("user must be the id or userPrincipalName of a person")
        }
        var origin = await tenant.address
        if let other = body["origin"] {
            guard let text = other.string, URL(string: text)?.host() != nil, !text.hasSuffix("/") else {
                throw ManagementError("origin must be scheme, host and port, without a trailing slash")
            }
            origin = text
        }
        let id = UUID().text
        let number = await tenant.beginCall(
            method: "POST", path: "/management/challenges", query: nil, requestID: id, clientRequestID: id)
        do {
            let form = try await tenant.beginChallenge(
                for: user.id, with: method.id, origin: origin, call: CallIdentity(requestID: id, clientRequestID: id),
                number: number)
            await tenant.endCall(number, status: 201)
            return .json(
                [
                    "method": "POST", "action": .string(form.action), "state": .string(form.state),
                    "redirectURI": .string(Tenant.redirectURI(origin)),
                    "fields": .array(form.fields.map { ["name": .string($0.name), "value": .string($0.value)] }),
                ], status: .created)
        } catch let failure as SignInFailure {
            await tenant.endCall(number, status: 409)
            return .json(["error": .string(failure.text), "aadsts": .integer(failure.code)], status: .conflict)
        }
    }
}

extension Tenant {
    /// Each method with what is cached of its provider; nulls before the first fetch.
    var shownExternalMethods: [JSONValue] {
        state.externalMethods.map { method in
            let cached = state.providers[method.discoveryURL].flatMap { now < $0.endsAt ? $0 : nil }
            var object = method.graphObject.object ?? [:]
            object["cache"] =
                cached.map { cached in
                    [
                        "fetchedAt": .init(cached.fetchedAt), "endsAt": .init(cached.endsAt),
                        "kids": .init(cached.metadata.keys.map(\.kid)),
                        "authorizationEndpoint": .string(cached.metadata.authorizationEndpoint),
                    ]
                } ?? .null
            return .object(object)
        }
    }
}
