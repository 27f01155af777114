/// An address as far as it can be told apart into parts. Everything may be missing.
package struct PostalAddress: Sendable, Hashable, Codable {
    package var street: String?
    package var number: String?
    package var postcode: String?
    package var city: String?
    package var region: String?
    /// ISO 3166-1 alpha-2 or alpha-3.
    package var country: String?

    package init(
        street: String? = nil, number: String? = nil, postcode: String? = nil, city: String? = nil,
        region: String? = nil, country: String? = nil
    ) {
        self.street = street
        self.number = number
        self.postcode = postcode
        self.city = city
        self.region = region
        self.country = country
    }
}
