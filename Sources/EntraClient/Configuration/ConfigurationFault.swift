/// One thing wrong with the Entra section of the configuration, as a sentence for the administrator.
/// Never holds a secret or a key.
package struct ConfigurationFault: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}
