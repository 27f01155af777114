import ClaimsMatching
import Foundation
import Proofing

/// Somebody else whom the document was compared with, and why it is theirs or not.
struct ColleagueRow {
    let name: String
    let account: String
    let born: String?
    let chip: String
    /// A class of the style sheet.
    let kind: String
    /// The claims that differ, in words; one sentence where none does.
    let differences: [String]

    init(_ colleague: ConsideredColleague, _ text: Catalogue) {
        let person = colleague.person
        name = text.name(of: person)
        account = person.userPrincipalName
        born = person.dateOfBirth.map { text("console.born", ["date": Moment.day($0.day, $0.month, $0.year)]) }
        chip = text(colleague.isRival ? "console.others.fits" : "console.others.unlike")
        kind = colleague.isRival ? "warn" : "good"
        let unlike = colleague.evidence.filter { !$0.level.reaches(.equivalent) }.map { evidence in
            text(
                "console.others.difference",
                [
                    "claim": text("console.claim.\(evidence.claim.rawValue)"),
                    "level": text("console.level.\(evidence.level.rawValue)"),
                ])
        }
        differences = unlike.isEmpty ? [text("console.others.same")] : unlike
    }
}

extension Catalogue {
    /// What the console calls somebody; nil: the directory has them no more.
    func name(of person: DirectoryPerson?) -> String {
        person.map { $0.displayName ?? $0.userPrincipalName } ?? self("console.person.gone")
    }
}

/// Everybody who was considered.
struct Colleagues {
    let summary: String
    let rivals: [ColleagueRow]
    let others: [ColleagueRow]
    let hasOthers: Bool
    let othersLabel: String

    init(_ considered: [ConsideredColleague], _ text: Catalogue) {
        rivals = considered.filter(\.isRival).map { ColleagueRow($0, text) }
        others = considered.filter { !$0.isRival }.map { ColleagueRow($0, text) }
        hasOthers = !others.isEmpty
        othersLabel = text.count("console.others.considered", others.count)
        summary =
            considered.isEmpty
            ? text("console.others.none")
            : rivals.isEmpty ? text("console.others.noRival") : text.count("console.others.rivals", rivals.count)
    }
}
