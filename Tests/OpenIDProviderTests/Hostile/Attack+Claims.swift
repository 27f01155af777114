import Foundation

@testable import OpenIDProvider

extension Attack {
    /// Who issued the hint, for whom. Everything from here on is signed with the tenant's own key.
    static let origins: [Attack] = [
        Attack("no claims", .hintClaimsMalformed) { $0.encodedClaims = "" },
        Attack("claims that are no JSON", .hintClaimsMalformed) {
            $0.encodedClaims = Base64URL.encode(Data("anna".utf8))
        },
        Attack("claims that are an array", .hintClaimsMalformed) {
            $0.encodedClaims = Base64URL.encode(Data("[]".utf8))
        },
        Attack("claims followed by others", .hintClaimsMalformed) {
            $0.encodedClaims = Base64URL.encode(Data(($0.claims.json + $0.claims.json).utf8))
        },
        Attack("claims that nest too deep", .hintClaimsMalformed) {
            $0.claims["x"] = String(repeating: "[", count: 50) + String(repeating: "]", count: 50)
        },
        Attack("claims with a number of no kind", .hintClaimsMalformed) { $0.claims["x"] = "NaN" },
        Attack("claims with a zero byte", .hintClaimsMalformed) { $0.claims["x"] = "\"\0\"" },
        Attack("two issuers", .hintMemberRepeated) { $0.claims.repeatMember("iss", as: #""https://evil.example""#) },
        Attack("two object ids", .hintMemberRepeated) {
            $0.claims.repeatMember("oid", as: #""11111111-2222-4333-8444-555555555555""#)
        },
        Attack("two object ids, one in escapes", .hintMemberRepeated) {
            $0.claims.repeatMember(#"\u006fid"#, as: #""11111111-2222-4333-8444-555555555555""#)
        },
        Attack("the same tenant twice", .hintMemberRepeated) {
            $0.claims.repeatMember("tid", as: "\"\(Forge.tenant)\"")
        },
        Attack("a member twice within another", .hintMemberRepeated) { $0.claims["x"] = #"{"a":1,"a":2}"# },

        Attack("version 1.0", .hintVersion) { $0.claims["ver"] = #""1.0""# },
        Attack("a version that is a number", .hintVersion) { $0.claims["ver"] = "2.0" },
        issuer("no issuer", nil), issuer("a number", "1"),
        issuer("a list", "[\"https://login.microsoftonline.com/\(Forge.tenant)/v2.0\"]"),
        issuer("another tenant", "\"https://login.microsoftonline.com/\(Forge.otherTenant)/v2.0\""),
        issuer("common", #""https://login.microsoftonline.com/common/v2.0""#),
        issuer("the template", #""https://login.microsoftonline.com/{tenantid}/v2.0""#),
        issuer("version 1", "\"https://sts.windows.net/\(Forge.tenant)/\""),
        issuer("version 1.0 at the same host", "\"https://login.microsoftonline.com/\(Forge.tenant)/v1.0\""),
        issuer("a slash at the end", "\"https://login.microsoftonline.com/\(Forge.tenant)/v2.0/\""),
        issuer("http", "\"http://login.microsoftonline.com/\(Forge.tenant)/v2.0\""),
        issuer("another cloud", "\"https://login.microsoftonline.us/\(Forge.tenant)/v2.0\""),
        issuer("capitals", "\"https://login.microsoftonline.com/\(Forge.tenant.uppercased())/v2.0\""),
        issuer("a host that begins alike", "\"https://login.microsoftonline.com.evil.example/\(Forge.tenant)/v2.0\""),
        issuer(
            "the tenant after another's",
            "\"https://login.microsoftonline.com/\(Forge.otherTenant)/\(Forge.tenant)/v2.0\""),
        issuer("a zero byte behind", "\"https://login.microsoftonline.com/\(Forge.tenant)/v2.0\\u0000\""),
        issuer("ourselves", #""https://verify.contoso.com""#),

        audience("nobody", nil), audience("nobody in particular", "null"), audience("an empty name", #""""#),
        audience("another app", "\"\(Forge.otherTenant)\""), audience("our client id", #""countersign-contoso""#),
        audience("a list of us", "[\"\(Forge.application)\"]"),
        audience("a list of us and another", "[\"\(Forge.application)\",\"\(Forge.otherTenant)\"]"),
        audience("us in capitals", "\"\(Forge.application.uppercased())\""),
        audience("us as an address", "\"api://\(Forge.application)\""),
        audience("us with a space", "\"\(Forge.application) \""),
        audience("Microsoft Graph", #""00000003-0000-0000-c000-000000000000""#),

        tenant("none", nil), tenant("another", "\"\(Forge.otherTenant)\""), tenant("a number", "0"),
        tenant("in capitals", "\"\(Forge.tenant.uppercased())\""), tenant("in braces", "\"{\(Forge.tenant)}\""),
        tenant("with a space", "\" \(Forge.tenant)\""),
        tenant("of personal accounts", #""9188040d-6c67-4c5b-b112-36a304b66dad""#),
        tenant("in a list", "[\"\(Forge.tenant)\"]"),
        Attack("a guest: tenant and issuer of home", .hintIssuer) {
            $0.claims["tid"] = "\"\(Forge.otherTenant)\""
            $0.claims["iss"] = "\"https://login.microsoftonline.com/\(Forge.otherTenant)/v2.0\""
        },
    ]

    private static func issuer(_ name: String, _ json: String?) -> Attack {
        Attack("issued by \(name)", .hintIssuer) { $0.claims["iss"] = json }
    }

    private static func audience(_ name: String, _ json: String?) -> Attack {
        Attack("issued to \(name)", .hintAudience) { $0.claims["aud"] = json }
    }

    private static func tenant(_ name: String, _ json: String?) -> Attack {
        Attack("tenant: \(name)", .hintTenant) { $0.claims["tid"] = json }
    }

    /// Whose account it is.
    static let accounts: [Attack] = [
        Attack("no object id", .hintObjectMissing) { $0.claims["oid"] = nil },
        object("null", "null"), object("a number", "7"), object("an empty text", #""""#),
        object("capitals", "\"\(Forge.person.uppercased())\""),
        object("one capital", "\"\(Forge.person.replacing("d", with: "D", maxReplacements: 1))\""),
        object("braces", "\"{\(Forge.person)}\""), object("no hyphens", "\"\(Forge.person.replacing("-", with: ""))\""),
        object("hyphens elsewhere", #""7d3b0c9e1f4e-4a57-b1d2-6f5a-4c3b2a10""#),
        object("a urn", "\"urn:uuid:\(Forge.person)\""),
        object("a space behind", "\"\(Forge.person) \""), object("a line end behind", "\"\(Forge.person)\\n\""),
        object("a zero byte behind", "\"\(Forge.person)\\u0000\""),
        object("a way up the path", "\"../\(Forge.person)\""),
        object("a path of 36 characters", #""../users/admin@contoso.com/../../../x""#),
        object("an escaped slash", "\"\(Forge.person)%2fmanager\""),
        object("a quotation mark of OData", #""' or 1 eq 1 or '7d3b0c9e-1f4e-4a57""#),
        object("an address", #""anna.berg@contoso.com""#),
        object("nobody's", #""00000000-0000-0000-0000-000000000000""#),
        object("full-width digits", #""７d3b0c9e-1f4e-4a57-b1d2-6f5a4c3b2a10""#),
        object("a letter g", #""gd3b0c9e-1f4e-4a57-b1d2-6f5a4c3b2a10""#),
        object("a list", "[\"\(Forge.person)\"]"), object("an object", "{\"id\":\"\(Forge.person)\"}"),
        Attack("no subject", .hintSubjectMissing) { $0.claims["sub"] = nil },
        subject("an empty text", #""""#), subject("a number", "1"), subject("null", "null"),
        subject("256 characters", "\"\(String(repeating: "s", count: 256))\""), subject("a line end", #""a\nb""#),
        subject("letters beyond ASCII", "\"s\u{fc}b\""), subject("a list", #"["a"]"#),
    ]

    private static func object(_ name: String, _ json: String) -> Attack {
        Attack("object id: \(name)", .hintObjectMalformed) { $0.claims["oid"] = json }
    }

    private static func subject(_ name: String, _ json: String) -> Attack {
        Attack("subject: \(name)", .hintSubjectMalformed) { $0.claims["sub"] = json }
    }

    /// When the hint was issued. `exp` is in none of these: see the controls.
    static let times: [Attack] = [
        Attack("no time of issue", .hintTimeMissing) { $0.claims["iat"] = nil },
        time("null", "null"), time("a text", "\"\(Forge.second)\""), time("a fraction", "\(Forge.second).5"),
        time("a whole number with a fraction", "\(Forge.second).0"), time("an exponent", "1.79e9"),
        time("a negative number", "-1"),
        time("a number beyond 64 bits", "99999999999999999999"), time("a list", "[\(Forge.second)]"),
        time("yes", "true"),
        time("milliseconds", "\(Forge.second)000"),
        Attack("arrived after 301 seconds", .hintStale, delay: 301) { _ in },
        Attack("arrived after a day", .hintStale, delay: 86_400) { _ in },
        Attack("issued in 1970", .hintStale) { $0.claims["iat"] = "0" },
        Attack("old, but not expired", .hintStale, delay: 3600) { $0.claims["exp"] = "\(Forge.second + 86_400)" },
        Attack("old, with a young nbf", .hintStale, delay: 600) { $0.claims["nbf"] = "\(Forge.second + 600)" },
        Attack("from 121 seconds ahead", .hintFromFuture, delay: -121) { _ in },
        Attack("from 121 seconds ahead, without a beginning", .hintFromFuture, delay: -121) { $0.claims["nbf"] = nil },
        Attack("from a day ahead", .hintFromFuture) { $0.claims["iat"] = "\(Forge.second + 86_400)" },
        Attack("valid from 121 seconds ahead", .hintFromFuture) { $0.claims["nbf"] = "\(Forge.second + 121)" },
        Attack("a beginning that is a text", .hintTimeMalformed) { $0.claims["nbf"] = #""soon""# },
        Attack("a beginning beyond all years", .hintTimeMalformed) { $0.claims["nbf"] = "9223372036854775807" },
    ]

    private static func time(_ name: String, _ json: String) -> Attack {
        Attack("time of issue: \(name)", .hintTimeMalformed) { $0.claims["iat"] = json }
    }
}
