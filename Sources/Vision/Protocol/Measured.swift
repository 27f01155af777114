import Foundation

/// Something in an answer that no honest worker sends.
struct ImplausibleAnswer: Error, Equatable {
    let member: String
}

/// Checks on numbers from a worker: each returns the number or throws.
enum Measured {
    static func number(_ value: Double, _ range: ClosedRange<Double>, _ member: String) throws -> Double {
        // A range never contains NaN, so that is caught here too.
        guard range.contains(value) else { throw ImplausibleAnswer(member: member) }
        return value
    }

    static func count(_ value: Int, _ range: ClosedRange<Int>, _ member: String) throws -> Int {
        guard range.contains(value) else { throw ImplausibleAnswer(member: member) }
        return value
    }

    /// A descriptor of the network: exactly 128 finite numbers, not all zero.
    static func descriptor(_ values: [Double]) throws -> [Float] {
        guard values.count == 128, values.allSatisfy({ $0.isFinite && abs($0) <= 10 }),
            values.contains(where: { $0 != 0 })
        else { throw ImplausibleAnswer(member: "descriptor") }
        return values.map(Float.init)
    }
}
