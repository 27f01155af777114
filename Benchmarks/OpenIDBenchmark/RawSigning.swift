import Crypto
import CryptoExtras
import Foundation

/// Signs in a loop on one thread, with the library and key size of the server, and prints how often in a second.
func rawSigning(seconds: Double) throws {
    let key = try _RSA.Signing.PrivateKey(keySize: .bits3072)
    // As long as the signed part of a token.
    let bytes = Data((0..<600).map { UInt8($0 % 251) })
    var signed = 0
    let clock = ContinuousClock()
    let began = clock.now
    while clock.now - began < .seconds(seconds) {
        _ = try key.signature(for: SHA256.hash(data: bytes), padding: .insecurePKCS1v1_5)
        signed += 1
    }
    let elapsed = (clock.now - began) / .seconds(1)
    print(Double(signed) / elapsed)
}
