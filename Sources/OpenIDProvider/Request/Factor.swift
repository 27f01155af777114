/// What Entra may ask for (`acr`), by the kinds of factor that satisfy it (entra-contract A.8).
package enum AuthenticationContext: String, Sendable, Codable, CaseIterable {
    case possessionOrInherence = "possessionorinherence"
    case knowledgeOrPossession = "knowledgeorpossession"
    case knowledgeOrInherence = "knowledgeorinherence"
    case any = "knowledgeorpossessionorinherence"
    case knowledge, possession, inherence
}

/// What a person shows us (`amr`, RFC 8176). A live face is compared with a reference, and nothing else is claimed.
package enum Factor: String, Sendable, Codable, CaseIterable {
    case face

    /// The requests that an inherence factor satisfies. Entra accepts only a word that it asked for (AADSTS5001258), so
    /// the word is given back as it came, never a narrower truth.
    var contexts: [AuthenticationContext] {
        switch self {
        case .face: [.possessionOrInherence, .knowledgeOrInherence, .any, .inherence]
        }
    }
}
