import Foundation
import Glibc

/// Starts a worker: descriptors 0 and 1 are one end of a socket, 2 is a pipe for its complaints, nothing else is open.
struct WorkerSpawn {
    let process: pid_t
    /// Our end of the socket.
    let socket: Int32
    /// Reading end of the pipe behind the worker's standard error.
    let complaints: Int32

    init(_ program: WorkerProgram) throws(WorkerFailure) {
        var ends: [Int32] = [-1, -1]
        let stream = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, stream, 0, &ends) == 0 else { throw .notStarted(errno) }
        defer { close(ends[1]) }
        var errors: [Int32] = [-1, -1]
        // Not blocking: a worker that complains without end fills the pipe and loses words, not time.
        guard pipe2(&errors, O_CLOEXEC | O_NONBLOCK) == 0 else {
            let code = errno
            close(ends[0])
            throw .notStarted(code)
        }
        defer { close(errors[1]) }
        do {
            process = try Self.spawn(program, standard: [ends[1], ends[1], errors[1]])
        } catch {
            close(ends[0])
            close(errors[0])
            throw error
        }
        socket = ends[0]
        complaints = errors[0]
    }

    private static func spawn(_ program: WorkerProgram, standard: [Int32]) throws(WorkerFailure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, source) in standard.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, source, Int32(target))
        }
        // Libraries open files without close-on-exec: databases and sockets of the server must not reach a worker.
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        posix_spawn_file_actions_addchdir_np(&actions, "/")

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        configure(&attributes)

        var process: pid_t = 0
        let code = withCStrings([program.path] + program.arguments) { arguments in
            withCStrings(WorkerProgram.environment) { environment in
                posix_spawn(&process, program.path, &actions, &attributes, arguments, environment)
            }
        }
        guard code == 0 else { throw .notStarted(code) }
        return process
    }

    /// A process group of its own, so that one signal ends a worker with all its children and an interrupt from the
    /// keyboard reaches the server first; and default signals, for the server ignores some and ignoring is inherited.
    private static func configure(_ attributes: inout posix_spawnattr_t) {
        var all = sigset_t(), none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return body(&pointers)
    }
}
