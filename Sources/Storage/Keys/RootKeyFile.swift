import Foundation
import Proofing

/// The file that holds the root key: 32 raw bytes, or 64 hexadecimal digits.
package enum RootKeyFile {
    package enum Failure: Error, Sendable, Equatable {
        case missing(path: String)
        /// Readable for more people than its owner; `chmod 600` mends it.
        case openToOthers(path: String)
        /// Not a plain file, or it belongs to another user.
        case notOurs(path: String)
        case malformed(path: String)
        case exists(path: String)
        case notReadable(path: String, errno: Int32)
        case notWritable(path: String, errno: Int32)
    }

    /// Blocks for one small read; meant for start-up.
    package static func load(_ path: String) throws(Failure) -> RootKey {
        // Checked on the descriptor that is read, so that nobody can put another file there in between.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .missing(path: path) : .notReadable(path: path, errno: errno)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .notReadable(path: path, errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() || status.st_uid == 0 else {
            throw .notOurs(path: path)
        }
        guard status.st_mode & 0o077 == 0 else { throw .openToOthers(path: path) }
        var buffer = [UInt8](repeating: 0, count: 128)
        let count = read(descriptor, &buffer, buffer.count)
        guard count >= 0 else { throw .notReadable(path: path, errno: errno) }
        guard let key = RootKey(fileContent: buffer.prefix(count)) else { throw .malformed(path: path) }
        return key
    }

    /// Makes a new key with mode 0600. Never overwrites: losing a root key loses all evidence under it.
    package static func create(_ path: String, random: some RandomSource = SystemRandom()) throws(Failure) -> RootKey {
        let bytes = random.bytes(32)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw errno == EEXIST ? .exists(path: path) : .notWritable(path: path, errno: errno)
        }
        defer { close(descriptor) }
        let line = Array((bytes.hexadecimal + "\n").utf8)
        guard write(descriptor, line, line.count) == line.count, fsync(descriptor) == 0 else {
            throw .notWritable(path: path, errno: errno)
        }
        guard let key = RootKey(bytes: bytes) else { throw .malformed(path: path) }
        return key
    }
}

extension RootKey {
    fileprivate init?(fileContent bytes: ArraySlice<UInt8>) {
        if bytes.count == 32 {
            self.init(bytes: bytes)
            return
        }
        let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.utf8.count == 64 else { return nil }
        let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == 64 else { return nil }
        self.init(bytes: stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
    }
}

extension RootKeyFile.Failure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing(let path):
            "There is no root key at \(path). Make one with `countersign migrate --create-root-key`, or restore it."
        case .openToOthers(let path): "The root key \(path) can be read by others. Run: chmod 600 \(path)"
        case .notOurs(let path): "\(path) is not a plain file of this user."
        case .malformed(let path): "\(path) holds no root key: 32 bytes or 64 hexadecimal digits are expected."
        case .exists(let path): "There is a file at \(path) already; a root key is never overwritten."
        case .notReadable(let path, let number): "\(path) cannot be read (error \(number))."
        case .notWritable(let path, let number): "\(path) cannot be written (error \(number))."
        }
    }
}
