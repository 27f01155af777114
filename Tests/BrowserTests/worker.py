"""One question to a vision worker, over its pipes: where the test's own pictures get the face's landmarks from."""
import json
import struct
import subprocess


def analyse_face(worker, models, picture):
    with subprocess.Popen([worker, "--models", models], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        blob = picture.read_bytes()
        header = json.dumps({"op": "face", "descriptor": True, "blobs": [len(blob)]}).encode()
        process.stdin.write(struct.pack(">I", len(header)) + header + blob)
        process.stdin.flush()
        (length,) = struct.unpack(">I", process.stdout.read(4))
        answer = json.loads(process.stdout.read(length))
        process.stdin.close()
        process.stdout.read()
    assert answer["ok"] and answer["faces"], f"no face in {picture}"
    return answer["faces"][0]
