import Proofing

/// Every word that leaves by mail, in English. `{name}` stands for a value; a paragraph whose value is missing is left out.
enum EnglishMessages {
    static func template(_ template: OutboxMessage.Template) -> MessageTemplate {
        switch template {
        case .passShown: passShown
        case .comeBack: comeBack
        case .reviewRefused: reviewRefused
        case .reviewLapsed: reviewLapsed
        case .attemptRefused: attemptRefused
        case .referenceMade: referenceMade
        case .referenceErased: referenceErased
        }
    }

    /// Used where a message brings no value of its own.
    static let defaults = [
        "tenantName": "your organisation",
        "supportContact": "your help desk",
    ]

    private static let passShown = MessageTemplate(
        subject: "You have a new way to sign in",
        paragraphs: [
            .text("Hello,"),
            .text(
                "Somebody proved to be you with an ID document and a live picture, and was shown a Temporary Access Pass for your account at {tenantName}."
            ),
            .text("Time: {at}"),
            .text("Device: {device}"),
            .text("Reference: {reference}"),
            .text("If this was you, there is nothing to do."),
            .text(
                "If this was not you, contact {supportContact} now and give the reference. They can stop the pass at once."
            ),
        ])

    private static let comeBack = MessageTemplate(
        subject: "Please come back to finish signing in",
        paragraphs: [
            .text("Hello,"),
            .text(
                "A person at {tenantName} has looked at your request and confirmed that it is you. One step is left: take one more live picture, and you are done."
            ),
            .link(text: "Finish now", value: "link"),
            .text("The link works until {until}."),
            .text("Reference: {reference}"),
            .text(
                "If you did not ask for this, do not open the link. Contact {supportContact} and give the reference."),
        ])

    private static let reviewRefused = MessageTemplate(
        subject: "About your request to sign in again",
        paragraphs: [
            .text("Hello,"),
            .text(
                "A person at {tenantName} has looked at your request and could not confirm that it is you, so nothing was changed."
            ),
            .text("Reference: {reference}"),
            .text("Please contact {supportContact} and give the reference. They will help you further."),
            .text("If you did not ask for this, tell them as well: somebody may be trying to use your account."),
        ])

    private static let reviewLapsed = MessageTemplate(
        subject: "About your request to sign in again",
        paragraphs: [
            .text("Hello,"),
            .text(
                "Nobody at {tenantName} could look at your request in time, so it has ended. We are sorry. What you sent has been deleted."
            ),
            .text("Reference: {reference}"),
            .text("Please start again, or contact {supportContact} and give the reference."),
            .text("If you did not ask for this, tell them as well: somebody may be trying to use your account."),
        ])

    private static let attemptRefused = MessageTemplate(
        subject: "Somebody tried to get into your account",
        paragraphs: [
            .text("Hello,"),
            .text(
                "Somebody asked for a way back into your account at {tenantName}. We could not confirm that it was you, so nothing was changed."
            ),
            .text("Time: {at}"),
            .text("Device: {device}"),
            .text("Reference: {reference}"),
            .text("If this was you, contact {supportContact} and give the reference. They will help you further."),
            .text("If this was not you, tell them as well: somebody may be trying to use your account."),
        ])

    private static let referenceMade = MessageTemplate(
        subject: "You can sign in with your face now",
        paragraphs: [
            .text("Hello,"),
            .text(
                "Somebody proved to be you with an ID document and a live picture, and agreed that {tenantName} keeps a measurement of their face. From now on that face can be the second step when you sign in."
            ),
            .text("Time: {at}"),
            .text("Device: {device}"),
            .text("Reference: {reference}"),
            .text("You can have it erased at any time. Nothing happens before you press the button on the page."),
            .link(text: "Erase the measurement of my face", value: "link"),
            .text("If this was not you, erase it and contact {supportContact} now. Give them the reference."),
        ])

    private static let referenceErased = MessageTemplate(
        subject: "Your face is no longer kept",
        paragraphs: [
            .text("Hello,"),
            .text(
                "The measurement of your face that {tenantName} kept for signing in has been erased: you asked for it, or its time was over. Your other ways to sign in stay as they are."
            ),
            .text("To sign in with your face again, enrol once more: {link}"),
            .text("Reference: {reference}"),
            .text("If you did not expect this, tell {supportContact}."),
        ])
}
