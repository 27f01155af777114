/// How waiting is done. A parameter, so that tests see how long would have been waited, and do not wait.
package protocol Sleeping: Sendable {
    func sleep(seconds: Double) async throws
}

package struct SystemSleep: Sleeping {
    package init() {}
    package func sleep(seconds: Double) async throws {
        try await Task.sleep(for: .seconds(seconds))
    }
}
