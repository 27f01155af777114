import Foundation
import Glibc

/// One running worker and the socket to it. Ends with the last reference.
///
/// Every method but `end` blocks: call them from a thread that may wait. One exchange at a time; who holds the worker
/// sees to it.
final class WorkerProcess: Sendable {
    private let process: pid_t
    private let socket: WorkerSocket
    private let complaints: Int32

    init(_ program: WorkerProgram) throws(WorkerFailure) {
        let spawn = try WorkerSpawn(program)
        process = spawn.process
        socket = WorkerSocket(descriptor: spawn.socket)
        complaints = spawn.complaints
    }

    deinit {
        end()
        // The kernel ends the process now, whatever it is doing, so this wait is short. It leaves no zombie behind.
        while waitpid(process, nil, 0) == -1 && errno == EINTR {}
        close(complaints)
    }

    /// Ends the worker and all processes it started. May be called from any thread, also during an exchange.
    func end() {
        kill(-process, SIGKILL)
    }

    /// Fails unless the worker waits for a request in silence. A word said unasked would be taken for the next answer.
    func checkIdle() throws(WorkerFailure) {
        try socket.checkSilent()
    }

    /// Sends a request and waits for the answer.
    ///
    /// - Throws: After which the worker must be dropped: it is ended already.
    func exchange(_ request: WorkerRequest, limit: Duration) throws(WorkerFailure) -> WorkerFrame {
        let deadline = ContinuousClock.now + limit
        do throws(WorkerFailure) {
            try socket.send(request, before: deadline)
            return try socket.receiveFrame(before: deadline)
        } catch {
            end()
            throw error
        }
    }

    /// The last words of the worker on its standard error: printable characters only, at most 500.
    func lastWords() -> String {
        var bytes = [UInt8](repeating: 0, count: 64 * 1024)
        let count = read(complaints, &bytes, bytes.count)
        guard count > 0 else { return "" }
        let printable = bytes[..<count].map { (32...126).contains($0) ? $0 : UInt8(ascii: " ") }
        return String(decoding: printable.suffix(500), as: UTF8.self).trimmingCharacters(in: .whitespaces)
    }
}
