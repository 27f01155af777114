import AsyncHTTPClient
import Foundation

/// What anybody meets at a public address: nothing is followed, cached or believed.
package struct PublicAnswer: Sendable {
    package let status: Int
    /// As the header says; nil without one.
    package let contentLength: Int?
    package let isChunked: Bool
    package let isEncoded: Bool
    package let location: String?
    /// The server's clock (RFC 9110 section 6.6.1); nil without the header.
    package let date: Date?
    package let body: Data

    init(_ answer: HTTPAnswer) {
        status = answer.status
        contentLength = answer.head["content-length"].flatMap(Int.init)
        isChunked = answer.head["transfer-encoding"] != nil
        isEncoded = answer.head["content-encoding"] != nil
        location = answer.location
        date = answer.head["date"].flatMap(Self.moment)
        body = answer.body
    }

    private static func moment(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.date(from: text)
    }
}

/// No whole answer came. The reason is a word or two, such as "no connection".
package struct NoPublicAnswer: Error { package let reason: String }

extension HTTPTransport {
    /// In bytes: more than any document that is looked for has.
    private static let lookLimit = 1024 * 1024

    /// Gets what is at an address; posts a form when there is one.
    ///
    /// - Parameters:
    ///   - headers: besides `Accept`.
    ///   - form: names and values, not yet escaped.
    package func look(
        at address: String, headers: [String: String] = [:], posting form: [(name: String, value: String)]? = nil
    ) async throws(NoPublicAnswer) -> PublicAnswer {
        var request = HTTPClientRequest(url: address)
        request.headers.add(name: "accept", value: "*/*")
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let form {
            request.method = .POST
            request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
            let pairs = form.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }
            request.body = .bytes(Data(pairs.joined(separator: "&").utf8))
        }
        do throws(ExchangeFailure) {
            return PublicAnswer(try await exchange(request, upTo: Self.lookLimit))
        } catch {
            throw NoPublicAnswer(reason: error.reason)
        }
    }
}
