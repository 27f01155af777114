import Foundation

/// The module's own files, read once at start.
enum Resources {
    static let directory = Bundle.module.bundleURL.appending(path: "Resources", directoryHint: .isDirectory)

    struct File {
        /// Relative to the folder asked for, with "/" between parts.
        let name: String
        let bytes: Data
    }

    /// Every file below `folder`, in the order of their names.
    static func files(in folder: String) throws -> [File] {
        let root = directory.appending(path: folder, directoryHint: .isDirectory)
        return try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted().compactMap { name in
            let file = root.appending(path: name)
            guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { return nil }
            return File(name: name, bytes: try Data(contentsOf: file))
        }
    }
}
