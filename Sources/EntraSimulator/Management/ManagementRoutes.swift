import Foundation
import Hummingbird

/// The second port: what tests and demos use to look behind the tenant and to change it. Speaks JSON, knows no
/// authentication, and never shows a pass code.
struct ManagementRoutes {
    let tenant: Tenant

    func add(to router: Router<BasicRequestContext>) {
        router.add(middleware: ManagementErrors())
        router.get("/") { _, _ in
            Response.json([
                "simulator": "Entra", "tenantID": .string(tenant.name.id), "domain": .string(tenant.name.domain),
            ])
        }
        router.post("reset") { _, _ in
            try await tenant.reset()
            return Response(status: .noContent)
        }
        router.get("clock") { _, _ in Response.json(["now": .init(await tenant.now)]) }
        router.post("clock") { request, _ in try await moveClock(request) }
        router.get("faults") { _, _ in Response.json(await tenant.faults.shown) }
        router.put("faults") { request, _ in try await setFaults(request) }
        router.get("settings") { _, _ in Response.json(await tenant.settings.shown) }
        router.put("settings") { request, _ in try await setSettings(request) }
        router.post("keys/rotate") { request, _ in try await rotateKeys(request) }
        router.get("requests") { request, _ in try await calls(request) }
        router.delete("requests") { _, _ in
            await tenant.forgetCalls()
            return Response(status: .noContent)
        }
        router.get("outbox") { _, _ in try Response.encoding(await tenant.outbox) }
        router.delete("outbox") { _, _ in
            await tenant.emptyOutbox()
            return Response(status: .noContent)
        }
        router.get("passes") { _, _ in Response.json(await tenant.shownPasses) }
        ExternalMethodManagement(tenant: tenant).add(to: router)
        PeopleManagement(tenant: tenant).add(to: router)
    }

    private func moveClock(_ request: Request) async throws -> Response {
        let body = try await request.managementObject(allowing: ["advanceSeconds", "setTo"])
        if let seconds = body["advanceSeconds"] {
            guard let seconds = seconds.integer else {
                throw ManagementError("advanceSeconds must be a whole number of seconds")
            }
            await tenant.advanceClock(by: Double(seconds))
        } else {
            guard let date = body["setTo"]?.string.flatMap(Timestamp.date) else {
                throw ManagementError(#"send {"advanceSeconds": 3600} or {"setTo": "2026-12-01T08:00:00Z"}"#)
            }
            await tenant.setClock(to: date)
        }
        return .json(["now": .init(await tenant.now)])
    }

    private func setFaults(_ request: Request) async throws -> Response {
        let body = try await request.managementObject(allowing: nil)
        var values: [FaultKnob: JSONValue] = [:]
        for (name, value) in body {
            guard let knob = FaultKnob(rawValue: name) else {
                throw ManagementError("no fault '\(name)'", known: FaultKnob.names)
            }
            values[knob] = value
        }
        do { try await tenant.setFaults(values) } catch let bad as BadFaultValue {
            throw ManagementError("'\(bad.knob.rawValue)' takes null or \(bad.knob.accepts)", known: FaultKnob.names)
        }
        return .json(await tenant.faults.shown)
    }

    private func rotateKeys(_ request: Request) async throws -> Response {
        let body = try await request.managementObject(allowing: ["keepOld"])
        try await tenant.issuers.rotate(tenant.name, keepingOld: body["keepOld"]?.bool ?? false)
        return .json(["kids": .init(await tenant.issuers.published(tenant.name.id).map(\.kid))])
    }

    private func calls(_ request: Request) async throws -> Response {
        let query = request.queryFields
        var calls = await tenant.calls
        if let path = query["path"] { calls = calls.filter { PathPattern(text: path).matches($0.path) } }
        if let method = query["method"] { calls = calls.filter { $0.method == method.uppercased() } }
        if let name = query["effect"] {
            guard let kind = CallRecord.Effect.Kind(rawValue: name) else {
                throw ManagementError("no effect '\(name)'", known: CallRecord.Effect.Kind.allCases.map(\.rawValue))
            }
            calls = calls.filter { $0.effects.contains { $0.kind == kind } }
        }
        return try .encoding(calls)
    }
}

extension Tenant {
    /// Everyone's pass with its state. Expired and used ones stay until replaced or deleted, as at Entra.
    package var shownPasses: JSONValue {
        settlePlannedPasses()
        return .array(
            users.compactMap { user in
                user.pass.map { pass in
                    let usability = pass.usability(at: now, allowed: passPolicyAllows(user))
                    return [
                        "userID": .string(user.id), "userPrincipalName": .string(user.userPrincipalName),
                        "id": .string(pass.id), "state": .string(usability.rawValue),
                        "isUsable": .bool(usability == .enabledByPolicy), "isUsableOnce": .bool(pass.isUsableOnce),
                        "createdDateTime": .init(pass.createdAt), "startDateTime": .init(pass.startsAt),
                        "endDateTime": .init(pass.endsAt), "lifetimeInMinutes": .integer(pass.lifetimeInMinutes),
                    ]
                }
            })
    }
}
