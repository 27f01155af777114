import Foundation
import Proofing

/// Every confirmed name with its account, who confirmed it and when.
struct NamesPage {
    struct Row {
        let name: String
        let part: String
        let person: String
        let account: String
        let reviewer: String
        let kept: Moment
        let action: String
        /// What the button is called for people who do not see its row.
        let label: String
    }

    let visitor: Visitor
    let rows: [Row]
    let isEmpty: Bool
    let summary: String

    init(
        _ aliases: [(alias: NameAlias, person: DirectoryPerson?)], visitor: ReviewerSession, now: Date,
        _ text: Catalogue
    ) {
        self.visitor = Visitor(visitor)
        rows = aliases.map { alias, person in
            Row(
                name: alias.name.text, part: text("console.claim.\(alias.name.part.rawValue)"),
                person: text.name(of: person),
                account: person?.userPrincipalName ?? "", reviewer: alias.reviewer.rawValue,
                kept: Moment(alias.keptAt, now: now, text), action: "/console/names/\(alias.id.rawValue)/remove",
                label: text("names.removeOne", ["name": alias.name.text]))
        }
        isEmpty = aliases.isEmpty
        summary = aliases.isEmpty ? text("names.empty") : text.count("names.summary", aliases.count)
    }
}

/// Somebody showed a document that is not the account's.
struct AlertsPage {
    struct Row {
        let at: Moment
        let reference: String
        let person: String
        let account: String
        let sentence: String
    }

    let visitor: Visitor
    let rows: [Row]
    let isEmpty: Bool
    let summary: String

    init(
        _ alerts: [(alert: SecurityAlert, person: DirectoryPerson?)], visitor: ReviewerSession, now: Date,
        _ text: Catalogue
    ) {
        self.visitor = Visitor(visitor)
        rows = alerts.map { alert, person in
            Row(
                at: Moment(alert.at, now: now, text), reference: alert.reference,
                person: text.name(of: person),
                account: person?.userPrincipalName ?? "", sentence: text("alerts.code.\(alert.code.rawValue)"))
        }
        isEmpty = alerts.isEmpty
        summary = alerts.isEmpty ? text("alerts.empty") : text.count("alerts.summary", alerts.count)
    }
}
