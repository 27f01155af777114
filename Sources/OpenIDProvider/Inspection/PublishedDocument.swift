import Foundation

/// A document as it came over the public address.
package struct PublishedDocument: Sendable {
    package var status: Int
    /// From the header; nil without one.
    package var contentLength: Int?
    /// Sent with a transfer encoding.
    package var isChunked: Bool
    package var body: Data

    package init(status: Int, contentLength: Int?, isChunked: Bool, body: Data) {
        self.status = status
        self.contentLength = contentLength
        self.isChunked = isChunked
        self.body = body
    }
}
