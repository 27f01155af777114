import Foundation
import Hummingbird

/// What follows the password: the choice of a second factor, the way to an external method and back.
struct SecondFactorPages {
    let tenant: Tenant
    let pages: Pages

    func add(to router: Router<SimulatorContext>) {
        router.post("signin/second/external") { request, context in try await sendAway(request, context) }
        router.post("signin/second/own") { request, context in try await withOwnMethod(request, context) }
        // A literal `common` here would hide every other address below it: the router prefers it and does not turn back.
        let answer = "{tenant}/federation/externalauthprovider"
        router.post(RouterPath(answer)) { request, context in try await takeAnswer(request, context) }
        for method in [HTTPRequest.Method.get, .put, .patch, .delete] {
            router.on(RouterPath(answer), method: method) { _, context in
                await failed(.notPosted, context, status: .methodNotAllowed)
            }
        }
    }

    /// Shown in answer to a right password.
    func choices(for user: DirectoryUser) async -> Response {
        let external = await tenant.externalMethods(for: user)
        let own = user.methods.filter { [.phone, .microsoftAuthenticator, .softwareOATH].contains($0.kind) }
        return pages.render(
            "second-factor", title: "Prove it is you",
            [
                "name": user.userPrincipalName, "flow": await tenant.keepFirstFactor(of: user),
                "external": external.map { ["id": $0.id, "name": $0.displayName] },
                "own": own.map {
                    ["id": $0.id, "title": $0.kind.title, "detail": $0.properties["displayName"]?.string ?? ""]
                },
                "none": external.isEmpty && own.isEmpty,
            ])
    }

    private func sendAway(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let form = try await request.form()
        do {
            let user = try await tenant.firstFactor(form["flow"])
            let challenge = try await tenant.beginChallenge(
                for: user, with: form["method"] ?? "", origin: context.origin, call: context.identity,
                number: context.call)
            return pages.render(
                "challenge", title: "Going to \(challenge.methodName)",
                [
                    "action": challenge.action, "method": challenge.methodName,
                    "host": URLComponents(string: challenge.action)?.host ?? "",
                    "fields": challenge.fields.map { ["name": $0.name, "value": $0.value] },
                ])
        } catch let failure as SignInFailure {
            return await failed(failure, context)
        }
    }

    private func takeAnswer(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        guard context.segment("tenant") == "common" else { throw HTTPError(.notFound) }
        do {
            return .signedIn(try await tenant.finishChallenge(try await request.form(), call: context.call))
        } catch let failure as SignInFailure {
            return await failed(failure, context)
        }
    }

    /// A method the simulator plays itself, so that the page has more than one way on, as Entra's has.
    private func withOwnMethod(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let form = try await request.form()
        do {
            let id = try await tenant.firstFactor(form["flow"])
            guard let user = await tenant.user(id), let method = user.methods.first(where: { $0.id == form["method"] })
            else {
                throw SignInFailure.notOffered(form["method"] ?? "")
            }
            return .signedIn(await tenant.openSession(of: user.id, secondFactor: "\(method.kind.title) (simulated)"))
        } catch let failure as SignInFailure {
            return await failed(failure, context)
        }
    }

    /// Entra's page for a sign-in that ended, with the three things support asks for (contract A.10).
    private func failed(
        _ failure: SignInFailure, _ context: SimulatorContext, status: HTTPResponse.Status = .badRequest
    ) async -> Response {
        pages.render(
            "signin-error", title: "We can't sign you in",
            [
                "code": failure.code, "message": failure.message, "detail": failure.detail,
                "correlationID": context.identity.clientRequestID, "traceID": context.identity.requestID,
                "timestamp": Timestamp.text(await tenant.now),
            ], status: status)
    }
}

extension Tenant {
    func externalMethods(for user: DirectoryUser) -> [ExternalMethod] {
        state.externalMethods.filter { isOffered($0, to: user) }
    }

    /// In place of Conditional Access: whoever the rule names, and whoever an enabled external method is for.
    func needsSecondFactor(_ user: DirectoryUser) -> Bool {
        let required = settings.secondFactor.requiredOf.map { $0 == "all_users" ? MethodTarget.everyone : .group($0) }
        return covers(required, user) || !externalMethods(for: user).isEmpty
    }

    /// Remembers a right password under a token for the page that follows.
    func keepFirstFactor(of user: DirectoryUser) -> String {
        let token = UUID().text + UUID().text
        state.firstFactors[token] = FirstFactor(userID: user.id, startedAt: now)
        return token
    }

    /// Whose password was right. Throws ``SignInFailure``. The token stays good, so that people can go back and choose again.
    func firstFactor(_ token: String?) throws -> String {
        guard let token, let first = state.firstFactors[token] else {
            throw SignInFailure.unknownAttempt("no password was given before this")
        }
        let age = now.timeIntervalSince(first.startedAt)
        guard age >= 0, age <= FirstFactor.lifetime else { throw SignInFailure.tooLate }
        return first.userID
    }
}
