/// Finds the people in a directory whom a document might belong to, without comparing it with everybody.
///
/// A record is listed under a handful of keys (`BlockingKeys`); a document's keys, with its other given names from the
/// tables, lead to some hundreds of candidates, which the name score ranks. Kept up record by record as the directory
/// changes; the counts of names that the weights need are kept with it.
package struct DirectoryIndex: Sendable {
    package typealias ID = String

    package struct Candidate: Sendable, Hashable {
        package let id: ID
        /// See `ClaimsMatcher.nameScore`.
        package let nameScore: Double
    }

    /// Lists are read from the shortest on, until so many people are found: longer lists say ever less.
    static let enough = 1_500

    package private(set) var frequencies = NameFrequencies()
    private let tables: NameTables
    private var words: WordStore
    private var records: [IndexRecord?] = []
    private var ids: [ID] = []
    private var places: [ID: UInt32] = [:]
    private var free: [UInt32] = []
    private var postings: [UInt64: Posting] = [:]

    package init(tables: NameTables = .empty) {
        self.tables = tables
        words = WordStore(tables: tables)
    }

    package var count: Int { places.count }

    /// Adds a person, or puts the new claims in place of the old.
    package mutating func update(_ id: ID, _ claims: DirectoryClaims) {
        remove(id)
        let record = IndexRecord(claims, &words)
        let place = free.popLast() ?? UInt32(records.count)
        if Int(place) == records.count {
            records.append(record)
            ids.append(id)
        } else {
            records[Int(place)] = record
            ids[Int(place)] = id
        }
        places[id] = place
        for key in record.keys(words) { postings[key, default: Posting()].add(place) }
        count(record, by: 1)
    }

    package mutating func remove(_ id: ID) {
        guard let place = places.removeValue(forKey: id), let record = records[Int(place)] else { return }
        for key in record.keys(words) { postings[key]?.remove(place) }
        count(record, by: -1)
        records[Int(place)] = nil
        free.append(place)
    }

    private mutating func count(_ record: IndexRecord, by change: Int) {
        frequencies.count(
            given: record.words(in: .given).map { words[$0].hash },
            surname: record.words(in: .surname).map { words[$0].hash }, by: change)
    }

    /// The people whose names are likest to the document's, best first; people born on its day come before others.
    ///
    /// - Parameter limit: enough for everybody who could pass the guards, in directories of any size.
    package func candidates(for document: PreparedDocument, limit: Int = 24) -> [Candidate] {
        var scorer = NameScorer()
        let day = document.claims.dateOfBirth.flatMap { $0.day == nil ? nil : $0 }
        var found: [(place: UInt32, score: Float, sameDay: Bool)] = []
        for place in places(for: document) {
            guard let record = records[Int(place)] else { continue }
            var score: Float = -20
            for name in record.names { score = max(score, document.logOdds(name.packed(words), using: &scorer)) }
            let sameDay = day != nil && record.dateOfBirth == day
            if score > (sameDay ? -4 : -1) { found.append((place, score, sameDay)) }
        }
        found.sort { one, other in
            (one.sameDay ? 1 : 0, one.score, other.place) > (other.sameDay ? 1 : 0, other.score, one.place)
        }
        return found.prefix(limit).map { Candidate(id: ids[Int($0.place)], nameScore: NameScorer.share($0.score)) }
    }

    private func places(for document: PreparedDocument) -> [UInt32] {
        let lists = ProbeKeys.of(document, tables).compactMap { postings[$0] }.sorted { $0.count < $1.count }
        var found: Set<UInt32> = []
        for list in lists {
            if !found.isEmpty, found.count + list.count > Self.enough { break }
            list.forEach { found.insert($0) }
        }
        return found.sorted()
    }
}

/// The places under one key, nearly always few.
private struct Posting: Sendable {
    private var places: [UInt32] = []

    var count: Int { places.count }

    mutating func add(_ place: UInt32) { places.append(place) }

    mutating func remove(_ place: UInt32) {
        guard let index = places.lastIndex(of: place) else { return }
        places.swapAt(index, places.count - 1)
        places.removeLast()
    }

    func forEach(_ body: (UInt32) -> Void) { places.forEach(body) }
}
