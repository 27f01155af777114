import Proofing

/// How Countersign proves to Entra that it is the registered app.
package enum EntraCredential: Sendable {
    case secret(Secret<String>)
    /// Better than a secret: the private key never leaves this machine.
    case certificate(ClientCertificate)
}
