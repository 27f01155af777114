import Testing

@testable import Storage

/// The contract of the ports, told on SQLite.
@Suite("SQLite keeps the contract of the stores")
struct ConformanceOnSQLite {
    typealias Story = @Sendable (Database) async throws -> Void

    static let stories: [(String, Story)] = [
        ("reads back what was committed", LedgerContract.readsBackWhatWasCommitted),
        ("refuses an old version", LedgerContract.refusesAnOldVersion),
        ("refuses a version that stands still", LedgerContract.refusesAVersionThatStandsStill),
        ("lets one of fifty writers win", LedgerContract.letsOneOfFiftyWritersWin),
        ("writes all or nothing", LedgerContract.writesAllOrNothing),
        ("refuses another tenant's rows", LedgerContract.refusesAnotherTenantsRows),
        ("keeps every decision and gives the latest", LedgerContract.keepsEveryDecisionAndGivesTheLatest),
        ("replaces a return link and lets it end", LedgerContract.replacesAReturnLinkAndLetsItEnd),
        ("finds sessions whose time is over", LedgerContract.findsSessionsWhoseTimeIsOver),
        ("counts attempts since a moment", LedgerContract.countsAttemptsSinceAMoment),
        ("allows one issuance for a session", IssuanceContract.allowsOneIssuanceForASession),
        ("refuses an older fence", IssuanceContract.refusesAnOlderFence),
        ("finds issuances that are unsettled", IssuanceContract.findsWhatIsUnsettled),
        ("leases once under concurrency", IssuanceContract.leasesOnceUnderConcurrency),
        ("orders the review queue", ReviewContract.ordersTheQueue),
        ("lets one review decision win", ReviewContract.letsOneDecisionWin),
        ("redeems a link once under concurrency", ReviewContract.redeemsALinkOnce),
        ("refuses links and sessions that are over", ReviewContract.refusesLinksAndSessionsThatAreOver),
        ("gives the policies in force", PolicyContract.givesTheOneInForce),
        ("refuses a taken policy number and a second in force", PolicyContract.refusesATakenNumberAndASecondInForce),
        ("gives what decisions rested on, newest first", DecisionBasisContract.givesThemNewestFirstPageByPage),
        ("refuses a basis of no session", DecisionBasisContract.refusesThoseOfNobodyAndOfAnotherTenant),
        ("forgets what a decision rested on", DecisionBasisContract.forgetsThemWithTheSession),
        ("keeps one face of a person", ReferenceContract.keepsOnePerPerson),
        ("refuses another tenant's faces", ReferenceContract.refusesAnotherTenants),
        ("finds the faces that have to go", ReferenceContract.findsWhatHasToGo),
        ("counts how long somebody is disabled", ReferenceContract.countsHowLongSomebodyIsDisabled),
        ("leases messages oldest first", OutboxContract.leasesOldestFirst),
        ("gives each message to one of many workers", OutboxContract.giveEachMessageToOneOfManyWorkers),
        ("retries what failed and ends what is done", OutboxContract.retriesWhatFailedAndEndsWhatIsDone),
        ("refuses the same message twice", OutboxContract.refusesTheSameMessageTwice),
        ("finds people by either address", DirectoryContract.findsByEitherAddressWhateverItsCase),
        ("gives an ambiguous address to nobody", DirectoryContract.givesAnAmbiguousAddressToNobody),
        ("tells what changed", DirectoryContract.tellsWhatChanged),
        ("gives changes page by page", DirectoryContract.givesChangesPageByPage),
        ("follows nested groups and circles", DirectoryContract.followsNestedGroupsAndCircles),
        ("ends the same after replayed pages", DirectoryContract.endsTheSameAfterReplays),
        ("sweeps what a full round did not see", DirectoryContract.sweepsWhatAFullRoundDidNotSee),
        ("refuses pages of another round or tenant", DirectoryContract.refusesPagesOfAnotherRoundOrTenant),
        ("binds a document unless others were faster", ClaimsContract.bindsADocumentUnlessOthersWereFaster),
        ("forgets documents nobody could use", ClaimsContract.forgetsDocumentsNobodyCouldUse),
        ("keeps names with their person", ClaimsContract.keepsNamesWithTheirPerson),
        ("erases names with their person", ClaimsContract.erasesNamesWithTheirPerson),
        ("keeps alerts as long as their session", ClaimsContract.keepsAlertsAsLongAsTheirSession),
        ("opens what was sealed", EvidenceContract.opensWhatWasSealed),
        ("refuses evidence of an unknown session", EvidenceContract.refusesAnUnknownSession),
        ("erases evidence and leaves the session", EvidenceContract.erasesAndLeavesTheSession),
        ("calls evidence due when its time is over", EvidenceContract.isDueWhenItsTimeIsOver),
        ("reads back a key ring and audits each change", SigningKeyContract.readsBackARingAndAuditsEachChange),
        ("lets one of many writers change a key ring", SigningKeyContract.letsOneOfManyWritersChangeARing),
        ("refuses a key ring of an old version", SigningKeyContract.refusesAnOldVersion),
        ("keeps key rings of tenants and issuers apart", SigningKeyContract.keepsTenantsAndIssuersApart),
        ("takes a hint once under concurrency", SigningKeyContract.takesAHintOnce),
        ("forgets hints that are stale, and no others", SigningKeyContract.forgetsStaleHints),
    ]

    @Test("The store", arguments: stories.map(\.0))
    func keeps(_ name: String) async throws {
        let story = try #require(Self.stories.first { $0.0 == name })
        try await onSQLite { database, _ in try await story.1(database) }
    }

    @Test("The store leases to one holder at a time, and the fence grows")
    func leases() async throws {
        try await onSQLite(IssuanceContract.leasesToOneHolderAndRaisesTheFence)
    }
}
