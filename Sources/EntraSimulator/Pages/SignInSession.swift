import Foundation

/// A browser that has signed in, known by a random value in its cookie.
struct SignInSession: Sendable {
    let userID: String
    let startedAt: Date
    /// A session opened with a pass ends when the pass does (contract D.2).
    let endsAt: Date
    /// Until when new methods may be registered; nil when the way in does not allow it.
    let mayRegisterUntil: Date?
    let way: Way
    /// How the second factor was shown, if there was one: method and, of an external one, its `amr`.
    var secondFactor: String?

    /// Everything that was shown, as the signed-in page says it.
    var factors: String { secondFactor.map { "\(way.rawValue) and \($0)" } ?? way.rawValue }

    enum Way: String, Sendable { case password = "password", pass = "Temporary Access Pass" }
    static let cookie = "entra_simulator_session"
}

/// Why a sign-in was refused, in the words the page shows.
struct SignInRefusal: Error, Equatable {
    let message: String

    static let unknownAccount = Self(
        message: "We couldn't find an account with that username. Check it, or ask the administrator.")
    static let disabled = Self(message: "Your account has been disabled. Ask your administrator for help.")
    static let wrongPassword = Self(
        message: "Your account or password is incorrect. If you can't remember your password, reset it now.")
    static let wrongPass = Self(
        message: "Your Temporary Access Pass is incorrect. If you don't have one, contact your administrator.")
    static let expired = Self(message: "Your Temporary Access Pass has expired. Ask for a new one.")
    static let notYetValid = Self(message: "Your Temporary Access Pass is not valid yet. Try again later.")
    static let blocked = Self(message: "Temporary Access Pass sign in was blocked due to User Credential Policy.")
}

extension Tenant {
    /// The person a sign-in name belongs to. Unlike our product, Entra tells an unknown name from a known one.
    func userSigningIn(as name: String) throws -> DirectoryUser {
        let name = name.trimmingCharacters(in: .whitespaces)
        guard let user = user(name) ?? users.first(where: { $0.mail?.lowercased() == name.lowercased() }) else {
            throw SignInRefusal.unknownAccount
        }
        return user
    }

    /// Judges the password; whether that is enough, ``needsSecondFactor(_:)`` says.
    func checkPassword(_ name: String, _ password: String) throws -> DirectoryUser {
        let user = try userSigningIn(as: name)
        guard user.password == password else { throw SignInRefusal.wrongPassword }
        guard user.accountEnabled else { throw SignInRefusal.disabled }
        return user
    }

    /// Opens a session and returns its cookie.
    func openSession(of userID: String, secondFactor: String? = nil) -> String {
        open(
            .init(
                userID: userID, startedAt: now, endsAt: now.addingTimeInterval(3600), mayRegisterUntil: nil,
                way: .password, secondFactor: secondFactor))
    }

    /// Uses a pass. A wrong code says nothing about whether there is a pass at all.
    func signIn(_ name: String, pass code: String, call: Int) throws -> String {
        let user = try userSigningIn(as: name)
        guard let pass = user.pass, pass.opens(with: code.trimmingCharacters(in: .whitespaces)) else {
            throw SignInRefusal.wrongPass
        }
        guard user.accountEnabled else { throw SignInRefusal.disabled }
        switch pass.usability(at: now, allowed: passPolicyAllows(user)) {
        case .expired: throw SignInRefusal.expired
        case .notYetValid: throw SignInRefusal.notYetValid
        case .oneTimeUsed, .disabledByPolicy: throw SignInRefusal.blocked
        case .enabledByPolicy: break
        }
        // A multi-use pass under a policy that has since become one-time is refused as well.
        if settings.passPolicy.isUsableOnce && !pass.isUsableOnce { throw SignInRefusal.blocked }
        state.users[user.id]?.pass?.usedAt = now
        note(.init(kind: .passUsed, userID: user.id, detail: pass.id), on: call)
        // After a one-time pass a new method must be registered within ten minutes.
        let registration = pass.isUsableOnce ? min(now.addingTimeInterval(600), pass.endsAt) : pass.endsAt
        return open(
            .init(userID: user.id, startedAt: now, endsAt: pass.endsAt, mayRegisterUntil: registration, way: .pass))
    }

    /// The session behind a cookie and its person, while both are good.
    func session(_ cookie: String?) -> (SignInSession, DirectoryUser)? {
        guard let cookie, let session = state.signIns[cookie], let user = user(session.userID), user.accountEnabled,
            now < session.endsAt, session.startedAt >= user.sessionsValidFrom
        else { return nil }
        return (session, user)
    }

    func closeSession(_ cookie: String?) {
        if let cookie { state.signIns[cookie] = nil }
    }

    private func open(_ session: SignInSession) -> String {
        let cookie = UUID().text + UUID().text
        state.signIns[cookie] = session
        return cookie
    }
}
