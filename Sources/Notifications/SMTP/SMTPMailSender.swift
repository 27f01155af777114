import CCurl
import Foundation
import NIOPosix
import Proofing

/// Sends mail through an SMTP server, with libcurl. Never falls back to an unprotected connection.
package struct SMTPMailSender: MailSending {
    private let server: SMTPServer
    private let time: any TimeSource
    private let threads: NIOThreadPool
    private let timeoutSeconds: Int

    /// - Parameters:
    ///   - time: for the Date header.
    ///   - threads: running threads; one is blocked while a mail is on its way.
    ///   - timeoutSeconds: for the whole conversation, 1...300.
    package init(
        server: SMTPServer, time: any TimeSource, threads: NIOThreadPool = .singleton, timeoutSeconds: Int = 30
    ) {
        self.server = server
        self.time = time
        self.threads = threads
        self.timeoutSeconds = min(max(timeoutSeconds, 1), 300)
    }

    /// - Throws: `MailError`; permanent when sending the same mail again can never help. Codes: `smtp.<reply>`,
    ///   `curl.<code>`, `mail.header`, `mail.address`, `mail.stopped`.
    package func send(_ mail: Mail) async throws(MailError) {
        let recipients = mail.recipients.compactMap { MailAddress($0) }
        guard !recipients.isEmpty, recipients.count == mail.recipients.count else {
            throw MailError(isPermanent: true, code: "mail.address")
        }
        let headers = try MailHeaders(mail, sender: server.sender, recipients: recipients, date: time.now)
        let outcome: Result<Void, MailError>
        do {
            outcome = try await threads.runIfActive { self.transfer(mail, headers, recipients) }
        } catch {
            // The pool is shut down or the task was cancelled before it began: nothing was sent.
            throw MailError(isPermanent: false, code: "mail.stopped")
        }
        try outcome.get()
    }

    /// Connects, protects the connection and signs in as for a mail, and sends none.
    ///
    /// - Throws: `MailError`, with the codes of `send`.
    package func greet() async throws(MailError) {
        let outcome: Result<Void, MailError>
        do {
            outcome = try await threads.runIfActive { self.greeting() }
        } catch {
            throw MailError(isPermanent: false, code: "mail.stopped")
        }
        try outcome.get()
    }

    private func greeting() -> Result<Void, MailError> {
        do throws(CurlTransfer.Failure) {
            let transfer = try CurlTransfer()
            try configure(transfer)
            try transfer.connect()
            return .success(())
        } catch {
            return .failure(MailError(error))
        }
    }

    private func transfer(_ mail: Mail, _ headers: MailHeaders, _ recipients: [MailAddress]) -> Result<Void, MailError>
    {
        do throws(CurlTransfer.Failure) {
            var transfer = try CurlTransfer()
            try configure(transfer)
            try transfer.setRecipients(recipients.map { "<\($0.text)>" })
            try transfer.setHeaders(headers.lines + ["Content-Type: multipart/alternative"])
            try transfer.addAlternative(mail.text, type: "text/plain; charset=utf-8")
            try transfer.addAlternative(mail.html, type: "text/html; charset=utf-8")
            try transfer.perform()
            return .success(())
        } catch {
            return .failure(MailError(error))
        }
    }

    private func configure(_ transfer: borrowing CurlTransfer) throws(CurlTransfer.Failure) {
        try transfer.set(CURLOPT_URL, server.url)
        try transfer.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        // ALL_PROXY in the environment must not redirect mail.
        try transfer.set(CURLOPT_NOPROXY, "*")
        try transfer.set(CURLOPT_MAIL_FROM, "<\(server.sender.text)>")
        // ALL, not TRY: a server, or somebody in between, that leaves STARTTLS out gets nothing.
        let ssl = server.protection == .plaintextForLoopback ? CURLUSESSL_NONE : CURLUSESSL_ALL
        try transfer.set(CURLOPT_USE_SSL, Int(ssl.rawValue))
        try transfer.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let authorities = server.authorities { try transfer.set(CURLOPT_CAINFO, authorities) }
        if let credentials = server.credentials {
            try transfer.set(CURLOPT_USERNAME, credentials.user)
            try transfer.set(CURLOPT_PASSWORD, credentials.password.reveal())
        }
        // Signals would be delivered to any thread of the server.
        try transfer.set(CURLOPT_NOSIGNAL, 1)
        try transfer.set(CURLOPT_TIMEOUT, timeoutSeconds)
        try transfer.set(CURLOPT_CONNECTTIMEOUT, min(timeoutSeconds, 10))
    }
}

extension MailError {
    /// RFC 5321 section 4.2.1: 5yz is for good, 4yz for now. Refused sign-in and missing TLS (530 to 538) are faults of
    /// the configuration: the mail waits until they are mended.
    init(_ failure: CurlTransfer.Failure) {
        let isRefused = (500...599).contains(failure.reply)
        let isSettings = (530...538).contains(failure.reply) || Self.settings.contains(failure.code.rawValue)
        let hasReply = isRefused || (400...499).contains(failure.reply)
        self.init(
            isPermanent: isRefused && !isSettings,
            code: hasReply ? "smtp.\(failure.reply)" : "curl.\(failure.code.rawValue)")
    }

    private static let settings: Set<UInt32> = [
        CURLE_USE_SSL_FAILED.rawValue, CURLE_SSL_CONNECT_ERROR.rawValue, CURLE_PEER_FAILED_VERIFICATION.rawValue,
        CURLE_LOGIN_DENIED.rawValue,
    ]
}
