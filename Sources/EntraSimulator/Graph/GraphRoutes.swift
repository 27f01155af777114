import Foundation
import Hummingbird

/// Graph v1.0. Paths are compared without case, as Graph does; anything unknown is answered the way Graph answers.
struct GraphRoutes {
    let tenant: Tenant

    func add(to router: Router<SimulatorContext>) {
        let graph = router.group("v1.0").add(middleware: BearerMiddleware(tenant: tenant))
        UserRoutes(tenant: tenant).add(to: graph)
        DeltaRoutes(tenant: tenant).add(to: graph)
        MembershipRoutes(tenant: tenant).add(to: graph)
        MethodRoutes(tenant: tenant).add(to: graph)
        PassRoutes(tenant: tenant).add(to: graph)
        MethodPolicyRoutes(tenant: tenant).add(to: graph)
        ApplicationRoutes(tenant: tenant).add(to: graph)
        MailRoutes(tenant: tenant).add(to: graph)
        OrganizationRoutes(tenant: tenant).add(to: graph)
        graph.post("$batch") { _, _ -> Response in
            throw GraphError.notImplemented("The simulator does not serve $batch yet.")
        }
        for method in [HTTPRequest.Method.get, .post, .patch, .put, .delete] {
            graph.on("**", method: method) { request, _ -> Response in
                throw GraphError.noSuchSegment(request.uri.path.split(separator: "/").last.map(String.init) ?? "")
            }
        }
        router.get("beta/**") { _, _ -> Response in
            throw GraphError(400, "BadRequest", "The simulator serves v1.0 only.")
        }
    }
}

extension Tenant {
    /// The live person with this id or name, or Graph's 404.
    func requireUser(_ idOrName: String) throws -> DirectoryUser {
        guard let user = user(idOrName) else { throw GraphError.notFound(idOrName) }
        return user
    }
}

extension SimulatorContext {
    func metadata(_ fragment: String) -> JSONValue { .string("\(origin)/v1.0/$metadata#\(fragment)") }
}
