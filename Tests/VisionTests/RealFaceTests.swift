import Foundation
import Proofing
import Testing

@testable import Vision

@Suite("Faces of the samples, through a real worker", .enabled(if: RealWorker.isAvailable, "\(RealWorker.requirement)"))
struct RealFaceTests {
    @Test("a person's pictures are nearer to each other than to anybody else's, and unfit ones are told apart")
    func samples() async throws {
        let workers = RealWorker.shared
        let one = try await workers.analyse(RealWorker.sample("faces/obama.jpg"))
        let again = try await workers.analyse(RealWorker.sample("faces/obama2.jpg"))
        let other = try await workers.analyse(RealWorker.sample("faces/biden.jpg"))
        let descriptors = try [one, again, other].map { try #require($0.descriptor) }
        #expect(try #require(descriptors[0].distance(to: descriptors[1])) < 0.45)
        #expect(try #require(descriptors[0].distance(to: descriptors[2])) > 0.7)
        #expect(descriptors[0].modelID == WorkerModels.bundled.modelID)
        #expect(one.observation?.count == 1 && one.observation?.isInsideFrame == true)

        let couple = try await workers.analyse(RealWorker.sample("faces/two_people.jpg"))
        #expect(couple.observation?.count == 2)
        for name in ["obama_partial_face.jpg", "obama_partial_face2.jpg"] {
            let part = try await workers.analyse(RealWorker.sample("faces/" + name))
            #expect(part.observation?.isInsideFrame != true)
        }
    }

    @Test("turned to the person's right is below a half, and a mirror turns the other way")
    func sign() async throws {
        let picture = try RealWorker.sample("faces/obama2.jpg")
        let mirrored = try await Mirror.image(of: picture, width: 960, height: 1280)
        let workers = RealWorker.shared
        // In this picture the person looks towards the left edge: to the right from where he stands.
        let face = try #require(try await workers.analyse(picture).observation)
        #expect(face.turn < 0.5)
        guard let mirrored else { return }
        let mirror = try #require(try await workers.analyse(mirrored).observation)
        #expect(mirror.turn > 0.5)
        #expect(abs(face.turn + mirror.turn - 1) < 0.06)
        #expect(abs(face.centre.x + mirror.centre.x - 1) < 0.06)
    }

    @Test("what is no picture, or half of one, is refused by name and harms nobody")
    func hostile() async throws {
        let picture = try RealWorker.sample("faces/obama.jpg")
        let workers = RealWorker.shared
        await #expect(throws: PictureError.unsupportedFormat) { try await workers.analyse(Data("GIF89a".utf8)) }
        await #expect(throws: PictureError.damaged) { try await workers.analyse(picture.prefix(20_000)) }
        let next = try await workers.analyse(picture)
        #expect(next.observation != nil)
    }
}

/// Mirrors pictures with librsvg, which draws the specimens too.
private enum Mirror {
    /// nil where librsvg's program is not installed.
    static func image(of jpeg: Data, width: Int, height: Int) async throws -> Data? {
        let program = "/usr/bin/rsvg-convert"
        guard FileManager.default.isExecutableFile(atPath: program) else { return nil }
        let svg = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)"><image width="\(width)" \
            height="\(height)" transform="translate(\(width)) scale(-1 1)" preserveAspectRatio="xMidYMid meet" \
            href="data:image/jpeg;base64,\(jpeg.base64EncodedString())"/></svg>
            """
        let file = FileManager.default.temporaryDirectory.appending(path: "mirror-\(UUID().uuidString).svg")
        try Data(svg.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try await run(program, ["--unlimited", file.path]).output
    }
}
