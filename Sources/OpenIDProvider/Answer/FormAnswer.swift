/// A form that the person's browser posts to Entra at once (OAuth 2.0 Form Post Response Mode section 2).
///
/// Its fields are plain values: the page that carries them escapes them, as it does everything.
package struct FormAnswer: Sendable, Equatable {
    package struct Field: Sendable, Equatable {
        package let name: String
        package let value: String
    }

    /// Microsoft's address from the configuration, never one from a request.
    package let action: String
    package let fields: [Field]

    private init(to connection: Connection, fields: [Field], state: String?) {
        action = connection.redirectAddress
        self.fields = fields + (state.map { [Field(name: "state", value: $0)] } ?? [])
    }

    static func token(_ token: String, state: String?, to connection: Connection) -> FormAnswer {
        FormAnswer(to: connection, fields: [Field(name: "id_token", value: token)], state: state)
    }

    /// Without a description: what went wrong is between the person, this server and its log (requirements T3).
    static func refusal(_ error: String, state: String?, to connection: Connection) -> FormAnswer {
        FormAnswer(to: connection, fields: [Field(name: "error", value: error)], state: state)
    }

    package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
}
