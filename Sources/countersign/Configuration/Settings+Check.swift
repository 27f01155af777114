import EntraClient
import Foundation
import Notifications
import Proofing
import Storage
import WebServer

/// A checked configuration: every value is of the type that its user needs.
struct Settings: Sendable {
    var publicAddress: PublicAddress
    var listen: (host: String, port: Int)
    var operations: (host: String, port: Int)
    var tls: (certificate: String, key: String)?
    var database: String
    var rootKey: String
    var policies: PolicySet
    var presentation: TenantPresentation
    var entra: EntraConfiguration
    var syncSeconds: Double
    var mail: MailSettings
    var vision: VisionSettings
    var trustedProxies: [NetworkRange]
}

enum MailSettings: Sendable {
    case smtp(SMTPServer)
    case graph(sender: String)
}

struct VisionSettings: Sendable {
    var worker: String
    var models: String
    var workers: Int
}

extension Settings {
    /// - Parameter path: the JSON file. Paths inside it are relative to its folder.
    /// - Throws: `SettingsFaults` with everything that is wrong.
    static func load(_ path: String) throws -> Settings {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SettingsFaults(faults: [
                SettingsFault(
                    key: path, sentence: "the file cannot be read. Copy config/countersign.example.json and fill it in."
                )
            ])
        }
        let file: SettingsFile
        do {
            file = try JSONDecoder().decode(SettingsFile.self, from: data)
        } catch let error as DecodingError {
            throw SettingsFaults(faults: [
                SettingsFault(key: path, sentence: "is not JSON of the expected form: \(error.place)")
            ])
        }
        return try SettingsCheck(folder: URL(filePath: path).deletingLastPathComponent()).check(file)
    }
}

extension DecodingError {
    fileprivate var place: String {
        let context: Context? =
            switch self {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
                .dataCorrupted(let context):
                context
            @unknown default: nil
            }
        let path = context?.codingPath.map(\.stringValue).joined(separator: ".") ?? ""
        return path.isEmpty ? "check brackets and commas" : "look at \(path)"
    }
}
