import Proofing

/// Faces are kept only where they are of use: with Entra's external method. What was kept before is erased all the same.
func enrolmentTerms(_ settings: Settings) -> EnrolmentTerms? {
    guard settings.externalMethod != nil else { return nil }
    let origin = settings.publicAddress.origin
    return EnrolmentTerms(
        withdrawalLink: { "\(origin)/withdraw#\($0.value.reveal())" },
        enrolAddress: "\(origin)/r/\(settings.presentation.slug)/enrol")
}
