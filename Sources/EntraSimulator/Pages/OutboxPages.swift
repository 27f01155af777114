import Foundation
import Hummingbird

/// Mail the tenant accepted, as its reader would see it.
struct OutboxPages {
    let tenant: Tenant
    let pages: Pages

    func add(to router: Router<SimulatorContext>) {
        router.get("outbox") { _, _ in
            let messages = await tenant.outbox.reversed().map { message in
                [
                    "id": message.id, "to": message.to.joined(separator: ", "), "subject": message.subject,
                    "time": ReadableDate.moment(message.time),
                ]
            }
            return pages.render("outbox", title: "Outbox", ["messages": Array(messages), "none": messages.isEmpty])
        }
        router.get("outbox/{message}") { _, context in
            guard let message = await tenant.outbox.first(where: { $0.id == context.segment("message") }) else {
                return pages.render("missing", title: "Nothing here", status: .notFound)
            }
            return pages.render(
                "message", title: message.subject,
                [
                    "subject": message.subject, "from": message.from, "to": message.to.joined(separator: ", "),
                    "time": ReadableDate.moment(message.time), "isHTML": message.contentType == "html",
                    "body": message.body,
                ])
        }
    }
}
