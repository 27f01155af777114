import Proofing

/// What the first device shows while the phone captures: three ticks and one sentence. Never a pass.
struct FollowingContent {
    struct Tick {
        let label: String
        let isDone: Bool
        let isNow: Bool
        /// For screen readers, who do not see the tick.
        let state: String
    }

    let heading: String
    let sentence: String
    let reference: String
    let ticks: [Tick]

    init(_ stage: ClaimantView.Stage, reference: String, _ text: Catalogue) {
        let order: [ClaimantView.Stage] = [.document, .face, .deciding]
        let place = order.firstIndex(of: stage) ?? (Self.isBefore(stage) ? 0 : order.count)
        ticks = ["document", "face", "pass"].enumerated().map { index, name in
            Tick(
                label: text("following.tick.\(name)"), isDone: index < place, isNow: index == place,
                state: text(index < place ? "following.done" : index == place ? "following.now" : "following.later"))
        }
        let isAfter = place == order.count
        heading = text(isAfter ? "following.pass.title" : "following.title")
        sentence = text(isAfter ? "following.pass.text" : "following.text")
        self.reference = reference
    }

    private static func isBefore(_ stage: ClaimantView.Stage) -> Bool { [.consent, .chooseDevice].contains(stage) }
}
