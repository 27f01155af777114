extension String {
    /// In one line of at most 600 characters, without signs that steer a terminal or turn its writing round: what comes from
    /// the tenant or the network may hold anything.
    package var oneLine: String {
        String(
            unicodeScalars.prefix(600).map { scalar in
                [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
                    ? " " : Character(scalar)
            })
    }
}
