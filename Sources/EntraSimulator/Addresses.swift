/// Where a running simulator can be reached. No address ends in a slash.
package struct Addresses: Sendable, Equatable {
    /// Sign-in pages, token endpoint (`{login}/{tenant}/oauth2/v2.0/token`) and Graph (`{login}/v1.0`).
    package let base: String
    package let management: String
    /// The same as `base` over TLS, when asked for.
    package let tls: String?
}

/// Collects the ports as they open and hands the addresses to whoever waits.
actor AddressBoard {
    enum Listener { case main, management, tls }

    private var ports: [Listener: Int] = [:]
    private var outcome: Result<Addresses, any Error>?
    private var waiting: [CheckedContinuation<Addresses, any Error>] = []

    func opened(_ listener: Listener, _ port: Int, _ configuration: SimulatorConfiguration, expectingTLS: Bool) {
        ports[listener] = port
        guard let main = ports[.main], let management = ports[.management], !expectingTLS || ports[.tls] != nil else {
            return
        }
        let host = Self.host(configuration)
        settle(
            .success(
                Addresses(
                    base: Self.base(main, configuration),
                    management: "http://\(host):\(management)",
                    tls: ports[.tls].map { "https://\(host):\($0)" })))
    }

    /// Scheme, host and port of the sign-in pages.
    static func base(_ port: Int, _ configuration: SimulatorConfiguration) -> String {
        configuration.externalBaseURL ?? "http://\(host(configuration)):\(port)"
    }

    private static func host(_ configuration: SimulatorConfiguration) -> String {
        configuration.host == "::1" ? "[::1]" : configuration.host
    }

    func close(_ error: any Error) {
        if outcome == nil { settle(.failure(error)) }
    }

    func wait() async throws -> Addresses {
        if let outcome { return try outcome.get() }
        return try await withCheckedThrowingContinuation { waiting.append($0) }
    }

    private func settle(_ result: Result<Addresses, any Error>) {
        outcome = result
        for continuation in waiting { continuation.resume(with: result) }
        waiting = []
    }
}
