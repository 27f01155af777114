import EntraClient
import Foundation
import Logging
import Notifications
import Proofing
import Storage
import Vision

extension Doctor {
    /// What stands on this machine.
    ///
    /// - Returns: nil when the database cannot be opened.
    func examineServer(_ record: inout ExaminationRecord) async -> OpenDatabase? {
        let database = await examineStore(&record)
        await examineVision(&record)
        await examineMail(&record)
        return database
    }

    private func examineStore(_ record: inout ExaminationRecord) async -> OpenDatabase? {
        let rootKey: RootKey
        do throws(RootKeyFile.Failure) { rootKey = try RootKeyFile.load(settings.rootKey) } catch {
            record.fault("rootKey", "\(error)", mend: error.mend(settings.rootKey))
            record.unchecked("database", "Without the root key the database cannot be opened.")
            return nil
        }
        record.sound("rootKey", "The root key is readable, and for its owner only.")
        let database: Database
        do {
            database = try await Database.open(path: settings.database, rootKey: rootKey, time: SystemTime())
        } catch {
            record.fault(
                "database", "The database \(settings.database) cannot be opened: \(error)",
                mend: error is StorageError
                    ? "Run countersign migrate, with the root key that the database was made with."
                    : "Let this user read and write the file and its folder.")
            return nil
        }
        do {
            // Nothing is that old: it deletes no row, and needs the right to.
            try await database.housekeeping.tidy(at: Date(timeIntervalSince1970: 0))
            record.sound("database", "The database opens with the root key and takes writing.")
        } catch {
            record.fault(
                "database.readOnly", "The database \(settings.database) cannot be written (\(type(of: error))).",
                mend: "Let this user write the file and its folder, and see whether the disk is full.")
        }
        return OpenDatabase(database: database, rootKey: rootKey)
    }

    private func examineVision(_ record: inout ExaminationRecord) async {
        guard FileManager.default.isExecutableFile(atPath: settings.vision.worker) else {
            return record.fault(
                "vision.worker", "There is no program \(settings.vision.worker).",
                mend: "Name it in vision.worker, or in COUNTERSIGN_VISION_WORKER.")
        }
        let workers = VisionWorkers(
            program: WorkerProgram(path: settings.vision.worker, models: settings.vision.models),
            limits: WorkerLimits(workers: 1),
            logger: Logger(label: "doctor", factory: { _ in SwiftLogNoOpLogHandler() }))
        do {
            try await workers.whileRunning {}
            record.sound("vision.worker", "A vision worker starts and loads its models.")
        } catch {
            record.fault(
                "vision.worker", "A vision worker does not start: \(error)",
                mend:
                    "Put the models into \(settings.vision.models) with script/bootstrap, or name their folder in vision.models."
            )
        }
    }

    private func examineMail(_ record: inout ExaminationRecord) async {
        guard case .smtp(let server) = settings.mail else { return }
        do {
            try await SMTPMailSender(server: server, time: SystemTime(), timeoutSeconds: 15).greet()
            record.sound("mail", "The mail server takes the connection and the credentials. No mail was sent.")
        } catch {
            record.fault(
                "mail", "The mail server does not take us (\(error.code)).",
                mend: "Check mail.smtp: host, port, protection, user and password, and what stands between.")
        }
    }
}

extension RootKeyFile.Failure {
    fileprivate func mend(_ path: String) -> String {
        switch self {
        case .missing: "Restore it from its copy; only for a new database: countersign migrate --create-root-key."
        case .openToOthers: "chmod 600 \(path)"
        case .notOurs: "Let the file belong to the user that runs the server."
        case .malformed, .exists: "Restore the file from its copy."
        case .notReadable, .notWritable: "Let this user read the file and its folder."
        }
    }
}
