import CoreMetrics
import Synchronization

/// All measurements of the process, as Prometheus reads them (text exposition format 0.0.4).
///
/// Labels come from the program alone (route patterns, codes, methods), never from a request.
package final class PrometheusRegistry: Sendable {
    struct Key: Hashable, Sendable {
        let name: String
        let labels: String
    }

    /// Upper ends of the buckets, in seconds for timers. From a page to a slow picture.
    static let buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    enum Series: Sendable {
        case counter(Double)
        case gauge(Double)
        /// Not cumulative here; `exposition` adds them up.
        case histogram(counts: [Int], sum: Double)
    }

    private let series = Mutex<[Key: Series]>([:])

    package init() {}

    func add(_ amount: Double, to key: Key) {
        series.withLock { series in
            guard case .counter(let value) = series[key, default: .counter(0)] else { return }
            series[key] = .counter(value + amount)
        }
    }

    func reset(_ key: Key) {
        series.withLock { $0[key] = .counter(0) }
    }

    func change(_ key: Key, _ change: (Double) -> Double) {
        series.withLock { series in
            guard case .gauge(let value) = series[key, default: .gauge(0)] else { return }
            series[key] = .gauge(change(value))
        }
    }

    func observe(_ value: Double, in key: Key) {
        series.withLock { series in
            let empty = Series.histogram(counts: Array(repeating: 0, count: Self.buckets.count + 1), sum: 0)
            guard case .histogram(var counts, let sum) = series[key, default: empty] else { return }
            counts[Self.buckets.firstIndex { value <= $0 } ?? Self.buckets.count] += 1
            series[key] = .histogram(counts: counts, sum: sum + value)
        }
    }

    func remove(_ key: Key) {
        series.withLock { $0[key] = nil }
    }

    package func exposition() -> String {
        let families = Dictionary(grouping: series.withLock { Array($0) }, by: \.key.name)
        return families.sorted { $0.key < $1.key }.map { name, members in
            let lines = members.sorted { $0.key.labels < $1.key.labels }.flatMap { Self.lines($0.key, $0.value) }
            return "# TYPE \(name) \(members[0].value.type)\n" + lines.map { $0 + "\n" }.joined()
        }.joined()
    }

    private static func lines(_ key: Key, _ series: Series) -> [String] {
        switch series {
        case .counter(let value), .gauge(let value): return ["\(key.name)\(braced(key.labels)) \(value)"]
        case .histogram(let counts, let sum):
            var total = 0
            var lines = zip(counts, buckets.map { "\($0)" } + ["+Inf"]).map { count, end in
                total += count
                let labels = (key.labels.isEmpty ? "" : key.labels + ",") + "le=\"\(end)\""
                return "\(key.name)_bucket\(braced(labels)) \(total)"
            }
            lines.append("\(key.name)_sum\(braced(key.labels)) \(sum)")
            lines.append("\(key.name)_count\(braced(key.labels)) \(total)")
            return lines
        }
    }

    private static func braced(_ labels: String) -> String { labels.isEmpty ? "" : "{\(labels)}" }
}

extension PrometheusRegistry.Series {
    var type: String {
        switch self {
        case .counter: "counter"
        case .gauge: "gauge"
        case .histogram: "histogram"
        }
    }
}

extension PrometheusRegistry.Key {
    /// - Parameter suffix: Prometheus' naming: `_total` for counters, the unit for times.
    init(_ label: String, _ dimensions: [(String, String)], suffix: String = "") {
        name = Self.name(label) + suffix
        labels = dimensions.map { "\(Self.name($0.0))=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
    }

    private static func name(_ text: String) -> String {
        let safe = text.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "_" }
        return String(safe)
    }

    private static func escaped(_ value: String) -> String {
        value.reduce(into: "") { text, character in
            switch character {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.append(character)
            }
        }
    }
}
