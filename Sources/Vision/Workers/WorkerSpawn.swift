import Foundation
import Glibc

/// Starts a worker: descriptors 0 and 1 are one end of a socket, 2 another for its complaints, nothing else is open.
struct WorkerSpawn {
    let process: pid_t
    /// Our end of the socket.
    let socket: Int32
    /// Our end of the socket behind the worker's standard error.
    let complaints: Int32

    init(_ program: WorkerProgram) throws(WorkerFailure) {
        let requests = try Self.socketPair(0)
        defer { close(requests.theirs) }
        let errors: (ours: Int32, theirs: Int32)
        do {
            // Not blocking: a worker that complains without end fills the buffer and loses words, not time.
            errors = try Self.socketPair(Int32(SOCK_NONBLOCK.rawValue))
        } catch {
            close(requests.ours)
            throw error
        }
        defer { close(errors.theirs) }
        do {
            process = try Self.spawn(program, standard: [requests.theirs, requests.theirs, errors.theirs])
        } catch {
            close(requests.ours)
            close(errors.ours)
            throw error
        }
        socket = requests.ours
        complaints = errors.ours
    }

    private static func socketPair(_ flags: Int32) throws(WorkerFailure) -> (ours: Int32, theirs: Int32) {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | flags
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw .notStarted(errno) }
        return (ends[0], ends[1])
    }

    private static func spawn(_ program: WorkerProgram, standard: [Int32]) throws(WorkerFailure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, source) in standard.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, source, Int32(target))
        }
        // Libraries open files without close-on-exec: databases and sockets of the server must not reach a worker.
        guard let gnu = GNUSpawnActions.shared, gnu.closeFrom(&actions, 3) == 0, gnu.changeDirectory(&actions, "/") == 0
        else { throw .notStarted(ENOSYS) }

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
        var all = sigset_t()
        var none = sigset_t()
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

/// Two steps between fork and exec that glibc has since 2.34 and 2.29, but declares for `_GNU_SOURCE` only, which the
/// Glibc module is built without. There is no safe substitute for the first: a list of open descriptors is out of date
/// as soon as it is made.
private struct GNUSpawnActions: Sendable {
    typealias CloseFrom = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32
    typealias ChangeDirectory =
        @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, UnsafePointer<CChar>)
        -> Int32

    let closeFrom: CloseFrom
    let changeDirectory: ChangeDirectory

    /// nil where the C library is too old.
    static let shared = GNUSpawnActions()

    private init?() {
        guard let closeFrom = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np"),
            let changeDirectory = dlsym(nil, "posix_spawn_file_actions_addchdir_np")
        else { return nil }
        // The types above repeat <spawn.h>.
        self.closeFrom = unsafeBitCast(closeFrom, to: CloseFrom.self)
        self.changeDirectory = unsafeBitCast(changeDirectory, to: ChangeDirectory.self)
    }
}
