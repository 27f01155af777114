import Foundation

/// One answer as it came through the pipe: a JSON header and the pictures it names.
///
/// Whatever decodes hostile pictures may have been taken over by one. Every length is therefore checked before memory
/// is set aside for it, and nothing of an answer is believed but what `MeasuredDocument` and `MeasuredFrame` check.
struct WorkerFrame: Sendable {
    let header: Data
    private(set) var pictures: [String: Data] = [:]

    enum Limit {
        /// Bytes. Answers with every face of a crowd stay far below.
        static let header = 512 * 1024
        /// Bytes of one picture. The largest that workers send, 1600 pixels wide at quality 90, have about 1 MB.
        static let picture = 8 * 1024 * 1024
        static let pictures = 4
    }

    /// The part of the header that says how the frame goes on.
    struct Outline: Decodable {
        var blobs: [Int]?
        var blobNames: [String]?

        /// Names and lengths of the pictures that follow.
        func pictures() throws(WorkerFailure) -> [(name: String, length: Int)] {
            let lengths = blobs ?? []
            let names = blobNames ?? []
            guard lengths.count == names.count, Set(names).count == names.count, names.count <= Limit.pictures else {
                throw .broken("pictures and their names do not fit together")
            }
            guard lengths.allSatisfy({ (1...Limit.picture).contains($0) }) else {
                throw .broken("a picture of \(lengths) bytes was announced")
            }
            return Array(zip(names, lengths)).map { (name: $0.0, length: $0.1) }
        }
    }

    init(header: Data) { self.header = header }

    mutating func attach(_ picture: Data, named name: String) { pictures[name] = picture }

    /// The picture of this name, if it was sent and begins like a JPEG.
    func picture(_ name: String) -> Data? {
        pictures[name].flatMap { $0.starts(with: [0xFF, 0xD8, 0xFF]) ? $0 : nil }
    }
}
