import Foundation
import Logging
import Proofing
import ServiceLifecycle

/// Everything that is due now, one mail after the other.
actor DeliveryRound {
    /// Seconds; longer than all mails of one message can take.
    private static let leaseSeconds = 300.0

    private let outbox: any Outbox
    private let directory: any DirectoryStore
    private let sender: any MailSending
    private let templates: MessageTemplates
    private let time: any TimeSource
    private let retry: RetrySchedule
    private let logger: Logger
    /// Addresses that have a message already while another address of the same person has to wait.
    private var reached: [MessageID: Set<String>] = [:]

    init(
        outbox: any Outbox, directory: any DirectoryStore, sender: any MailSending, templates: MessageTemplates,
        time: any TimeSource, retry: RetrySchedule, logger: Logger
    ) {
        self.outbox = outbox
        self.directory = directory
        self.sender = sender
        self.templates = templates
        self.time = time
        self.retry = retry
        self.logger = logger
    }

    func deliverDue() async {
        do {
            while !Task.isShuttingDownGracefully, !Task.isCancelled {
                // One at a time: a lease then covers one message, however slow the server is.
                let messages = try await outbox.take(at: time.now, limit: 1, leaseSeconds: Self.leaseSeconds)
                guard let message = messages.first else { return }
                try await deliver(message)
            }
        } catch {
            // The store is in trouble. The lease runs out, the message comes back.
            logger.error("outbox is not available", metadata: ["error": "\(type(of: error))"])
        }
    }

    private func deliver(_ message: OutboxMessage) async throws {
        do throws(MailError) {
            try await send(message)
        } catch {
            return try await postpone(message, after: error)
        }
        reached[message.id] = nil
        try await outbox.delivered(message.id, at: time.now)
        logger.info("mail sent", metadata: ["message": "\(message.id)", "template": "\(message.template.rawValue)"])
    }

    /// One mail for each address, so that a private address is not shown to the company's mailbox, and one dead
    /// address does not keep the notice from the others.
    private func send(_ message: OutboxMessage) async throws(MailError) {
        let addresses = try await addresses(for: message)
        var refusal: MailError?
        var obstacle: MailError?
        for address in addresses where reached[message.id]?.contains(address) != true {
            do {
                try await sender.send(try templates.mail(for: message, to: [address]))
                reached[message.id, default: []].insert(address)
            } catch  where error.isPermanent {
                refusal = error
                logger.warning("mail refused", metadata: ["message": "\(message.id)", "code": "\(error.code)"])
            } catch {
                obstacle = error
            }
        }
        if let obstacle { throw obstacle }
        if let refusal, reached[message.id] == nil { throw refusal }
    }

    private func addresses(for message: OutboxMessage) async throws(MailError) -> [String] {
        let person: DirectoryPerson?
        do {
            person = try await directory.person(message.person)
        } catch {
            throw MailError(isPermanent: false, code: "directory.unavailable")
        }
        guard let person else { throw MailError(isPermanent: true, code: "person.unknown") }
        let addresses = Recipients.addresses(for: message.template, of: person)
        guard !addresses.isEmpty else { throw MailError(isPermanent: true, code: "person.noAddress") }
        return addresses
    }

    private func postpone(_ message: OutboxMessage, after error: MailError) async throws {
        let retryAt = error.isPermanent ? nil : retry.next(for: message, at: time.now)
        if retryAt == nil { reached[message.id] = nil }
        try await outbox.failed(message.id, code: error.code, retryAt: retryAt)
        logger.warning(
            retryAt == nil ? "mail given up" : "mail waits",
            metadata: ["message": "\(message.id)", "template": "\(message.template.rawValue)", "code": "\(error.code)"])
    }
}
