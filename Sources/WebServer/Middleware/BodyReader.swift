import Foundation
import Hummingbird

/// Reads bodies: never more bytes than allowed, and never for longer than allowed (requirements T27).
struct BodyReader: Sendable {
    let limits: WebLimits

    /// - Throws: 413 above `limit` bytes, 408 when it takes longer than `WebLimits.bodySeconds`.
    func bytes(_ request: Request, upTo limit: Int) async throws -> ByteBuffer {
        let body = request.body
        let seconds = limits.bodySeconds
        return try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
            group.addTask { try await body.collect(upTo: limit) }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                throw HTTPError(.requestTimeout)
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw HTTPError(.requestTimeout) }
            return first
        }
    }

    func form<Form: Decodable>(_ type: Form.Type, _ request: Request, upTo limit: Int? = nil) async throws -> Form {
        let text = String(buffer: try await bytes(request, upTo: limit ?? limits.formBytes))
        guard let form = try? URLEncodedFormDecoder().decode(type, from: text) else { throw HTTPError(.badRequest) }
        return form
    }

    func json<Value: Decodable>(_ type: Value.Type, _ request: Request) async throws -> Value {
        let bytes = try await bytes(request, upTo: limits.formBytes)
        guard let value = try? JSONDecoder().decode(type, from: Data(bytes.readableBytesView)) else {
            throw HTTPError(.badRequest)
        }
        return value
    }

    /// A raw JPEG. The first bytes are looked at here so that nothing else ever reaches a decoder (ASVS 5.2.2).
    func jpeg(_ request: Request, upTo limit: Int) async throws -> Data {
        guard request.headers[.contentType] == "image/jpeg" else { throw HTTPError(.unsupportedMediaType) }
        let bytes = try await bytes(request, upTo: limit)
        guard bytes.readableBytesView.starts(with: [0xff, 0xd8, 0xff]) else { throw HTTPError(.unsupportedMediaType) }
        return Data(bytes.readableBytesView)
    }
}
