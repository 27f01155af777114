import Foundation

/// Which program to run as a worker, and with what.
package struct WorkerProgram: Sendable {
    /// Absolute: workers run in `/`.
    package let path: String
    package let arguments: [String]

    /// - Parameters:
    ///   - path: The `vision-worker` executable.
    ///   - models: The directory with the model files.
    package init(path: String, models: String) {
        self.init(path: path, arguments: ["--models", Self.absolute(models)])
    }

    package init(path: String, arguments: [String]) {
        self.path = Self.absolute(path)
        self.arguments = arguments
    }

    private static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }

    /// All that a worker learns of the server's environment. One thread for linear algebra: there is a process per core.
    static let environment = ["OPENBLAS_NUM_THREADS=1", "OMP_NUM_THREADS=1", "LC_ALL=C.UTF-8"]
}
