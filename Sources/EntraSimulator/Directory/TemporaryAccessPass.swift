import Crypto
import Foundation

/// One pass as the tenant keeps it: never the code itself, only what is needed to recognise it at sign-in.
struct TemporaryAccessPass: Sendable {
    let id: String
    let createdAt: Date
    let startsAt: Date
    let lifetimeInMinutes: Int
    let isUsableOnce: Bool
    var usedAt: Date?
    private let salt: Data
    private let digest: SHA256Digest

    var endsAt: Date { startsAt.addingTimeInterval(Double(lifetimeInMinutes) * 60) }

    init(id: String, code: String, createdAt: Date, startsAt: Date, lifetimeInMinutes: Int, isUsableOnce: Bool) {
        self.id = id
        self.createdAt = createdAt
        self.startsAt = startsAt
        self.lifetimeInMinutes = lifetimeInMinutes
        self.isUsableOnce = isUsableOnce
        salt = SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }
        digest = SHA256.hash(data: salt + Data(code.utf8))
    }

    func opens(with code: String) -> Bool {
        SHA256.hash(data: salt + Data(code.utf8)) == digest
    }

    enum Usability: String, Sendable {
        case enabledByPolicy = "EnabledByPolicy"
        case notYetValid = "NotYetValid"
        case disabledByPolicy = "DisabledByPolicy"
        case expired = "Expired"
        case oneTimeUsed = "OneTimeUsed"
    }

    /// Why it can or cannot be used now. `allowed`: the policy is on and covers the person.
    func usability(at now: Date, allowed: Bool) -> Usability {
        if usedAt != nil && isUsableOnce { return .oneTimeUsed }
        if now >= endsAt { return .expired }
        if !allowed { return .disabledByPolicy }
        return now < startsAt ? .notYetValid : .enabledByPolicy
    }

    /// The Graph object; the code is present only in the answer to the creation (contract D.2).
    func graphObject(at now: Date, allowed: Bool, code: String? = nil) -> JSONValue {
        let usability = usability(at: now, allowed: allowed)
        return [
            "@odata.type": .string(AuthenticationMethod.Kind.temporaryAccessPass.odataType),
            "id": .string(id), "temporaryAccessPass": .init(code), "createdDateTime": .init(createdAt),
            "startDateTime": .init(startsAt), "lifetimeInMinutes": .integer(lifetimeInMinutes),
            "isUsableOnce": .bool(isUsableOnce), "isUsable": .bool(usability == .enabledByPolicy),
            "methodUsabilityReason": .string(usability.rawValue),
        ]
    }

    /// `+drkzqAD` is the documented example: letters, digits and a few signs, without look-alikes.
    static func makeCode(length: Int) -> String {
        let alphabet = Array("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789+&*%$")
        return String((0..<length).compactMap { _ in alphabet.randomElement() })
    }
}

/// The tenant's rules about passes (contract D.2).
package struct TemporaryAccessPassPolicy: Sendable, Codable, Equatable {
    package var state = State.enabled
    package var defaultLifetimeInMinutes = 60
    package var defaultLength = 8
    package var minimumLifetimeInMinutes = 60
    package var maximumLifetimeInMinutes = 480
    /// true: every pass can be used once only, whatever the request says.
    package var isUsableOnce = false
    /// Group ids, or `all_users`.
    package var includeTargets = ["all_users"]
    package var excludeTargets: [String] = []
    /// Sources disagree whether a second pass overrides a valid one or is refused. Default: overrides.
    package var refusesSecondPass = false

    package enum State: String, Sendable, Codable { case enabled, disabled }

    var graphObject: JSONValue {
        func targets(_ ids: [String]) -> JSONValue {
            .array(ids.map { ["id": .string($0), "targetType": "group", "isRegistrationRequired": false] })
        }
        return [
            "@odata.type": "#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration",
            "id": "TemporaryAccessPass", "state": .string(state.rawValue),
            "defaultLifetimeInMinutes": .integer(defaultLifetimeInMinutes), "defaultLength": .integer(defaultLength),
            "minimumLifetimeInMinutes": .integer(minimumLifetimeInMinutes),
            "maximumLifetimeInMinutes": .integer(maximumLifetimeInMinutes), "isUsableOnce": .bool(isUsableOnce),
            "includeTargets": targets(includeTargets), "excludeTargets": targets(excludeTargets),
        ]
    }
}
