import Crypto
import Foundation

/// Page and delta tokens that carry their state sealed inside them: nobody outside can read, edit or make one,
/// which is what "opaque" has to mean for a test that relies on it.
struct SealedToken: Sendable {
    private let key = SymmetricKey(size: .bits256)

    func seal(_ value: some Encodable) throws -> String {
        let plain = try JSONEncoder().encode(value)
        let box = try AES.GCM.seal(plain, using: key)
        // `combined` is nil only for nonces of another size than twelve bytes, and the nonce here is the default one.
        guard let combined = box.combined else { throw CryptoKitError.incorrectParameterSize }
        return combined.base64URL
    }

    /// nil when the token was changed, was cut short or comes from another start of the simulator.
    func open<Value: Decodable>(_ text: String, as: Value.Type) -> Value? {
        guard let combined = Data(base64URL: text),
            let box = try? AES.GCM.SealedBox(combined: combined),
            let plain = try? AES.GCM.open(box, using: key)
        else { return nil }
        return try? JSONDecoder().decode(Value.self, from: plain)
    }
}
