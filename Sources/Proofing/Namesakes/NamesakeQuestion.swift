import ClaimsMatching
import Foundation

/// A claim that somebody can be asked for, in words they know by heart.
package enum AskedClaim: String, Sendable, Codable, CaseIterable {
    /// A mobile number. Business numbers stand in everybody's address book.
    case phone
    /// A private mail address.
    case mail
    /// Street, house number and postcode.
    case address

    var claim: Claim {
        switch self {
        case .phone: .phone
        case .mail: .mail
        case .address: .address
        }
    }
}

/// What was asked of one session, and how often the answer settled nothing.
package struct NamesakeQuestion: Sendable, Equatable, Codable {
    /// Tries in one session. A wrong answer counts as a failure of the account, so that a guesser has few in a day.
    package static let tries = 2

    package var claim: AskedClaim
    package var misses = 0

    package init(claim: AskedClaim, misses: Int = 0) {
        self.claim = claim
        self.misses = misses
    }

    package var triesLeft: Int { max(0, Self.tries - misses) }
}

/// What the person typed. Personal: it goes into the sealed findings and nowhere else.
package enum ClaimAnswer: Sendable, Equatable {
    case phone(String)
    case mail(String)
    /// - Parameter street: with the house number.
    case address(street: String, postcode: String)

    /// Characters of one field: longer ones are no telephone number, mail address or street.
    static let limit = 200

    var claim: AskedClaim {
        switch self {
        case .phone: .phone
        case .mail: .mail
        case .address: .address
        }
    }
}

extension DocumentClaims {
    func adding(_ answer: ClaimAnswer) -> DocumentClaims {
        var claims = self
        switch answer {
        case .phone(let number): claims.phone = String(number.prefix(ClaimAnswer.limit))
        case .mail(let address):
            claims.mail = String(address.trimmingCharacters(in: .whitespaces).prefix(ClaimAnswer.limit))
        case .address(let street, let postcode):
            claims.address = PostalAddress(
                line: String(street.prefix(ClaimAnswer.limit)), postcode: String(postcode.prefix(ClaimAnswer.limit)))
        }
        return claims
    }
}

extension DirectoryPerson {
    /// The right answer, as far as the directory has one.
    func onFile(_ claim: AskedClaim) -> ClaimAnswer? {
        switch claim {
        case .phone: profile.mobilePhone.map(ClaimAnswer.phone)
        case .mail: otherMails.first.map(ClaimAnswer.mail)
        case .address:
            if let street = profile.address?.street, let postcode = profile.address?.postcode {
                .address(street: street, postcode: postcode)
            } else {
                nil
            }
        }
    }
}

extension PostalAddress {
    init(_ address: ProfileAddress) {
        self.init(line: address.street ?? "", postcode: address.postcode)
        city = address.city
        region = address.region
        country = address.country
    }

    /// - Parameter line: street and house number, in either order: the first word that begins with a digit is the number.
    init(line: String, postcode: String?) {
        let words = line.split { $0.isWhitespace || $0 == "," }.map(String.init)
        let place = words.firstIndex { $0.first?.isNumber == true }
        let street = words.enumerated().filter { $0.offset != place }.map(\.element).joined(separator: " ")
        self.init(
            street: street.isEmpty ? nil : street, number: place.map { words[$0] },
            postcode: postcode.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 })
    }
}
