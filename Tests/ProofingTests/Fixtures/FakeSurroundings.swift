import Foundation
import Synchronization

@testable import Proofing

/// The copy of the directory: as many people as the test puts in.
final class FakePeople: DirectoryStore {
    struct State {
        var people: [String: DirectoryPerson] = ["ada@contoso.example": Sample.directoryPerson]
        var groups: Set<ObjectID> = []
        var directoryGroups: [DirectoryGroup] = []
        var memberships: [DirectoryMembership] = []
    }
    private let state = Mutex(State())

    func set(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }
    func person(signInName: String, tenant: TenantID) async -> DirectoryPerson? {
        state.withLock { $0.people[signInName] }
    }
    func person(_ id: PersonID) async -> DirectoryPerson? {
        state.withLock { state in state.people.values.first { $0.id == id } }
    }
    /// Everybody, always, as one change.
    func changes(tenant: TenantID, after mark: DirectoryMark, limit: Int) async -> [DirectoryChange] {
        state.withLock { state in
            let people = state.people.values.sorted { $0.id.object.rawValue < $1.id.object.rawValue }
            return people.map {
                DirectoryChange(mark: DirectoryMark(revision: 1, last: $0.id.object), id: $0.id, person: $0)
            }
        }
    }
    func groups(of id: PersonID) async -> Set<ObjectID> { state.withLock(\.groups) }
    func count(tenant: TenantID) async -> DirectoryCounts { DirectoryCounts(people: 1, groups: 0) }
    func people(tenant: TenantID, after last: ObjectID?, limit: Int) async -> [DirectoryPerson] {
        let all = state.withLock { $0.people.values.sorted { $0.id.object.rawValue < $1.id.object.rawValue } }
        return Array(all.filter { last == nil || $0.id.object.rawValue > last?.rawValue ?? "" }.prefix(limit))
    }
    func groups(tenant: TenantID) async -> [DirectoryGroup] { state.withLock(\.directoryGroups) }
    func memberships(tenant: TenantID) async -> [DirectoryMembership] { state.withLock(\.memberships) }
}

/// Pictures and templates in the clear, so that tests see what would be kept.
actor FakeVault: EvidenceVault {
    private(set) var kept: [SessionID: [EvidenceKind: Data]] = [:]
    private(set) var erased: Set<SessionID> = []
    private(set) var retained: [SessionID: Date] = [:]

    func seal(_ bytes: Data, as kind: EvidenceKind, of session: SessionID) { kept[session, default: [:]][kind] = bytes }
    func open(_ kind: EvidenceKind, of session: SessionID) -> Data? { kept[session]?[kind] }
    func erase(_ session: SessionID) {
        kept[session] = nil
        erased.insert(session)
    }
    func expired(at moment: Date, limit: Int) -> [SessionID] { retained.filter { $0.value <= moment }.map(\.key) }
    func retain(_ session: SessionID, until: Date) { retained[session] = until }
}

/// A vision engine that sees what the test shows it.
final class FakeEngine: DocumentReading, FaceAnalysing {
    private let documents = Mutex<[Data: Result<DocumentScan, PictureError>]>([:])
    private let faces = Mutex<[Data: FaceScan]>([:])
    /// Happens once, while a document is being read.
    let duringReading = Interruption()

    func show(document scan: DocumentScan, as picture: Data) { documents.withLock { $0[picture] = .success(scan) } }
    func show(_ error: PictureError, as picture: Data) { documents.withLock { $0[picture] = .failure(error) } }
    func show(face scan: FaceScan, as frame: Data) { faces.withLock { $0[frame] = scan } }

    func read(_ picture: Data) async throws(PictureError) -> DocumentScan {
        let result = documents.withLock { $0[picture] } ?? .failure(.unsupportedFormat)
        await duringReading.happen()
        return try result.get()
    }

    func analyse(_ frame: Data) async throws(PictureError) -> FaceScan {
        guard let scan = faces.withLock({ $0[frame] }) else { throw .damaged }
        return scan
    }
}

extension FaceScan {
    /// A sharp face that fills a good part of the frame.
    static func face(
        turn: Double = 0.5, count: Int = 1, values: [Float] = [0, 0], modelID: String = Sample.modelID,
        sharpness: Double = 100, interEye: Double = 120, isInsideFrame: Bool = true
    ) -> FaceScan {
        let quality = FaceQuality(sharpness: sharpness, brightness: 120, contrast: 50, clipped: 0, imbalance: 0)
        return FaceScan(
            observation: FaceObservation(
                count: count, interEye: interEye, widthShare: 0.4, centre: [0.5, 0.5], turn: turn, nod: 0, roll: 0,
                isInsideFrame: isInsideFrame, quality: quality),
            descriptor: FaceDescriptor(modelID: modelID, values: values), facePicture: Data("face".utf8))
    }
}

extension DocumentScan {
    static func document(
        _ finding: DocumentFinding = Sample.document, picture: String = "document", portrait: [Float]? = [0.3, 0]
    ) -> DocumentScan {
        DocumentScan(
            finding: finding, documentPicture: Data(picture.utf8), portraitPicture: Data("portrait".utf8),
            portrait: portrait.map { FaceDescriptor(modelID: Sample.modelID, values: $0) }, descreenedPortrait: nil)
    }
}
