import Foundation
import JWTKit

/// One Microsoft Entra tenant in memory: the directory, what Graph has done to it, and the faults it is told to have.
///
/// Everything that `/reset` forgets is in ``state``; keys and the token seal live as long as the process.
package actor Tenant {
    package nonisolated let configuration: SimulatorConfiguration
    package nonisolated let issuers: Issuers
    nonisolated let seal = SealedToken()
    private let wallClock: @Sendable () -> Date
    private var clockOffset: TimeInterval = 0
    var state: TenantState
    package internal(set) var faults = Faults()
    package internal(set) var settings: TenantSettings
    /// Counts resets: a token of an earlier life is answered with 410.
    private(set) var epoch = 0
    /// Providers being fetched now, by address: whoever needs one meanwhile waits for the same answer.
    var fetches: [String: Task<ProviderMetadata, any Error>] = [:]
    /// Scheme, host and port of the sign-in pages, for requests made on behalf of the management port.
    private(set) var address: String

    package nonisolated var name: TenantName { configuration.tenant }

    /// Throws ``ConfigurationProblems``. `issuers` may be shared by many tenants in tests, since making keys is slow.
    package init(
        configuration: SimulatorConfiguration, issuers: Issuers? = nil, now: @escaping @Sendable () -> Date = { Date() }
    ) async throws {
        try configuration.validate()
        self.configuration = configuration
        self.issuers =
            if let issuers { issuers } else { try await Issuers(tenants: [configuration.tenant, .fabrikam]) }
        wallClock = now
        address = configuration.externalBaseURL ?? "http://localhost:\(configuration.port)"
        state = TenantState()
        settings = TenantSettings(configuration)
        try populate()
    }

    // MARK: Time

    /// Simulated time: the wall clock plus what `/clock` has added.
    package var now: Date { wallClock().addingTimeInterval(clockOffset) }

    package func advanceClock(by seconds: TimeInterval) { clockOffset += seconds }
    package func setClock(to date: Date) { clockOffset = date.timeIntervalSince(wallClock()) }

    /// Back to the start: people, groups, faults, settings, clock, outbox and call log.
    package func reset() throws {
        clockOffset = 0
        epoch += 1
        state = TenantState()
        faults = Faults()
        settings = TenantSettings(configuration)
        try populate()
    }

    /// The sequence number of a change made now.
    func nextMoment() -> Int {
        state.momentDates.append(now)
        return state.momentDates.count
    }

    func opened(at address: String) { self.address = address }

    // MARK: Faults

    /// Throws ``BadFaultValue``. See ``FaultKnob/accepts`` for the values.
    package func setFault(_ knob: FaultKnob, to value: JSONValue) throws {
        try setFaults([knob: value])
    }

    /// Sets several knobs, or none when one of the values does not fit.
    package func setFaults(_ values: [FaultKnob: JSONValue]) throws {
        var changed = faults
        for (knob, value) in values { try knob.set(value, in: &changed) }
        // Nothing to repeat yet: a good hint would go out in its place, and a test would pass for nothing.
        if changed.nextHint == .replay, state.lastHint == nil { throw BadFaultValue(knob: .nextHint) }
        faults = changed
        // Only tokens given out before now expire, or nobody could ever finish the resynchronisation that follows.
        if values[.expireDeltaTokens] != nil { state.oldestValidToken = state.tokenSerial + 1 }
    }

    package func changeSettings(_ change: @Sendable (inout TenantSettings) throws -> Void) rethrows {
        try change(&settings)
    }

    private func populate() throws {
        state.branding.values["customAccountResetCredentialsUrl"] = configuration.forgotPasswordURL.map(
            JSONValue.string)
        if configuration.population == .contoso { try seedContoso() }
        seedApplications()
        if let preset = configuration.externalMethod { try seedExternalMethod(preset) }
    }
}

/// What a reset forgets.
struct TenantState: Sendable {
    var users: [String: DirectoryUser] = [:]
    /// Ids in ascending order, which is the order lists and delta rounds walk in.
    var userOrder: [String] = []
    /// Principal names of live people, in lower case, to their ids.
    var userIDsByName: [String: String] = [:]
    var groups: [String: DirectoryGroup] = [:]
    var groupOrder: [String] = []
    /// Role template id to the ids of users and groups that hold it.
    var roleHolders: [String: Set<String>] = [:]
    var branding = Branding()
    var outbox: [SentMessage] = []
    var calls: [CallRecord] = []
    var signIns: [String: SignInSession] = [:]
    var plannedPasses: [PlannedPass] = []
    /// In order of registration.
    var appObjects: [AppCollection: [AppObject]] = [:]
    var externalMethods: [ExternalMethod] = []
    /// What is known of each provider, by the address of its discovery document, for a day at a time.
    var providers: [String: CachedProvider] = [:]
    /// Passwords accepted that still wait for a second factor, by the token in their page.
    var firstFactors: [String: FirstFactor] = [:]
    /// Requests sent to a provider and not answered yet, by their `state`.
    var challenges: [String: Challenge] = [:]
    var lastHint: String?
    /// When each sequence number was given out; the number is the position counted from one.
    var momentDates: [Date] = []
    /// Counts delta and page tokens, so that a fault can expire all that were given out before it.
    var tokenSerial = 0
    var oldestValidToken = 0
}

/// Rules of the tenant that tests change while it runs.
package struct TenantSettings: Sendable {
    /// Which of the two gates of contract D.1 guard a recovery action.
    package var authorization = AuthorizationMode.permission
    package var passPolicy = TemporaryAccessPassPolicy()
    package var secondFactor = SecondFactorRule()
    package internal(set) var clients: [String: RegisteredClient]

    package enum AuthorizationMode: String, Sendable, CaseIterable, Codable { case permission, role, both }

    init(_ configuration: SimulatorConfiguration) {
        clients = Dictionary(configuration.clients.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
    }

    package mutating func register(_ client: RegisteredClient) { clients[client.id] = client }
}
