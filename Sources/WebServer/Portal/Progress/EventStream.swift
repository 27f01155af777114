import HTTPTypes
import Hummingbird
import ServiceLifecycle

/// Server-Sent Events (HTML standard, section 9.2): "changed" whenever something changed, and a comment now and then
/// so that proxies keep the line open and a browser that left is noticed.
struct EventStream: Sendable {
    let limits: WebLimits

    private enum Pulse { case changed, heartbeat }

    func body(changes: AsyncStream<Void>) -> ResponseBody {
        let limits = limits
        return ResponseBody { writer in
            // Without the cancellation, stopping the server would wait for every open page.
            for await pulse in Self.pulses(changes, limits).cancelOnGracefulShutdown() {
                switch pulse {
                case .changed: try await writer.write(ByteBuffer(string: "event: changed\ndata: {}\n\n"))
                case .heartbeat: try await writer.write(ByteBuffer(string: ": still here\n\n"))
                }
            }
            try await writer.finish(nil)
        }
    }

    private static func pulses(_ changes: AsyncStream<Void>, _ limits: WebLimits) -> AsyncStream<Pulse> {
        AsyncStream(bufferingPolicy: .bufferingNewest(4)) { continuation in
            let task = Task {
                await withTaskGroup { group in
                    group.addTask {
                        for await _ in changes { continuation.yield(.changed) }
                    }
                    group.addTask {
                        while (try? await Task.sleep(for: .seconds(limits.heartbeatSeconds))) != nil {
                            continuation.yield(.heartbeat)
                        }
                    }
                    group.addTask { try? await Task.sleep(for: .seconds(limits.streamSeconds)) }
                    // Whichever ends first: the session, or this stream's time.
                    await group.next()
                    group.cancelAll()
                }
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}

extension HTTPField.Name {
    // A literal of the token form of RFC 9110 section 5.1. Asks nginx not to hold events back.
    static let accelBuffering = HTTPField.Name("X-Accel-Buffering")!
}
