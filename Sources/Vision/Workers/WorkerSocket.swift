import Foundation
import Glibc

/// Bytes to and from a worker, each step with a deadline. Closes the descriptor at the end.
struct WorkerSocket: ~Copyable {
    private let descriptor: Int32

    init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    func send(_ request: WorkerRequest, before deadline: ContinuousClock.Instant) throws(WorkerFailure) {
        let header = request.header
        try send(Self.bigEndian(header.count) + header, before: deadline)
        if let picture = request.picture { try send(picture, before: deadline) }
    }

    func receiveFrame(before deadline: ContinuousClock.Instant) throws(WorkerFailure) -> WorkerFrame {
        let length = try receive(4, before: deadline).reduce(0) { $0 << 8 | Int($1) }
        guard (2...WorkerFrame.Limit.header).contains(length) else {
            throw .broken("a header of \(length) bytes was announced")
        }
        var frame = WorkerFrame(header: try receive(length, before: deadline))
        guard let outline = try? JSONDecoder().decode(WorkerFrame.Outline.self, from: frame.header) else {
            throw .broken("the header is not the JSON it should be")
        }
        for picture in try outline.pictures() {
            frame.attach(try receive(picture.length, before: deadline), named: picture.name)
        }
        try checkSilent()
        return frame
    }

    /// Fails when the worker is gone, and when it says something now that nobody asked for.
    func checkSilent() throws(WorkerFailure) {
        var byte: UInt8 = 0
        let count = recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
        if count == 0 { throw .died }
        if count > 0 { throw .broken("it spoke unasked") }
        guard errno == EAGAIN || errno == EINTR else { throw .died }
    }

    private static func bigEndian(_ count: Int) -> Data {
        withUnsafeBytes(of: UInt32(count).bigEndian) { Data($0) }
    }

    private func send(_ data: Data, before deadline: ContinuousClock.Instant) throws(WorkerFailure) {
        var sent = 0
        while sent < data.count {
            // Without MSG_NOSIGNAL a worker that just died would end the server, by SIGPIPE.
            let count = data.withUnsafeBytes { bytes in
                Glibc.send(
                    descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent,
                    Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            if count > 0 { sent += count } else { try wait(for: POLLOUT, before: deadline, after: errno) }
        }
    }

    private func receive(_ length: Int, before deadline: ContinuousClock.Instant) throws(WorkerFailure) -> Data {
        var data = Data(count: length)
        var received = 0
        while received < length {
            let count = data.withUnsafeMutableBytes { bytes in
                recv(
                    descriptor, bytes.baseAddress.map { $0 + received }, bytes.count - received,
                    Int32(MSG_DONTWAIT))
            }
            if count == 0 { throw .died }
            if count > 0 { received += count } else { try wait(for: POLLIN, before: deadline, after: errno) }
        }
        return data
    }

    private func wait(
        for event: Int32, before deadline: ContinuousClock.Instant, after code: Int32
    ) throws(WorkerFailure) {
        guard code == EAGAIN || code == EINTR else { throw .died }
        let left = deadline - .now
        guard left > .zero else { throw .ranOutOfTime }
        // Rounded up: a wait of zero milliseconds would spin.
        let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1
        var request = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        _ = poll(&request, 1, Int32(clamping: milliseconds))
    }
}
