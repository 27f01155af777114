/// How many workers, and how long anybody waits for one.
package struct WorkerLimits: Sendable {
    /// Processes; each takes about 150 MB and one core while it measures.
    package var workers: Int
    /// Wall time for one picture. A worker that takes longer is ended, and the picture is unreadable.
    package var timePerPicture: Duration
    /// Wall time from the start of a worker until it is ready: it loads 30 MB of models.
    package var timeToStart: Duration
    /// Pictures that may wait for a free worker; one more is refused as busy.
    package var queue: Int
    /// How long a picture waits before it is refused as busy.
    package var patience: Duration

    package init(
        workers: Int, timePerPicture: Duration = .seconds(20), timeToStart: Duration = .seconds(60), queue: Int = 64,
        patience: Duration = .seconds(15)
    ) {
        self.workers = max(1, workers)
        self.timePerPicture = timePerPicture
        self.timeToStart = timeToStart
        self.queue = queue
        self.patience = patience
    }

    /// Bytes. Larger uploads are refused before a worker sees them; workers hold the same limit.
    static let pictureBytes = 15_000_000

    /// How long to wait before the next start, after so many workers in a row that never answered a picture.
    ///
    /// The first replacement starts at once: it is the usual case of one hostile picture, and nobody else should pay.
    static func pause(afterFailures failures: Int) -> Duration {
        guard failures > 1 else { return .zero }
        return min(.milliseconds(250) * (1 << min(failures - 2, 10)), .seconds(30))
    }
}
