import CCurl
import Foundation
import Proofing

/// One SMTP conversation by libcurl. Blocks from `perform()` until the server has answered or time is over.
///
/// Not thread-safe: made, used and destroyed on one thread.
struct CurlTransfer: ~Copyable {
    private let handle: UnsafeMutableRawPointer
    private let mime: OpaquePointer
    private var headers: UnsafeMutablePointer<curl_slist>?
    private var recipients: UnsafeMutablePointer<curl_slist>?

    struct Failure: Error {
        var code: CURLcode
        /// The server's last reply code, 0 when there was none.
        var reply: Int
    }

    init() throws(Failure) {
        // Once per process; curl counts the calls, and this constant is made once.
        guard Self.library == CURLE_OK, let handle = curl_easy_init() else {
            throw Failure(code: CURLE_FAILED_INIT, reply: 0)
        }
        guard let mime = curl_mime_init(handle) else {
            curl_easy_cleanup(handle)
            throw Failure(code: CURLE_OUT_OF_MEMORY, reply: 0)
        }
        self.handle = handle
        self.mime = mime
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_mime_free(mime)
        curl_slist_free_all(headers)
        curl_slist_free_all(recipients)
    }

    private static let library = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

    func set(_ option: CURLoption, _ value: String) throws(Failure) {
        try check(countersign_curl_set_string(handle, option, value))
    }

    func set(_ option: CURLoption, _ value: Int) throws(Failure) {
        try check(countersign_curl_set_long(handle, option, value))
    }

    /// Call once.
    mutating func setHeaders(_ lines: [String]) throws(Failure) {
        headers = try list(lines)
        try check(countersign_curl_set_pointer(handle, CURLOPT_HTTPHEADER, headers))
    }

    /// Call once.
    mutating func setRecipients(_ addresses: [String]) throws(Failure) {
        recipients = try list(addresses)
        try check(countersign_curl_set_pointer(handle, CURLOPT_MAIL_RCPT, recipients))
    }

    /// Adds one alternative of the body; later ones are richer (RFC 2046 section 5.1.4). curl copies the text.
    func addAlternative(_ text: String, type: String) throws(Failure) {
        guard let part = curl_mime_addpart(mime) else { throw Failure(code: CURLE_OUT_OF_MEMORY, reply: 0) }
        // Quoted-printable keeps a line break only where the text has CR LF.
        let body = text.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n")
        try check(curl_mime_data(part, body, body.utf8.count))
        try check(curl_mime_type(part, type))
        try check(curl_mime_encoder(part, "quoted-printable"))
    }

    func perform() throws(Failure) {
        try check(countersign_curl_set_pointer(handle, CURLOPT_MIMEPOST, UnsafeMutableRawPointer(mime)))
        try check(curl_easy_perform(handle))
    }

    /// The conversation up to the point where a mail would begin (CURLOPT_CONNECT_ONLY).
    func connect() throws(Failure) {
        try set(CURLOPT_CONNECT_ONLY, 1)
        try check(curl_easy_perform(handle))
    }

    private func list(_ lines: [String]) throws(Failure) -> UnsafeMutablePointer<curl_slist>? {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = curl_slist_append(list, line) else {
                curl_slist_free_all(list)
                throw Failure(code: CURLE_OUT_OF_MEMORY, reply: 0)
            }
            list = longer
        }
        return list
    }

    private func check(_ code: CURLcode) throws(Failure) {
        guard code != CURLE_OK else { return }
        var reply = 0
        _ = countersign_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &reply)
        throw Failure(code: code, reply: reply)
    }
}
