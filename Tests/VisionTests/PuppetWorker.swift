import Foundation
import Logging
import Proofing

@testable import Vision

/// A worker on strings: the bytes sent as a picture are the name of what it does with them.
///
/// It speaks the protocol as well as badly, so that the server's side is tested without models, C++ or real pictures.
struct PuppetWorker {
    let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "puppet-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try Self.script.write(to: directory.appending(path: "worker.py"), atomically: true, encoding: .utf8)
    }

    /// - Parameter start: What it does before it answers pictures; `well` greets as it should.
    func workers(
        start: String = "well", count: Int = 1, timePerPicture: Duration = .seconds(20),
        clock: any Clock<Duration> = ContinuousClock()
    ) -> VisionWorkers {
        VisionWorkers(
            program: WorkerProgram(
                path: "/usr/bin/env",
                arguments: ["python3", "-S", directory.appending(path: "worker.py").path, start, report.path]),
            models: WorkerModels(descriptor: String(repeating: "a", count: 64), landmarks: "b"),
            // Patient, so that a machine that is busy elsewhere does not look like a server without workers.
            limits: WorkerLimits(
                workers: count, timePerPicture: timePerPicture, timeToStart: .seconds(300), queue: 4,
                patience: .seconds(600)),
            logger: .silent, clock: clock)
    }

    /// Where a worker asked to `report` writes what it sees of the world.
    var report: URL { directory.appending(path: "report.json") }

    private static let script = #"""
        import json, os, signal, struct, sys
        source, sink = sys.stdin.buffer, sys.stdout.buffer

        def take(count):
            data = source.read(count)
            if len(data) < count: sys.exit(0)
            return data

        def raw(data):
            sink.write(data)
            sink.flush()

        def framed(header):
            text = json.dumps(header).encode()
            return struct.pack(">I", len(text)) + text

        def say(header, *pictures):
            raw(framed({**header, "blobs": [len(picture) for picture in pictures]}) + b"".join(pictures))

        jpeg = b"\xff\xd8\xff\xe0 picture"
        quality = {"sharpness": 100, "mean": 120, "deviation": 40, "clipped": 0.01, "sideDifference": 0.1}
        face = {"box": {"x": 200, "y": 100, "width": 200, "height": 200}, "score": 1.5, "eyeDistance": 80.5, "u": 0.4,
                "v": 0.5, "roll": -2, "insideFrame": True, "quality": quality}
        lines = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]
        zone = {"format": "TD3", "score": -0.05, "repairNats": 0, "repairedFields": 0, "accepted": True, "pitch": 20,
                "angle": 0, "checks": [], "printed": lines, "repaired": lines}

        def face_answer(**changes):
            return {"ok": True, "image": {"width": 640, "height": 480, "format": "jpeg"}, "faces": [face],
                    "descriptor": [0.1] * 128, "milliseconds": {"total": 90.5}, "peakKiB": 120000,
                    "blobNames": ["frame", "face"], "aMemberOfTheFuture": [], **changes}

        def document_answer(**changes):
            return {"ok": True, "image": {"width": 640, "height": 480, "format": "png"}, "mrz": zone,
                    "portrait": {"descriptor": [0.1] * 128, "descreenedDescriptor": [0.2] * 128, "width": 210.5},
                    "quality": {"sharpness": 300, "luminance": 150, "mrzGlare": 0.01, "portraitGlare": None},
                    "milliseconds": {"total": 300}, "peakKiB": 150000, "blobNames": ["document", "portrait"], **changes}

        def faces(**changes): say(face_answer(**changes), jpeg, jpeg)
        def document(**changes): say(document_answer(**changes), jpeg, jpeg)

        def report():
            with open(sys.argv[2], "w") as sheet:
                links = ["/proc/self/fd/" + name for name in os.listdir("/proc/self/fd")]
                json.dump({"environment": dict(os.environ), "directory": os.getcwd(), "process": os.getpid(),
                           "files": [os.readlink(link) for link in links if os.path.lexists(link)],
                           "group": os.getpgrp() == os.getpid()}, sheet)
            faces()

        def half():
            raw(struct.pack(">I", 1000) + b"{")
            sys.exit(1)

        def too_much():
            faces()
            faces()

        def missing():
            answer = face_answer()
            del answer["image"]
            say(answer, jpeg, jpeg)

        acts = {
            "well": faces, "document": document, "report": report, "die": lambda: os._exit(139), "half an answer": half,
            "nobody": lambda: say(face_answer(faces=[], descriptor=None, blobNames=["frame"]), jpeg),
            "no zone": lambda: say(document_answer(mrz=None, portrait=None, blobNames=["document"]), jpeg),
            "lower case lines": lambda: document(mrz={**zone, "printed": ["<script>" + "a" * 36] * 2}),
            "another length": lambda: document(mrz={**zone, "repaired": ["A" * 36] * 2}),
            "garbage": lambda: raw(b"\xff\xff\xff\xff and so on"), "empty header": lambda: raw(b"\0\0\0\0"),
            "no JSON": lambda: raw(b"\0\0\0\4\"no{"), "a huge header": lambda: raw(struct.pack(">I", 0x7fffffff)),
            "a huge picture": lambda: raw(framed({**face_answer(), "blobs": [1 << 40, 1]})),
            "a negative picture": lambda: raw(framed({**face_answer(), "blobs": [-1, 1]})),
            "pictures without names": lambda: faces(blobNames=[]), "say nothing": signal.pause, "say too much": too_much,
            "short descriptor": lambda: faces(descriptor=[0.1] * 127),
            "long descriptor": lambda: faces(descriptor=[0.1] * 129), "zero descriptor": lambda: faces(descriptor=[0] * 128),
            "no descriptor": lambda: faces(descriptor=None), "NaN": lambda: faces(descriptor=[float("nan")] * 128),
            "infinity": lambda: faces(descriptor=[1e999] * 128),
            "NaN in a face": lambda: faces(faces=[{**face, "u": float("nan")}]),
            "text for a number": lambda: faces(faces=[{**face, "u": "0.4"}]), "missing member": missing,
            "no picture": lambda: say(face_answer(blobNames=[])),
            "not a JPEG": lambda: say(face_answer(), b"<html>", jpeg),
        }

        start = sys.argv[1]
        if start == "die": sys.exit("no such\x1b[31m models")
        models = {"descriptor": ("c" if start == "other models" else "a") * 64, "landmarks": "b"}
        while True:
            header = json.loads(take(struct.unpack(">I", take(4))[0]))
            pictures = [take(length).decode() for length in header["blobs"]]
            if header["op"] == "hello":
                say({"ok": True, "version": 2 if start == "another version" else 1, "models": models})
            elif pictures[0].startswith("refuse "): say({"ok": False, "code": pictures[0][7:], "message": "no"})
            else: acts[pictures[0]]()
        """#
}

extension Logger {
    static var silent: Logger { Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }) }
}
