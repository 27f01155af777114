import Foundation

/// Domain values as JSON bytes. Dates keep their full precision, so that a value reads back equal.
enum StoredForm {
    static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return try encoder.encode(value)
    }

    /// - Throws: `StorageError.unreadable`; the decoder's own words could quote what is stored.
    static func decode<Value: Decodable>(_: Value.Type = Value.self, from bytes: Data) throws -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: bytes)
        } catch {
            throw StorageError.unreadable("\(Value.self)")
        }
    }
}
