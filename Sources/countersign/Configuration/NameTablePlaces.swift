import Foundation

/// Where the name tables are: in the folder that `script/bootstrap` fills. The environment overrides it, for packagers.
enum NameTablePlaces {
    static var folder: String {
        let said = ProcessInfo.processInfo.environment["COUNTERSIGN_NAME_TABLES"] ?? ""
        guard said.isEmpty else { return said }
        return URL(filePath: FileManager.default.currentDirectoryPath).appending(path: ".tables").path
    }
}
