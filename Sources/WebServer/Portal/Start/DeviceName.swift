import Hummingbird

/// What a browser is called on the other device: "Chrome on Windows". Made of our own words only, so that a hostile
/// `User-Agent` cannot put text on somebody else's screen. Never used to decide.
struct DeviceName: Sendable, Equatable {
    let text: String
    /// A telephone or tablet: it has a camera that can be pointed at a document.
    let isHandheld: Bool

    init(_ request: Request) {
        self.init(
            userAgent: request.headers[.userAgent] ?? "", saysMobile: request.headers[.mobileHint] == "?1")
    }

    init(userAgent: String, saysMobile: Bool = false) {
        let system = Self.systems.first { userAgent.contains($0.mark) }
        let browser = Self.browsers.first { userAgent.contains($0.mark) }
        text = "\(browser?.name ?? "Browser") on \(system?.name ?? "unknown device")"
        isHandheld = saysMobile || system?.isHandheld == true || userAgent.contains("Mobile")
    }

    // First match wins: every browser's line also names the ones it imitates.
    private static let browsers: [(mark: String, name: String)] = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ]
    private static let systems: [(mark: String, name: String, isHandheld: Bool)] = [
        ("iPhone", "iPhone", true), ("iPad", "iPad", true), ("Android", "Android", true), ("Windows", "Windows", false),
        ("CrOS", "Chromebook", false), ("Macintosh", "Mac", false), ("Linux", "Linux", false),
    ]
}
