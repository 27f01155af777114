import Foundation
import Proofing
import Testing

@testable import Notifications

@Suite("A message reaches every address it should, and no other")
struct DeliveryRoundTests {
    let time = MovedTime()
    let sender = TestSender()
    let log = TestLog()

    private func round(_ outbox: TestOutbox, person: DirectoryPerson? = Letters.directoryPerson(), isDown: Bool = false)
        -> DeliveryRound
    {
        DeliveryRound(
            outbox: outbox, directory: TestDirectory(known: person, isDown: isDown), sender: sender,
            templates: MessageTemplates(), time: time, retry: RetrySchedule(), logger: log.logger())
    }

    @Test func `a notice goes to all addresses on file, one mail each, private ones first`() async throws {
        let message = Letters.message()
        let outbox = TestOutbox(message)
        let person = Letters.directoryPerson(otherMails: ["ana@home.example", "ana@old.example", "ANA@home.example"])
        await round(outbox, person: person).deliverDue()
        #expect(sender.mails.map(\.recipients) == [["ana@home.example"], ["ana@old.example"], ["ana@work.example"]])
        #expect(Set(sender.mails.map(\.id)) == [message.id])
        #expect(outbox.outcome(message.id) == "delivered")
    }

    @Test func `the way back goes to private addresses only`() async throws {
        let outbox = TestOutbox(Letters.message(.comeBack, values: ["link": "https://id.example/r"]))
        await round(outbox).deliverDue()
        #expect(sender.mails.map(\.recipients) == [["ana@home.example"]])
    }

    @Test func `the way back goes to the mailbox when there is nothing else`() async throws {
        let outbox = TestOutbox(Letters.message(.comeBack, values: ["link": "https://id.example/r"]))
        await round(outbox, person: Letters.directoryPerson(otherMails: [])).deliverDue()
        #expect(sender.mails.map(\.recipients) == [["ana@work.example"]])
    }

    @Test func `somebody unknown or without an address is given up`() async throws {
        let message = Letters.message()
        for (person, code) in [
            (nil, "person.unknown"), (Letters.directoryPerson(mail: nil, otherMails: []), "person.noAddress"),
        ] {
            let outbox = TestOutbox(message)
            await round(outbox, person: person).deliverDue()
            #expect(outbox.outcome(message.id) == code)
        }
        #expect(sender.mails.isEmpty)
    }

    @Test func `a directory in trouble means waiting`() async throws {
        let message = Letters.message()
        let outbox = TestOutbox(message)
        await round(outbox, isDown: true).deliverDue()
        #expect(outbox.outcome(message.id) == nil)
        #expect(outbox.retries == [Letters.start + 30])
    }

    @Test func `a full mailbox is tried again without writing to the others twice`() async throws {
        let message = Letters.message()
        let outbox = TestOutbox(message)
        sender.answer("ana@home.example", MailError(isPermanent: false, code: "smtp.452"))
        let round = round(outbox)
        await round.deliverDue()
        #expect(sender.mails.map(\.recipients) == [["ana@work.example"]])
        await round.deliverDue()
        #expect(sender.mails.count == 1)
        time.advance(30)
        sender.answer("ana@home.example", nil)
        await round.deliverDue()
        #expect(sender.mails.map(\.recipients) == [["ana@work.example"], ["ana@home.example"]])
        #expect(Set(sender.mails.map(\.id)) == [message.id])
        #expect(outbox.outcome(message.id) == "delivered")
    }

    @Test func `one dead address does not keep the notice from the others`() async throws {
        let message = Letters.message()
        let outbox = TestOutbox(message)
        sender.answer("ana@home.example", MailError(isPermanent: true, code: "smtp.550"))
        await round(outbox).deliverDue()
        #expect(sender.mails.map(\.recipients) == [["ana@work.example"]])
        #expect(outbox.outcome(message.id) == "delivered")
    }

    @Test func `all addresses dead is given up`() async throws {
        let message = Letters.message()
        let outbox = TestOutbox(message)
        for address in ["ana@home.example", "ana@work.example"] {
            sender.answer(address, MailError(isPermanent: true, code: "smtp.550"))
        }
        await round(outbox).deliverDue()
        #expect(outbox.outcome(message.id) == "smtp.550")
    }

    @Test func `waits grow with age, up to an hour, and end after two days`() async throws {
        let message = Letters.message()
        let outbox = TestOutbox(message)
        for address in ["ana@home.example", "ana@work.example"] {
            sender.answer(address, MailError(isPermanent: false, code: "curl.7"))
        }
        let round = round(outbox)
        for _ in 0..<100 {
            await round.deliverDue()
            guard outbox.outcome(message.id) == nil, let next = outbox.retries.last else { break }
            time.advance(next.timeIntervalSince(time.now))
        }
        let waits = zip([Letters.start] + outbox.retries, outbox.retries).map { $1.timeIntervalSince($0) }
        #expect(waits.prefix(9) == [30, 30, 60, 120, 240, 480, 960, 1_920, 3_600])
        #expect(waits.max() == 3_600)
        #expect(outbox.outcome(message.id) == "curl.7")
        #expect(time.now.timeIntervalSince(Letters.start) >= 2 * 86_400)
    }

    @Test func `the log names messages, never addresses or values`() async throws {
        let outbox = TestOutbox(Letters.message(values: ["reference": "4F7-29K"]), Letters.message())
        sender.answer("ana@home.example", MailError(isPermanent: true, code: "smtp.550"))
        await round(outbox).deliverDue()
        await round(outbox, isDown: true).deliverDue()
        #expect(!log.lines.isEmpty)
        #expect(!log.lines.contains { $0.contains("@") || $0.contains("4F7") })
    }
}
