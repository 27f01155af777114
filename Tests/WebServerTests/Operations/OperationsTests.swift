import CoreMetrics
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import WebServer

@Suite struct OperationsTests {
    private func router(_ checks: [ReadinessCheck], _ registry: PrometheusRegistry = PrometheusRegistry()) -> Router<
        WebContext
    > {
        buildOperationsRouter(metrics: registry) { checks }
    }

    @Test func `Ready when every part is ready, and not otherwise`() async throws {
        let up = ReadinessCheck(name: "store", isReady: true)
        try await Application(router: router([up])).test(.router) { client async throws in
            #expect(try await client.get("/livez").text == "alive\n")
            #expect(try await client.get("/readyz").status == .ok)
        }
        let down = ReadinessCheck(name: "vision", isReady: false, detail: "0 of 4 workers")
        try await Application(router: router([up, down])).test(.router) { client async throws in
            let answer = try await client.get("/readyz")
            #expect(answer.status == .serviceUnavailable)
            #expect(answer.text.contains("0 of 4 workers"))
        }
    }

    @Test func `Measurements are written as Prometheus reads them`() {
        let registry = PrometheusRegistry()
        let factory = PrometheusMetrics(registry)
        factory.makeCounter(label: "passes.issued", dimensions: [("purpose", "a\"b\\c\nd")]).increment(by: 2)
        let meter = factory.makeMeter(label: "workers", dimensions: [])
        meter.set(4.0)
        meter.decrement(by: 1)
        let timer = factory.makeTimer(label: "decision", dimensions: [("route", "/x")])
        timer.recordNanoseconds(30_000_000)
        timer.recordNanoseconds(99_000_000_000)
        let text = registry.exposition()
        #expect(
            text.contains("# TYPE passes_issued_total counter\npasses_issued_total{purpose=\"a\\\"b\\\\c\\nd\"} 2.0\n"))
        #expect(text.contains("# TYPE workers gauge\nworkers 3.0\n"))
        #expect(text.contains("decision_seconds_bucket{route=\"/x\",le=\"0.025\"} 0\n"))
        #expect(text.contains("decision_seconds_bucket{route=\"/x\",le=\"0.05\"} 1\n"))
        #expect(text.contains("decision_seconds_bucket{route=\"/x\",le=\"+Inf\"} 2\n"))
        #expect(text.contains("decision_seconds_count{route=\"/x\"} 2\n"))
    }

    @Test func `What was destroyed is no longer written`() {
        let registry = PrometheusRegistry()
        let factory = PrometheusMetrics(registry)
        let counter = factory.makeCounter(label: "gone", dimensions: [])
        counter.increment(by: 1)
        factory.destroyCounter(counter)
        #expect(registry.exposition().isEmpty)
    }

    @Test func `The portal has no operator's pages`() async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            for path in ["/metrics", "/livez", "/readyz"] { #expect(try await client.get(path).status == .notFound) }
        }
    }
}
