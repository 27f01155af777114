import Foundation
import Testing

@testable import OpenIDProvider

/// A request that must not be taken: what is changed about a good one, and the code it meets.
struct Attack: Sendable, CustomTestStringConvertible {
    let name: String
    let code: RefusalCode
    /// Seconds that pass between Entra's signature and the arrival.
    var delay: TimeInterval = 0
    /// For bodies that no list of parameters gives.
    var body: (@Sendable (Forge) -> Data)?
    let change: @Sendable (inout Forge) -> Void

    init(
        _ name: String, _ code: RefusalCode, delay: TimeInterval = 0,
        _ change: @escaping @Sendable (inout Forge) -> Void
    ) {
        self.name = name
        self.code = code
        self.delay = delay
        self.change = change
    }

    init(_ name: String, _ code: RefusalCode, body: @escaping @Sendable (Forge) -> Data) {
        self.name = name
        self.code = code
        self.body = body
        change = { _ in }
    }

    var testDescription: String { name }

    var forge: Forge {
        var forge = Forge()
        change(&forge)
        return forge
    }

    var sent: Data { body?(forge) ?? forge.body }

    static let all = forms + questions + shapes + headers + signatures + origins + accounts + times
}
