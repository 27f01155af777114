/// Why a request from Entra, or the hint in it, is not taken.
package struct Refusal: Error, Sendable, Equatable {
    package let code: RefusalCode
    /// What was found and what was expected, for the log and for `countersign eam explain`: printable, at most 200
    /// characters, and never shown to the person. nil when the code says all.
    package let detail: String?
    /// How Entra is told. nil while nothing in the request shows that an answer would reach Entra and nobody else
    /// (RFC 6749 section 4.2.2.1): then the person stays on a page of ours.
    package internal(set) var answer: FormAnswer?

    init(_ code: RefusalCode, found: String? = nil, expected: String? = nil) {
        self.code = code
        switch (found, expected) {
        case (let found?, let expected?): detail = "found \(found.quoted), expected \(expected.quoted)"
        case (let found?, nil): detail = "found \(found.quoted)"
        case (nil, let expected?): detail = "expected \(expected.quoted)"
        case (nil, nil): detail = nil
        }
    }

    /// What happened and what helps, in one sentence that does not depend on what was sent.
    package var sentence: String { code.sentence }
}

extension String {
    /// In quotation marks, cut short, and with a question mark for all that could forge a line of a log or hide in it.
    fileprivate var quoted: String {
        let limit = 80
        let visible = unicodeScalars.prefix(limit).map { (0x20...0x7e).contains($0.value) ? Character($0) : "?" }
        return "'\(String(visible))\(unicodeScalars.count > limit ? "…" : "")'"
    }
}

/// Who can do something about a refusal. The page and its picture follow from this, the words from the code.
package enum RefusalKind: String, Sendable {
    /// Going back to the sign-in and beginning again helps.
    case startAgain
    /// An administrator has to change something in Entra or here.
    case setup
    /// This sign-in asks for a factor that Countersign does not offer; another method does.
    case otherMethod
    /// Waiting a moment helps.
    case later
    /// Not what Entra sends: somebody, or something on the way, made this up.
    case foreign
}
