import Foundation
import IdentityDocuments
import Proofing

/// How a person stands in the table: the values of one INSERT, and the columns of one SELECT.
enum PersonRow {
    static let columns = """
        p.tenant, p.id, p.user_principal_name, p.mail, p.other_mails, p.display_name, p.given_name, p.surname, \
        p.date_of_birth, p.account_enabled, p.is_guest, p.profile
        """

    static let upsert = """
        INSERT INTO person (tenant, id, round, user_principal_name, mail, other_mails, display_name, given_name, surname,
            date_of_birth, account_enabled, is_guest, folded_upn, folded_mail, profile)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
        ON CONFLICT (tenant, id) DO UPDATE SET
            round = excluded.round, user_principal_name = excluded.user_principal_name, mail = excluded.mail,
            other_mails = excluded.other_mails, display_name = excluded.display_name, given_name = excluded.given_name,
            surname = excluded.surname, date_of_birth = excluded.date_of_birth,
            account_enabled = excluded.account_enabled, is_guest = excluded.is_guest, folded_upn = excluded.folded_upn,
            folded_mail = excluded.folded_mail, profile = excluded.profile
        """

    /// Finds the row when everything that a document is compared with stands there already.
    static let unchanged = """
        SELECT 1 FROM person WHERE tenant = ?1 AND id = ?2 AND display_name IS NOT DISTINCT FROM ?3
            AND given_name IS NOT DISTINCT FROM ?4 AND surname IS NOT DISTINCT FROM ?5
            AND date_of_birth IS NOT DISTINCT FROM ?6 AND profile = ?7
        """

    static func compared(_ person: DirectoryPerson) throws -> [SQLValue] {
        [
            .id(person.id.tenant), .id(person.id.object), .text(person.displayName), .text(person.givenName),
            .text(person.surname), .text(person.dateOfBirth?.iso), .text(try json(person.profile, empty: .init())),
        ]
    }

    static func values(_ person: DirectoryPerson, round: Int) throws -> [SQLValue] {
        [
            .id(person.id.tenant), .id(person.id.object), .integer(round), .text(person.userPrincipalName),
            .text(person.mail), .text(try json(person.otherMails, empty: [])), .text(person.displayName),
            .text(person.givenName), .text(person.surname), .text(person.dateOfBirth?.iso),
            .flag(person.accountEnabled), .flag(person.isGuest), .text(Folding.address(person.userPrincipalName)),
            .text(person.mail.map(Folding.address)), .text(try json(person.profile, empty: .init())),
        ]
    }

    static func decode(_ row: any SQLRow) throws -> DirectoryPerson {
        DirectoryPerson(
            id: PersonID(tenant: try row.id(0), object: try row.id(1)),
            userPrincipalName: try row.text(2), mail: try row.optionalText(3),
            otherMails: try StoredForm.decode(from: Data(try row.text(4).utf8)),
            displayName: try row.optionalText(5), givenName: try row.optionalText(6), surname: try row.optionalText(7),
            dateOfBirth: try row.optionalText(8).flatMap(PartialDate.init(iso:)),
            accountEnabled: try row.flag(9), isGuest: try row.flag(10),
            profile: try StoredForm.decode(from: Data(try row.text(11).utf8)))
    }

    /// Nearly all are empty, and encoding costs more than the row.
    private static func json<Value: Codable & Equatable>(_ value: Value, empty: Value) throws -> String {
        if value == empty { return value is ProfileClaims ? "{}" : "[]" }
        return String(decoding: try StoredForm.encode(value), as: UTF8.self)
    }
}
