import Foundation

@testable import OpenIDProvider

extension Attack {
    /// The form, who asks, and where an answer would go.
    static let forms: [Attack] = [
        Attack("nothing at all", .clientUnknown, body: { _ in Data() }),
        Attack("a body above the limit", .formTooLong, body: { $0.body + Data(repeating: 0x61, count: 65_536) }),
        Attack("a percent sign without digits", .formMalformed, body: { $0.body + Data("&x=%zz".utf8) }),
        Attack("a percent sign at the end", .formMalformed, body: { $0.body + Data("&x=%4".utf8) }),
        Attack("bytes that are not UTF-8", .formMalformed, body: { $0.body + Data("&x=%ff%fe".utf8) }),
        Attack("an overlong UTF-8 form", .formMalformed, body: { $0.body + Data("&x=%c0%af".utf8) }),
        Attack("a surrogate in UTF-8", .formMalformed, body: { $0.body + Data("&x=%ed%a0%80".utf8) }),
        Attack(
            "JSON in place of a form", .clientUnknown, body: { _ in Data(#"{"client_id":"countersign-contoso"}"#.utf8) }
        ),
        Attack("two hints", .parameterRepeated) { $0.form += [("id_token_hint", $0.token), ("id_token_hint", "x")] },
        Attack("two client ids", .parameterRepeated) { $0.form.append(("client_id", "countersign-contoso")) },
        Attack("a second, empty redirect address", .parameterRepeated) { $0.form.append(("redirect_uri", "")) },
        Attack("two states", .parameterRepeated) { $0.form.append(("state", "other")) },
        Attack("two nonces", .parameterRepeated) { $0.form.append(("nonce", "other")) },
        Attack("two claims parameters", .parameterRepeated) { $0.form.append(("claims", "{}")) },
        Attack(
            "a name written with escapes to hide its twin", .parameterRepeated,
            body: { $0.body + Data("&%73tate=x".utf8) }),

        Attack("no client id", .clientUnknown) { $0["client_id"] = nil },
        Attack("another client id", .clientUnknown) { $0["client_id"] = "countersign-fabrikam" },
        Attack("the client id in capitals", .clientUnknown) { $0["client_id"] = "COUNTERSIGN-CONTOSO" },
        Attack("the client id with a space", .clientUnknown) { $0["client_id"] = "countersign-contoso " },
        Attack("the app id in place of the client id", .clientUnknown) { $0["client_id"] = Forge.application },
        Attack("the client id with a zero byte", .clientUnknown) { $0["client_id"] = "countersign-contoso\0" },

        Attack("no redirect address", .redirectNotAllowed) { $0["redirect_uri"] = nil },
        redirect("somebody else's address", "https://evil.example/common/federation/externalauthprovider"),
        redirect(
            "a host that begins like Microsoft's",
            "https://login.microsoftonline.com.evil.example/common/federation/externalauthprovider"),
        redirect(
            "Microsoft's host as a user name",
            "https://login.microsoftonline.com@evil.example/common/federation/externalauthprovider"),
        redirect(
            "a backslash before the real host",
            #"https://evil.example\@login.microsoftonline.com/common/federation/externalauthprovider"#),
        redirect("http", "http://login.microsoftonline.com/common/federation/externalauthprovider"),
        redirect("a script", "javascript:alert(1)//login.microsoftonline.com/common/federation/externalauthprovider"),
        redirect("an address without a scheme", "//login.microsoftonline.com/common/federation/externalauthprovider"),
        redirect("a slash at the end", "https://login.microsoftonline.com/common/federation/externalauthprovider/"),
        redirect("a query", "https://login.microsoftonline.com/common/federation/externalauthprovider?x=1"),
        redirect("a fragment", "https://login.microsoftonline.com/common/federation/externalauthprovider#x"),
        redirect("another path of Microsoft's", "https://login.microsoftonline.com/common/oauth2/nativeclient"),
        redirect(
            "a way up and down the path",
            "https://login.microsoftonline.com/x/../common/federation/externalauthprovider"),
        redirect("capitals", "https://LOGIN.microsoftonline.com/common/federation/externalauthprovider"),
        redirect("a written port", "https://login.microsoftonline.com:443/common/federation/externalauthprovider"),
        redirect("an escaped letter", "https://login.microsoftonline.com/%63ommon/federation/externalauthprovider"),
        redirect("another cloud", "https://login.microsoftonline.us/common/federation/externalauthprovider"),
        redirect("a space in front", " https://login.microsoftonline.com/common/federation/externalauthprovider"),
        redirect(
            "a line end behind", "https://login.microsoftonline.com/common/federation/externalauthprovider\r\nX: y"),
        redirect(
            "a letter that only looks like c",
            "https://login.mi\u{441}rosoftonline.com/common/federation/externalauthprovider"),
        redirect(
            "the tenant in place of common",
            "https://login.microsoftonline.com/\(Forge.tenant)/federation/externalauthprovider"),
    ]

    private static func redirect(_ name: String, _ address: String) -> Attack {
        Attack("redirect to \(name)", .redirectNotAllowed) { $0["redirect_uri"] = address }
    }

    /// What is asked of us.
    static let questions: [Attack] = [
        Attack("no response type", .responseTypeUnsupported) { $0["response_type"] = nil },
        Attack("a code", .responseTypeUnsupported) { $0["response_type"] = "code" },
        Attack("an access token", .responseTypeUnsupported) { $0["response_type"] = "token" },
        Attack("two response types", .responseTypeUnsupported) { $0["response_type"] = "id_token token" },
        Attack("no response mode", .responseModeUnsupported) { $0["response_mode"] = nil },
        Attack("the answer in the fragment", .responseModeUnsupported) { $0["response_mode"] = "fragment" },
        Attack("the answer in the query", .responseModeUnsupported) { $0["response_mode"] = "query" },
        Attack("no scope", .scopeUnsupported) { $0["scope"] = nil },
        Attack("another scope", .scopeUnsupported) { $0["scope"] = "profile email" },
        Attack("a scope that contains the word", .scopeUnsupported) { $0["scope"] = "openidx" },
        Attack("no nonce", .nonceMissing) { $0["nonce"] = nil },
        Attack("an empty nonce", .nonceMissing) { $0["nonce"] = "" },
        Attack("a nonce with a line end", .nonceMalformed) { $0["nonce"] = "a\nb" },
        Attack("a nonce beyond ASCII", .nonceMalformed) { $0["nonce"] = "n\u{f6}nce" },
        Attack("a nonce of two thousand characters", .nonceMalformed) {
            $0["nonce"] = String(repeating: "n", count: 2000)
        },
        Attack("a state with a line end", .stateMalformed) { $0["state"] = "a\r\nSet-Cookie: x=y" },
        Attack("a state with a zero byte", .stateMalformed) { $0["state"] = "a\0b" },
        Attack("a state beyond ASCII", .stateMalformed) { $0["state"] = "\u{202e}etats" },
        Attack("a state of nine thousand characters", .stateMalformed) {
            $0["state"] = String(repeating: "s", count: 9000)
        },

        Attack("no claims", .claimsMissing) { $0["claims"] = nil },
        claims("no JSON", .claimsMalformed, "possessionorinherence"),
        claims("an array", .claimsMalformed, "[]"),
        claims("JSON with something behind it", .claimsMalformed, Forge.claimsRequest() + "}"),
        claims("nothing about the id_token", .claimsMalformed, #"{"userinfo":{"acr":null}}"#),
        claims("an id_token that is a string", .claimsMalformed, #"{"id_token":"acr"}"#),
        claims("the id_token twice", .claimsMalformed, #"{"id_token":{},"id_token":{"acr":{"value":"inherence"}}}"#),
        claims(
            "the acr twice", .claimsMalformed,
            #"{"id_token":{"acr":{"value":"possession"},"acr":{"value":"inherence"}}}"#),
        claims(
            "the acr twice, once in escapes", .claimsMalformed,
            #"{"id_token":{"acr":{"value":"possession"},"\u0061cr":{"value":"inherence"}}}"#),
        claims("an acr that is a string", .claimsMalformed, Forge.claimsRequest(acr: #""inherence""#)),
        claims("values that are no array", .claimsMalformed, Forge.claimsRequest(acr: #"{"values":"inherence"}"#)),
        claims("values with a number", .claimsMalformed, Forge.claimsRequest(acr: #"{"values":["inherence",1]}"#)),
        claims(
            "a value and values", .claimsMalformed,
            Forge.claimsRequest(acr: #"{"value":"inherence","values":["inherence"]}"#)),
        claims("an amr that is an array", .claimsMalformed, Forge.claimsRequest(amr: #"["face"]"#)),
        claims(
            "a hundred levels", .claimsMalformed,
            String(repeating: "[", count: 100) + String(repeating: "]", count: 100)),
        claims(
            "a text above the limit", .claimsMalformed,
            Forge.claimsRequest(acr: #"{"values":["\#(String(repeating: "x", count: 9000))"]}"#)),
        claims("half a surrogate", .claimsMalformed, Forge.claimsRequest(acr: #"{"values":["\ud800"]}"#)),
        claims("no acr", .acrMissing, #"{"id_token":{"amr":{"values":["face"]}}}"#),
        claims("an acr of any value", .acrMissing, Forge.claimsRequest(acr: "null")),
        claims("an empty list of acr", .acrMissing, Forge.claimsRequest(acr: #"{"values":[]}"#)),
        claims("a possession", .acrNotOffered, Forge.claimsRequest(acr: #"{"values":["possession"]}"#)),
        claims("a knowledge", .acrNotOffered, Forge.claimsRequest(acr: #"{"values":["knowledge"]}"#)),
        claims(
            "after a face: knowledge or possession", .acrNotOffered,
            Forge.claimsRequest(acr: #"{"values":["knowledgeorpossession"]}"#)),
        claims("a word in other letters", .acrNotOffered, Forge.claimsRequest(acr: #"{"values":["Inherence"]}"#)),
        claims(
            "a Kelvin sign for a k", .acrNotOffered,
            Forge.claimsRequest(acr: #"{"values":["\u212anowledgeorinherence"]}"#)),
        claims(
            "an unknown word", .acrNotOffered, Forge.claimsRequest(acr: #"{"values":["urn:mace:incommon:iap:silver"]}"#)
        ),
        claims("methods without a face", .amrNotOffered, Forge.claimsRequest(amr: #"{"values":["fido","otp","sms"]}"#)),
        claims("no method at all", .amrNotOffered, Forge.claimsRequest(amr: #"{"values":[]}"#)),
        claims("a face in capitals", .amrNotOffered, Forge.claimsRequest(amr: #"{"values":["FACE"]}"#)),
    ]

    private static func claims(_ name: String, _ code: RefusalCode, _ text: String) -> Attack {
        Attack("claims: \(name)", code) { $0["claims"] = text }
    }
}
