import Foundation

/// Where the vision worker and its models are when the configuration does not say: beside this program, as the build
/// leaves them, and in the folder that `script/bootstrap` fills. The environment overrides both, for packagers.
enum VisionPlaces {
    static var worker: String {
        environment("COUNTERSIGN_VISION_WORKER") ?? programFolder.appending(path: "vision-worker").path
    }

    static var models: String {
        environment("COUNTERSIGN_MODELS")
            ?? URL(filePath: FileManager.default.currentDirectoryPath).appending(path: ".models").path
    }

    private static var programFolder: URL {
        URL(filePath: ProcessInfo.processInfo.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    }

    private static func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
