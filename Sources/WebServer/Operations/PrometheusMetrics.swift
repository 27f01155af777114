import CoreMetrics

/// Bootstraps swift-metrics: `MetricsSystem.bootstrap(PrometheusMetrics(registry))`.
package struct PrometheusMetrics: MetricsFactory {
    private let registry: PrometheusRegistry

    package init(_ registry: PrometheusRegistry) { self.registry = registry }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        CounterSeries(registry, .init(label, dimensions, suffix: "_total"))
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        GaugeSeries(registry, .init(label, dimensions))
    }

    package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        let key = PrometheusRegistry.Key(label, dimensions)
        return aggregate ? HistogramSeries(registry, key) : GaugeSeries(registry, key)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        HistogramSeries(registry, .init(label, dimensions, suffix: "_seconds"))
    }

    package func destroyCounter(_ handler: any CounterHandler) { (handler as? CounterSeries)?.remove() }
    package func destroyMeter(_ handler: any MeterHandler) { (handler as? GaugeSeries)?.remove() }
    package func destroyTimer(_ handler: any TimerHandler) { (handler as? HistogramSeries)?.remove() }
    package func destroyRecorder(_ handler: any RecorderHandler) {
        (handler as? HistogramSeries)?.remove()
        (handler as? GaugeSeries)?.remove()
    }
}

private final class CounterSeries: CounterHandler {
    private let registry: PrometheusRegistry
    private let key: PrometheusRegistry.Key

    init(_ registry: PrometheusRegistry, _ key: PrometheusRegistry.Key) {
        self.registry = registry
        self.key = key
    }

    func increment(by amount: Int64) { registry.add(Double(amount), to: key) }
    func reset() { registry.reset(key) }
    func remove() { registry.remove(key) }
}

private final class GaugeSeries: MeterHandler, RecorderHandler {
    private let registry: PrometheusRegistry
    private let key: PrometheusRegistry.Key

    init(_ registry: PrometheusRegistry, _ key: PrometheusRegistry.Key) {
        self.registry = registry
        self.key = key
    }

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { registry.change(key) { _ in value } }
    func increment(by amount: Double) { registry.change(key) { $0 + amount } }
    func decrement(by amount: Double) { registry.change(key) { $0 - amount } }
    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }
    func remove() { registry.remove(key) }
}

private final class HistogramSeries: RecorderHandler, TimerHandler {
    private let registry: PrometheusRegistry
    private let key: PrometheusRegistry.Key

    init(_ registry: PrometheusRegistry, _ key: PrometheusRegistry.Key) {
        self.registry = registry
        self.key = key
    }

    func record(_ value: Int64) { registry.observe(Double(value), in: key) }
    func record(_ value: Double) { registry.observe(value, in: key) }
    func recordNanoseconds(_ duration: Int64) { registry.observe(Double(duration) / 1e9, in: key) }
    func remove() { registry.remove(key) }
}
