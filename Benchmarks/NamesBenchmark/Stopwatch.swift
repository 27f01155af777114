import Foundation

/// Times on the clock of the process, in seconds, and its memory.
enum Stopwatch {
    static func seconds(_ body: () -> Void) -> Double {
        let start = clock_gettime_nsec()
        body()
        return Double(clock_gettime_nsec() - start) / 1e9
    }

    static func percentile(_ share: Double, of values: [Double]) -> Double {
        let ordered = values.sorted()
        return ordered.isEmpty ? 0 : ordered[min(ordered.count - 1, Int(share * Double(ordered.count)))]
    }

    /// Resident memory in bytes.
    static var memory: Double {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        return (text.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) * 4_096
    }

    private static func clock_gettime_nsec() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
