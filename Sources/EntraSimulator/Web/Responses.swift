import Foundation
import Hummingbird

extension Response {
    static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
        // Encoding a value that is JSON already cannot fail; should it, an empty body is easier to notice than a crash.
        (try? encoding(value, status: status)) ?? Response(status: .internalServerError)
    }

    static func encoding(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
    }

    static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    static func redirect(_ path: String) -> Response { .redirect(to: path, type: .normal) }
}

extension Request {
    /// At most this much of any body is read: nothing the contract sends comes near it.
    static let bodyLimit = 4 * 1024 * 1024

    func bodyData() async throws -> Data {
        var request = self
        let buffer = try await request.collectBody(upTo: Self.bodyLimit)
        return Data(buffer.readableBytesView)
    }

    func form() async throws -> FormFields { FormFields(String(decoding: try await bodyData(), as: UTF8.self)) }

    /// The body as a JSON object; an empty body counts as `{}`, as `POST` without a body does at Graph.
    func jsonObject() async throws -> [String: JSONValue] {
        let data = try await bodyData()
        if data.isEmpty { return [:] }
        guard let object = try? JSONValue(parsing: data).object else {
            throw GraphError(
                400, "BadRequest",
                "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format."
            )
        }
        return object
    }

    var queryFields: FormFields { FormFields(uri.query ?? "") }
}
