/// One page: what the layout needs, and the content of one template.
///
/// Mustache reads these by name; `Tests/WebServerTests` checks that every template renders with its content type.
struct Page<Content> {
    /// File name of the template below `templates`, without its ending.
    let template: String
    let title: String
    /// `body[data-stage]`: names the page for scripts and browser tests.
    let stage: String
    var role = "alone"
    var steps: StepLine?
    /// ES modules in `Resources/static`.
    var scripts: [String] = []
    var words: [Catalogue.Word] = []
    var usesCamera = false
    /// Where the session's forms and scripts send to.
    var base = ClaimantDoor.portal.path
    /// Entra's clock, while it waits for an answer.
    var waiting: Waiting?
    let content: Content
}

/// The thin line of four steps on top of the portal's pages.
struct StepLine {
    enum Place: Int { case account = 1, document, face, pass, done }

    let label: String
    /// "2 of 4", for the camera pages.
    let short: String
    let marks: [Mark]

    /// A class name of the style sheet: "done", "now" or "".
    struct Mark { let state: String }

    init(_ place: Place, completed: Bool = false, _ text: Catalogue) {
        let count = 4
        let current = min(place.rawValue, count)
        label = text("steps.label", ["step": String(current), "count": String(count)])
        short = text("steps.short", ["step": String(current), "count": String(count)])
        marks = (1...count).map { step in
            if step < place.rawValue || (completed && step == place.rawValue) { return Mark(state: "done") }
            return Mark(state: step == place.rawValue ? "now" : "")
        }
    }
}

/// What templates see on top of a page.
struct LayoutValues<Content> {
    let t: [String: Any]
    let assets: String
    let tenant: TenantValues
    let page: Page<Content>
    let content: Content
}

struct TenantValues {
    let name: String
    /// First letter, for the mark beside the name.
    let initial: String
    let startPath: String
    let telephone: String?
    let telephoneLink: String?
    let mail: String?
    let hasHelpDesk: Bool

    init(_ tenant: TenantPresentation) {
        name = tenant.name
        initial = tenant.name.first.map { String($0).uppercased() } ?? ""
        startPath = tenant.startPath
        telephone = tenant.helpDesk.telephone
        telephoneLink = tenant.helpDesk.telephone.map { number in
            "tel:" + number.filter { $0.isASCII && ($0.isNumber || $0 == "+") }
        }
        mail = tenant.helpDesk.mail
        hasHelpDesk = telephone != nil || mail != nil
    }
}
