/// Company branding, as far as the sign-in page shows it.
package struct Branding: Sendable, Equatable {
    var values: [String: JSONValue] = [:]

    /// Where *Forgot my password* leads, exactly as configured.
    var resetURL: String? { values["customAccountResetCredentialsUrl"]?.string }

    static let textLimit = 256
    static let urlLimit = 128
    static let writable: Set<String> = [
        "customAccountResetCredentialsUrl", "customForgotMyPasswordText", "customCannotAccessYourAccountText",
        "signInPageText", "usernameHintText", "backgroundColor", "loginPageTextVisibilitySettings",
    ]

    /// Contract E.1: ASCII and at most 128 characters.
    package static func problem(withResetURL url: String) -> String? {
        if url.count > urlLimit {
            return "customAccountResetCredentialsUrl has \(url.count) characters; at most \(urlLimit)"
        }
        if !url.allSatisfy(\.isASCII) { return "customAccountResetCredentialsUrl must be ASCII" }
        return nil
    }
}
