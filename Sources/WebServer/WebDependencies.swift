import Logging
import OpenIDProvider
import Proofing

/// Everything the web needs from outside. `buildWebRouter` takes it; nothing in this module reads configuration.
package struct WebDependencies: Sendable {
    package var claimants: any ClaimantServing
    package var reviews: any ReviewServing
    package var policies: any PolicyServing
    package var trial: any PolicyTrialServing
    package var readiness: any ReadinessServing
    /// nil: Entra’s account recovery does not ask us.
    package var callout: CalloutDependencies?
    /// nil: nobody signs in with a face here, and nobody enrols.
    package var signIn: SignInDependencies?
    /// nil: Entra’s external method is off.
    package var openID: OpenIDDependencies?
    package var tenant: TenantPresentation
    package var address: PublicAddress
    package var limits: WebLimits
    package var time: any TimeSource
    package var random: any RandomSource
    package var logger: Logger

    package init(
        claimants: any ClaimantServing, reviews: any ReviewServing, policies: any PolicyServing,
        trial: any PolicyTrialServing,
        readiness: any ReadinessServing,
        tenant: TenantPresentation,
        address: PublicAddress, limits: WebLimits = WebLimits(), time: any TimeSource = SystemTime(),
        random: any RandomSource = SystemRandom(),
        logger: Logger
    ) {
        self.claimants = claimants
        self.reviews = reviews
        self.policies = policies
        self.trial = trial
        self.readiness = readiness
        self.tenant = tenant
        self.address = address
        self.limits = limits
        self.time = time
        self.random = random
        self.logger = logger
    }
}

/// What answers Entra's callouts, and who may call.
package struct CalloutDependencies: Sendable {
    package var desk: any CalloutServing
    /// Judges the value of `Authorization`.
    package var check: @Sendable (String?) async throws(CalloutToken.Fault) -> Void

    package init(
        desk: any CalloutServing, check: @escaping @Sendable (String?) async throws(CalloutToken.Fault) -> Void
    ) {
        self.desk = desk
        self.check = check
    }
}
