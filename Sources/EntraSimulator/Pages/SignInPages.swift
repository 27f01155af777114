import Foundation
import HTTPTypes
import Hummingbird

/// Sign-in by name, then password or pass; and security info for whoever got in.
struct SignInPages {
    let tenant: Tenant
    let pages: Pages

    func add(to router: Router<SimulatorContext>) {
        router.get("signin") { request, _ in
            pages.render("signin", title: "Sign in", ["name": request.queryFields["login_hint"] ?? ""])
        }
        router.post("signin") { request, _ in try await identify(request) }
        router.post("signin/password") { request, context in try await withPassword(request, context) }
        router.get("signin/pass") { request, _ in
            pages.render(
                "pass", title: "Enter Temporary Access Pass", ["name": request.queryFields["login_hint"] ?? ""])
        }
        router.post("signin/pass") { request, context in try await withPass(request, context) }
        router.get("security-info") { request, _ in await securityInfo(request) }
        router.post("security-info/passkeys") { request, context in try await addPasskey(request, context) }
        router.post("signout") { request, _ in
            await tenant.closeSession(request.sessionCookie)
            return Response.redirect("/signin")
        }
    }

    private func identify(_ request: Request) async throws -> Response {
        let name = try await request.form()["loginfmt"] ?? ""
        do {
            return await passwordPage(name: try await tenant.userSigningIn(as: name).userPrincipalName)
        } catch let refusal as SignInRefusal {
            return pages.render(
                "signin", title: "Sign in", ["name": name, "problem": refusal.message], status: .unauthorized)
        }
    }

    /// The link is the branding's, character for character: Entra adds no parameter to it (contract E.1).
    private func passwordPage(name: String, problem: String? = nil) async -> Response {
        let branding = await tenant.branding
        let hint = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return pages.render(
            "password", title: "Enter password",
            [
                "name": name, "hint": hint, "problem": problem, "resetURL": branding.resetURL,
                "resetText": branding.values["customForgotMyPasswordText"]?.string ?? "Forgot my password",
            ], status: problem == nil ? .ok : .unauthorized)
    }

    private func withPassword(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let form = try await request.form()
        let name = form["loginfmt"] ?? ""
        do {
            let user = try await tenant.checkPassword(name, form["passwd"] ?? "")
            guard await tenant.needsSecondFactor(user) else {
                return .signedIn(await tenant.openSession(of: user.id))
            }
            return await SecondFactorPages(tenant: tenant, pages: pages).choices(for: user)
        } catch let refusal as SignInRefusal {
            return await passwordPage(name: name, problem: refusal.message)
        }
    }

    private func withPass(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let form = try await request.form()
        let name = form["loginfmt"] ?? ""
        do {
            return .signedIn(try await tenant.signIn(name, pass: form["accesspass"] ?? "", call: context.call))
        } catch let refusal as SignInRefusal {
            return pages.render(
                "pass", title: "Enter Temporary Access Pass", ["name": name, "problem": refusal.message],
                status: .unauthorized)
        }
    }

    private func securityInfo(_ request: Request, problem: String? = nil) async -> Response {
        guard let (session, user) = await tenant.session(request.sessionCookie) else { return .redirect("/signin") }
        let now = await tenant.now
        let methods = user.methods.map { method in
            [
                "title": method.kind.title,
                "detail": method.properties["displayName"]?.string ?? method.properties["phoneNumber"]?.string
                    ?? method.properties["emailAddress"]?.string ?? "",
                "isDefault": method.id == user.defaultMethodID,
            ] as [String: Any]
        }
        let passState = user.pass.map {
            $0.usability(at: now, allowed: true) == .enabledByPolicy
                ? "Valid until \(ReadableDate.moment($0.endsAt))" : "No longer usable"
        }
        return pages.render(
            "security-info", title: "Security info",
            [
                "displayName": user.displayName, "name": user.userPrincipalName, "way": session.factors,
                "methods": methods, "pass": passState, "problem": problem,
                "mayRegister": session.mayRegisterUntil.map { now < $0 } ?? false,
                "registerUntil": session.mayRegisterUntil.map(ReadableDate.moment) ?? "",
            ], status: problem == nil ? .ok : .forbidden)
    }

    private func addPasskey(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        guard let (session, user) = await tenant.session(request.sessionCookie) else { return .redirect("/signin") }
        let now = await tenant.now
        guard let limit = session.mayRegisterUntil, now < limit else {
            return await securityInfo(
                request,
                problem:
                    "To add a passkey, sign in with a Temporary Access Pass first. After a one-time pass you have ten minutes."
            )
        }
        let name = try await request.form()["displayName"]?.trimmingCharacters(in: .whitespaces) ?? ""
        let passkey = AuthenticationMethod.passkey(
            named: name.isEmpty ? "My passkey" : String(name.prefix(30)), id: UUID().text, at: now)
        await tenant.addMethod(passkey, to: user.id, call: context.call)
        return .redirect("/security-info")
    }
}

extension Response {
    /// On to security info, with the cookie of a session.
    static func signedIn(_ cookie: String) -> Response {
        var response = Response.redirect("/security-info")
        response.setCookie(Cookie(name: SignInSession.cookie, value: cookie, path: "/", httpOnly: true, sameSite: .lax))
        return response
    }
}

extension Request {
    fileprivate var sessionCookie: String? { cookies[SignInSession.cookie]?.value }
}
