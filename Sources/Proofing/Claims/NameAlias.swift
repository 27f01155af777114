import ClaimsMatching
import Foundation

package struct AliasID: RandomIdentifier {
    package let rawValue: String
    package init(unchecked rawValue: String) { self.rawValue = rawValue }
}

/// A name that a reviewer confirmed for one account: what its owner's document says where the directory says something
/// else. It counts for that account alone, as a name on file (E3).
package struct NameAlias: Sendable, Equatable {
    package let id: AliasID
    package let person: PersonID
    package let name: ConfirmedName
    /// The document that said so; nil when it had no mark.
    package let document: DocumentMark?
    package let reviewer: ReviewerID
    package let keptAt: Date

    package init(
        id: AliasID, person: PersonID, name: ConfirmedName, document: DocumentMark?, reviewer: ReviewerID, keptAt: Date
    ) {
        self.id = id
        self.person = person
        self.name = name
        self.document = document
        self.reviewer = reviewer
        self.keptAt = keptAt
    }
}

/// One of the two names, as a document prints it.
package struct ConfirmedName: Sendable, Hashable, Codable {
    package enum Part: String, Sendable, Codable, CaseIterable { case surname, givenName }
    package var part: Part
    package var text: String

    package init(part: Part, text: String) {
        self.part = part
        self.text = text
    }
}

extension AccountComparison {
    /// The name whose keeping would let the same document pass next time; nil when there is none: both names differ, the
    /// date of birth does, others fit too, or nothing is missing.
    var nameWorthKeeping: ConfirmedName? {
        let now = result()
        guard now.level(of: .dateOfBirth) == .identical, let name = differingName(now) else { return nil }
        var named = self
        named.person.confirmedNames.append(name)
        return named.result().decision == .approve ? name : nil
    }

    private func differingName(_ result: MatchResult) -> ConfirmedName? {
        let names: [(Claim, ConfirmedName)] = [
            (.surname, ConfirmedName(part: .surname, text: document.surname)),
            (.givenName, ConfirmedName(part: .givenName, text: document.givenNames)),
        ]
        let differing = names.filter { claim, name in
            !result.level(of: claim).reaches(.listed)
                && !name.text.trimmingCharacters(in: .whitespaces).isEmpty && name.text.count <= 100
        }
        return differing.count == 1 ? differing[0].1 : nil
    }
}
