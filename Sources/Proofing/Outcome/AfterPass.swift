import Foundation

/// What policy asks for once the pass exists: never before, or a failure would lock the person out for good
/// (entra-contract D.6). Failures are recorded, and do not take the pass away.
package struct AfterPass: Sendable {
    let directory: any DirectoryActing
    let time: any TimeSource

    package init(directory: any DirectoryActing, time: any TimeSource) {
        self.directory = directory
        self.time = time
    }

    package func perform(_ outcome: OutcomePolicy, for person: PersonID, session: SessionID) async -> [AuditEvent] {
        var events: [AuditEvent] = []
        if !outcome.removedMethods.isEmpty {
            events += await removeMethods(outcome.removedMethods, of: person, session)
        }
        if outcome.revokeSessions {
            var details: [String: String] = [:]
            do { try await directory.revokeSessions(of: person) } catch { details["failed"] = error.code.rawValue }
            events.append(
                AuditEvent(.sessionsRevoked, at: time.now, session: session, person: person, details: details))
        }
        return events
    }

    /// Two rounds: the default method can be deleted only when it is the last one.
    private func removeMethods(
        _ kinds: Set<AuthenticationMethod.Kind>, of person: PersonID, _ session: SessionID
    ) async -> [AuditEvent] {
        var removed: [AuthenticationMethod] = []
        var failed: [String: String] = [:]
        for _ in 1...2 {
            guard let methods = try? await directory.methods(of: person).filter({ kinds.contains($0.kind) }) else {
                break
            }
            failed = [:]
            for method in methods {
                do {
                    try await directory.removeMethod(method, of: person)
                    removed.append(method)
                } catch { failed[method.kind.rawValue] = error.code.rawValue }
            }
            if failed.isEmpty { break }
        }
        return removed.map { method in
            AuditEvent(
                .methodRemoved, at: time.now, session: session, person: person, details: ["kind": method.kind.rawValue])
        }
            + failed.sorted { $0.key < $1.key }.map { kind, code in
                AuditEvent(
                    .methodRemoved, at: time.now, session: session, person: person,
                    details: ["kind": kind, "failed": code])
            }
    }
}
