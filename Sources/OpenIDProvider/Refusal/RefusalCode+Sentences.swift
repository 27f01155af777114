extension RefusalCode {
    /// One sentence for whoever reads it: a person at sign-in, the help desk, or an administrator with the log open.
    package var sentence: String {
        switch self {
        case .formTooLong: "The request is longer than any that Microsoft sends; begin the sign-in again."
        case .formMalformed: "The request is not a form that can be read; begin the sign-in again."
        case .parameterRepeated: "A parameter of the request stands there twice; begin the sign-in again."
        case .clientUnknown:
            "The client id is not the one this server knows; compare it with the external method in Entra."
        case .redirectNotAllowed:
            "The answer would not go to Microsoft's sign-in page; check which cloud this server is set up for."
        case .responseTypeUnsupported:
            "Only the response type id_token is answered; check the external method in Entra."
        case .responseModeUnsupported:
            "Only the response mode form_post is answered; check the external method in Entra."
        case .scopeUnsupported: "The scope must contain openid; check the external method in Entra."
        case .nonceMissing: "The request has no nonce, so an answer could be used for another sign-in; begin again."
        case .nonceMalformed:
            "The nonce has characters or a length that Microsoft does not send; begin the sign-in again."
        case .stateMalformed:
            "The state has characters or a length that Microsoft does not send; begin the sign-in again."
        case .claimsMissing: "The request does not say which factor it wants; check the external method in Entra."
        case .claimsMalformed: "The wanted factor cannot be read from the request; begin the sign-in again."
        case .acrMissing: "The request names no kind of factor; check the external method in Entra."
        case .acrNotOffered: "This sign-in needs a factor other than a face; choose another method."
        case .amrNotOffered: "This sign-in does not take a face as a factor; choose another method."
        default: hintSentence
        }
    }

    private var hintSentence: String {
        switch self {
        case .hintMissing: "The request does not say who is signing in; begin at your sign-in page."
        case .hintTooLong: "The hint is longer than any that Microsoft sends; begin the sign-in again."
        case .hintMalformed: "The hint is not a signed token that can be read; begin the sign-in again."
        case .hintEncrypted: "The hint is encrypted, which Microsoft never does; begin the sign-in again."
        case .hintMemberRepeated: "A member of the hint stands there twice, so it can be read in two ways; begin again."
        case .hintAlgorithm: "The hint is not signed with RS256, the only way Microsoft signs; begin the sign-in again."
        case .hintType: "The hint is a token of another kind; begin the sign-in again."
        case .hintCritical: "The hint demands an extension that is not known here; begin the sign-in again."
        case .hintHeaderUntrusted: "The hint brings its own key or encoding, which is never trusted; begin again."
        case .hintKeyMissing: "The hint does not say which key signed it; begin the sign-in again."
        case .hintKeyUnknown:
            "The hint was signed with a key that the tenant does not publish; check the tenant id and the login host."
        case .keysUnavailable:
            "Microsoft's signing keys cannot be fetched at the moment; try again in a minute, or check the network."
        case .hintSignature:
            "The hint's signature is wrong, so it does not come from Microsoft; begin the sign-in again."
        default: claimSentence
        }
    }

    private var claimSentence: String {
        switch self {
        case .hintClaimsMalformed: "The hint's claims cannot be read; begin the sign-in again."
        case .hintVersion: "The hint is not of version 2.0; set the app registration's token version to 2."
        case .hintIssuer:
            "The hint was issued for another tenant; check the tenant id, and whether the person is a guest."
        case .hintAudience: "The hint was issued to another app; compare the app id with the external method in Entra."
        case .hintTenant: "The hint is about another tenant's account; check the tenant id, and whether it is a guest."
        case .hintObjectMissing: "The hint does not say whose account it is; begin the sign-in again."
        case .hintObjectMalformed:
            "The account's object id is not in the form Microsoft writes; begin the sign-in again."
        case .hintSubjectMissing: "The hint has no subject to answer for; begin the sign-in again."
        case .hintSubjectMalformed: "The hint's subject is not one that can be answered for; begin the sign-in again."
        case .hintTimeMissing: "The hint does not say when it was issued; begin the sign-in again."
        case .hintTimeMalformed: "The hint's times are not whole seconds; begin the sign-in again."
        case .hintStale: "This sign-in was started more than five minutes ago; begin it again."
        case .hintFromFuture: "The hint was issued in the future; set this server's clock."
        case .hintReplayed: "This sign-in was opened here before; begin it again."
        case .replayStoreUnavailable: "It cannot be checked at the moment whether this sign-in is new; try again soon."
        default: "The request is not one that Microsoft sends; begin the sign-in again."
        }
    }
}
