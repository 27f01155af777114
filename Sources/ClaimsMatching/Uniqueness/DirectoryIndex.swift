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
    private var records = RecordStore()
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
        let place = free.popLast() ?? UInt32(ids.count)
        if Int(place) == ids.count { ids.append(id) } else { ids[Int(place)] = id }
        records.put(record, at: Int(place))
        places[id] = place
        for key in record.keys(words) { postings[key, default: Posting()].add(place) }
        count(record, by: 1)
    }

    package mutating func remove(_ id: ID) {
        guard let place = places.removeValue(forKey: id), let record = records[Int(place)] else { return }
        for key in record.keys(words) {
            postings[key]?.remove(place)
            if postings[key]?.count == 0 { postings[key] = nil }
        }
        count(record, by: -1)
        records.remove(Int(place))
        ids[Int(place)] = ""
        free.append(place)
    }

    private mutating func count(_ record: IndexRecord, by change: Int) {
        frequencies.count(
            given: record.words(in: .given).map { words.entries[$0].hash },
            surname: record.words(in: .surname).map { words.entries[$0].hash }, by: change)
    }

    /// The people whose names are likest to the document's, best first; people born on its day come before others.
    ///
    /// - Parameter limit: enough for everybody who could pass the guards, in directories of any size.
    package func candidates(for document: PreparedDocument, limit: Int = 24) -> [Candidate] {
        var scorer = NameScorer()
        var name = PackedName(over: words.packed)
        let day = document.claims.dateOfBirth?.number
        var found: [(place: UInt32, score: Float, sameDay: Bool)] = []
        for place in places(for: document) {
            guard let record = records[Int(place)] else { continue }
            var score: Float = -20
            record.forEachName {
                name.take($0, from: words)
                score = max(score, document.logOdds(name, using: &scorer))
            }
            let sameDay = day == record.day
            if score > (sameDay ? -4 : -1) { found.append((place, score, sameDay)) }
        }
        found.sort { one, other in
            (one.sameDay ? 1 : 0, one.score, other.place) > (other.sameDay ? 1 : 0, other.score, one.place)
        }
        return found.prefix(limit).map { Candidate(id: ids[Int($0.place)], nameScore: NameScorer.share($0.score)) }
    }

    private func places(for document: PreparedDocument) -> [UInt32] {
        let lists = ProbeKeys.of(document, tables).compactMap { postings[$0] }.sorted { $0.count < $1.count }
        var found: [UInt32] = []
        for list in lists {
            if !found.isEmpty, found.count + list.count > Self.enough {
                found = Self.unique(found)
                if found.count + list.count > Self.enough { break }
            }
            list.append(to: &found)
        }
        return Self.unique(found)
    }

    private static func unique(_ places: [UInt32]) -> [UInt32] {
        var last: UInt32?
        return places.sorted().filter { place in
            defer { last = place }
            return place != last
        }
    }
}

/// The places under one key: nearly always few, and mostly one.
private enum Posting: Sendable {
    case one(UInt32)
    case several([UInt32])

    init() { self = .several([]) }

    var count: Int {
        switch self {
        case .one: 1
        case .several(let places): places.count
        }
    }

    mutating func add(_ place: UInt32) {
        switch self {
        case .one(let first): self = .several([first, place])
        case .several(var places):
            if places.isEmpty {
                self = .one(place)
            } else {
                // Emptied first: a second owner would make this copy all places.
                self = .several([])
                places.append(place)
                self = .several(places)
            }
        }
    }

    mutating func remove(_ place: UInt32) {
        switch self {
        case .one(let only): if only == place { self = .several([]) }
        case .several(var places):
            guard let index = places.lastIndex(of: place) else { return }
            self = .several([])
            places.swapAt(index, places.count - 1)
            places.removeLast()
            self = places.count == 1 ? .one(places[0]) : .several(places)
        }
    }

    func append(to found: inout [UInt32]) {
        switch self {
        case .one(let place): found.append(place)
        case .several(let places): found.append(contentsOf: places)
        }
    }
}
