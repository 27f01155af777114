import EntraClient
import Foundation
import NIOSSL
import Notifications
import OpenIDProvider
import Proofing
import Storage
import WebServer

/// A checked configuration: every value is of the type that its user needs.
struct Settings: Sendable {
    var publicAddress: PublicAddress
    var listen: (host: String, port: Int)
    var operations: (host: String, port: Int)
    var tls: TLSConfiguration?
    var database: String
    var rootKey: String
    /// What the policy file says: checked, and as written. It counts until the console's first change.
    var policies: PolicySet
    var policyText: String
    var presentation: TenantPresentation
    var entra: EntraConfiguration
    var syncSeconds: Double
    /// Our application, as Entra’s callouts name it; nil: it does not call us.
    var calloutAudience: ObjectID?
    /// Entra's external authentication method; nil: this server does not offer it.
    var externalMethod: Connection?
    var mail: MailSettings
    var vision: VisionSettings
    var trustedProxies: [NetworkRange]
    /// Days that the record of an ended session is kept.
    var recordDays: Int
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
        let file = try SettingsFile(json: data, path: path)
        return try SettingsCheck(folder: URL(filePath: path).deletingLastPathComponent()).check(file)
    }
}

extension SettingsFile {
    /// - Throws: `SettingsFaults` with every key that is unknown or of the wrong kind.
    init(json data: Data, path: String) throws {
        let faults: [JSONShape.Fault]
        do {
            faults = try JSONShape(like: SettingsFile.everyKey, allKeysNeeded: false).faults(in: data)
        } catch {
            throw SettingsFaults(faults: [
                SettingsFault(key: path, sentence: "is not JSON: check brackets, quotes and commas")
            ])
        }
        guard faults.isEmpty else {
            throw SettingsFaults(
                faults: faults.map {
                    SettingsFault(key: $0.place, sentence: "found \($0.found); allowed: \($0.wanted)")
                })
        }
        do {
            self = try JSONDecoder().decode(SettingsFile.self, from: data)
        } catch let error as DecodingError {
            // What the shape cannot see: a fraction where a whole number belongs.
            throw SettingsFaults(faults: [SettingsFault(key: path, sentence: "\(error.place) does not fit")])
        }
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
        return context?.codingPath.map(\.stringValue).joined(separator: ".") ?? "a value"
    }
}
