/// A value that must not reach a log, a page by accident, or a crash report: printing it prints nothing.
///
/// The value has to be asked for by name (`reveal()`), which is easy to find in a review.
package struct Secret<Value: Sendable>: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    private let value: Value

    package init(_ value: Value) { self.value = value }

    package func reveal() -> Value { value }

    package var description: String { "[REDACTED]" }
    package var debugDescription: String { "[REDACTED]" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension Secret: Equatable where Value: Equatable {}
