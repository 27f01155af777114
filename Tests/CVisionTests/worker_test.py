"""What the vision worker answers, and that it goes on answering.

    COUNTERSIGN_VISION_WORKER=…/vision-worker COUNTERSIGN_MODELS=… python3 -m unittest -v worker_test
"""

import csv
import io
import math
import os
import random
import signal
import struct
import subprocess
import time
import unittest
import zlib

import numpy as np
from PIL import Image, ImageFilter

import pictures
from vision_worker import MODELS, SAMPLES, WORKER, Worker

FACES = os.path.join(SAMPLES, "faces")
DOCUMENTS = os.path.join(SAMPLES, "documents", "mrz")


def setUpModule():
    if not os.access(WORKER, os.X_OK):
        raise unittest.SkipTest(f"skipped: no worker at {WORKER}; set COUNTERSIGN_VISION_WORKER")
    if not os.path.isdir(MODELS):
        raise unittest.SkipTest(f"skipped: no models in {MODELS}; set COUNTERSIGN_MODELS")


def sample(name, folder=FACES):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        raise unittest.SkipTest(f"skipped: the sample picture {path} is not on this machine")
    with open(path, "rb") as file:
        return file.read()


def opened(jpeg):
    return Image.open(io.BytesIO(jpeg))


class SharedWorker(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.worker = Worker()

    @classmethod
    def tearDownClass(cls):
        cls.worker.close()

    def assert_still_serving(self):
        self.assertTrue(self.worker.silent(), "the worker sent more than its answer")
        self.assertEqual(self.worker.ask("hello").code, "ok")


class TheHandshake(SharedWorker):
    def test_it_names_its_version_and_the_models_it_really_loaded(self):
        body = self.worker.ask("hello").body
        self.assertEqual(body["version"], 1)
        self.assertEqual(
            body["models"],
            {"descriptor": "55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30",
             "landmarks": "c4b1e9804792707d3a405c2c16a80a20269e6675021f64a41d30fffafbc41888"})

    def test_it_ends_with_status_zero_when_the_requests_end(self):
        worker = Worker()
        worker.ask("hello")
        self.assertEqual(worker.close(), 0)

    def test_it_ends_with_status_zero_on_sigterm(self):
        worker = Worker()
        worker.ask("hello")
        worker.process.terminate()
        self.assertEqual(worker.close(), 0)

    def test_it_does_not_start_without_models(self):
        done = subprocess.run([WORKER, "--models", "/nonexistent"], input=b"", capture_output=True, timeout=20)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"cannot read the model", done.stderr)


class RequestsItRefuses(SharedWorker):
    def test_an_unknown_operation_is_refused_and_its_blob_is_skipped(self):
        self.assertEqual(self.worker.ask("emrtd", b"x" * 100_000).code, "badRequest")
        self.assert_still_serving()

    def test_a_document_without_a_picture_is_refused(self):
        self.assertEqual(self.worker.ask("document").code, "badRequest")
        self.assert_still_serving()

    def test_a_descriptor_flag_that_is_not_a_truth_value_is_refused(self):
        self.assertEqual(self.worker.ask("face", b"x", descriptor="yes").code, "badRequest")
        self.assert_still_serving()

    def test_a_request_over_sixteen_megabytes_is_refused_and_skipped(self):
        self.assertEqual(self.worker.ask("face", bytes(16_000_001)).code, "tooLarge")
        self.assert_still_serving()

    def test_a_header_that_is_not_json_ends_the_worker_after_an_answer(self):
        worker = Worker()
        worker.send(struct.pack(">I", 5) + b"hello")
        self.assertEqual(worker.receive().code, "badRequest")
        self.assertEqual(worker.close(), 2)

    def test_a_header_length_beyond_reason_ends_the_worker_after_an_answer(self):
        worker = Worker()
        worker.send(struct.pack(">I", 0xFFFFFFFF))
        self.assertEqual(worker.receive().code, "badRequest")
        self.assertEqual(worker.close(), 2)

    def test_a_stream_that_breaks_off_inside_a_picture_ends_the_worker(self):
        worker = Worker()
        worker.send(struct.pack(">I", 28) + b'{"op":"face","blobs":[1000]}' + b"half")
        self.assertEqual(worker.close(), 2)


class HostilePictures(SharedWorker):
    def assert_refused(self, code, picture):
        for op in ("face", "document"):
            answer = self.worker.ask(op, picture)
            self.assertEqual(answer.code, code, answer)
            self.assertEqual(answer.body["blobs"], [])
        self.assert_still_serving()

    def assert_refused_within_a_second(self, code, picture):
        # The best of five: what is measured is the worker, not what else the machine has to do.
        self.assertLess(min(self.worker.ask("face", picture).seconds for _ in range(5)), 1)
        self.assert_refused(code, picture)

    def test_nothing_at_all(self):
        self.assert_refused("unsupportedFormat", b"")

    def test_formats_nobody_asked_for(self):
        grey = pictures.noise(mode="L")
        for other in (b"%PDF-1.7\n", b"GIF89a" + bytes(50), b"<svg xmlns='http://www.w3.org/2000/svg'/>",
                      b"\0\0\0\x18ftypheic" + bytes(50), pictures.saved(grey, "TIFF"), pictures.saved(grey, "BMP")):
            self.assert_refused("unsupportedFormat", other)

    def test_a_file_over_fifteen_megabytes(self):
        self.assert_refused_within_a_second("tooLarge", pictures.saved(pictures.noise()) + bytes(15_000_000))

    def test_a_png_bomb_of_a_gigapixel(self):
        self.worker.ask("hello")  # the models are loaded when it answers
        before = self.worker.resident_kib()
        self.assert_refused_within_a_second("tooLarge", pictures.png_bomb())
        self.assertLess(self.worker.resident_kib() - before, 64 * 1024)

    def test_huge_dimensions_in_a_header(self):
        self.assert_refused("tooLarge", pictures.png(0x7FFFFFFF, 0x7FFFFFFF))
        self.assert_refused("tooLarge", pictures.png(12001, 1))
        self.assert_refused("tooLarge", pictures.png(5001, 5000))
        self.assert_refused("tooLarge", pictures.jpeg_claiming(65500, 65500))
        self.assert_refused("tooLarge", pictures.jpeg_claiming(12001, 10))

    def test_no_dimensions_in_a_header(self):
        self.assert_refused("damaged", pictures.png(0, 100))
        self.assert_refused("damaged", pictures.jpeg_claiming(0, 0))

    def test_a_jpeg_that_claims_more_lines_than_it_has(self):
        self.assert_refused("damaged", pictures.jpeg_claiming(64, 4000))

    def test_a_jpeg_cut_anywhere(self):
        whole = pictures.saved(pictures.noise())
        for kept in (3, 20, 200, len(whole) // 2, len(whole) - 40):
            self.assert_refused("damaged", whole[:kept])

    def test_a_png_cut_anywhere(self):
        whole = pictures.saved(pictures.noise(), "PNG")
        for kept in (8, 20, 33, 60, len(whole) // 2):
            self.assert_refused("damaged", whole[:kept])

    def test_a_webp_cut_in_the_middle(self):
        whole = pictures.saved(pictures.noise(), "WEBP")
        for kept in (15, 40, len(whole) // 2):
            self.assert_refused("damaged", whole[:kept])

    def test_a_png_with_a_wrong_checksum(self):
        broken = bytearray(pictures.saved(pictures.noise(), "PNG"))
        broken[len(broken) // 2] ^= 0x55
        self.assert_refused("damaged", bytes(broken))

    def test_an_animation(self):
        self.assert_refused("unsupportedFormat", pictures.animated_webp())

    def test_a_jpeg_of_many_scans(self):
        self.assert_refused_within_a_second("damaged", pictures.jpeg_of_many_scans(2000))

    def test_a_png_whose_text_inflates_to_two_hundred_megabytes(self):
        answer = self.worker.ask("face", pictures.png_with_huge_text())
        self.assertIn(answer.code, ("ok", "damaged"))
        self.assertLess(answer.body.get("peakKiB", 0), 150_000)
        self.assert_still_serving()

    def test_random_damage_never_stops_the_worker(self):
        chance = random.Random(20)
        originals = [pictures.saved(pictures.noise(), format) for format in ("JPEG", "PNG", "WEBP")]
        originals.append(pictures.saved(pictures.noise(), progressive=True))
        for number in range(120):
            damaged = bytearray(chance.choice(originals))
            for _ in range(chance.randint(1, 30)):
                damaged[chance.randrange(3, len(damaged))] = chance.randrange(256)
            self.assertIn(self.worker.ask("face", bytes(damaged)).code,
                          ("ok", "damaged", "tooLarge", "unsupportedFormat"), f"case {number}")
        self.assert_still_serving()


class UnusualButHonestPictures(SharedWorker):
    def measure(self, picture):
        answer = self.worker.ask("face", picture)
        self.assertEqual(answer.code, "ok", answer)
        return answer

    def test_each_format_is_named_and_sized(self):
        for format in ("JPEG", "PNG", "WEBP"):
            answer = self.measure(pictures.saved(pictures.noise(90, 60), format))
            self.assertEqual(answer.body["image"], {"width": 90, "height": 60, "format": format.lower()})

    def test_sixteen_bit_grey_palette_and_one_bit_png(self):
        for mode in ("I;16", "L", "P", "1", "LA", "RGBA"):
            source = pictures.noise(120, 90, "L")
            image = source.convert("I").point(lambda v: v * 256).convert("I;16") if mode == "I;16" else source.convert(mode)
            self.assertEqual(opened(self.measure(pictures.saved(image, "PNG")).blobs["frame"]).size, (120, 90))

    def test_interlaced_png(self):
        rows = b"".join(b"\0" + b"\x40" * (3 * w) for w, h in ((1, 1), (1, 1), (2, 1), (2, 2), (4, 2), (4, 4), (8, 4))
                        for _ in range(h))
        data = pictures.png(8, 8, data=zlib.compress(rows))
        header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 1)
        data = data[:8] + pictures.chunk(b"IHDR", header) + data[33:]
        self.measure(data)

    def test_transparency_is_laid_over_white(self):
        clear = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
        for format in ("PNG", "WEBP"):
            self.assertGreater(opened(self.measure(pictures.saved(clear, format)).blobs["frame"]).getpixel((9, 9))[0], 250)

    def test_printers_colours_come_out_as_light(self):
        red = Image.new("RGB", (64, 64), (200, 30, 40))
        pixel = opened(self.measure(pictures.saved(red.convert("CMYK"))).blobs["frame"]).getpixel((30, 30))
        for channel, expected in zip(pixel, (200, 30, 40)):
            self.assertAlmostEqual(channel, expected, delta=12)

    def test_every_exif_orientation_comes_out_upright(self):
        for orientation in range(1, 9):
            stored = pictures.stored_for(orientation, pictures.corner_marked())
            picture = pictures.saved(stored, quality=95, exif=pictures.exif(orientation))
            answer = self.measure(picture)
            self.assertEqual((answer.body["image"]["width"], answer.body["image"]["height"]), (64, 32), orientation)
            frame = opened(answer.blobs["frame"])
            self.assertLess(frame.getpixel((4, 4))[0], 60, orientation)
            for corner in ((59, 4), (4, 27), (59, 27)):
                self.assertGreater(frame.getpixel(corner)[0], 200, orientation)

    def test_an_exif_block_full_of_lies_is_ignored(self):
        lies = b"Exif\0\0MM\0*\xff\xff\xff\xff" + b"\xff" * 40
        for block in (lies, b"Exif\0\0", b"Exif\0\0II*\0\x08\0\0\0\xff\xff"):
            self.measure(pictures.saved(pictures.noise(), exif=block))


class WhatLeavesTheWorker(SharedWorker):
    secret = b"Utopia-GPS-48.2N"

    def assert_clean(self, jpeg):
        self.assertEqual(jpeg[:2], b"\xff\xd8")
        self.assertEqual(jpeg[-2:], b"\xff\xd9")
        self.assertNotIn(b"Exif", jpeg)
        self.assertNotIn(self.secret, jpeg)
        self.assertNotIn(b"<script", jpeg)
        image = opened(jpeg)
        self.assertFalse(set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}, image.info)

    def test_no_metadata_and_no_tail_survive(self):
        picture = pictures.saved(Image.new("RGB", (640, 480), "olive"), exif=pictures.exif(1, self.secret), comment=self.secret)
        picture += b"PK\x03\x04<script>alert(1)</script>" + self.secret
        self.assertIn(self.secret, picture)
        for op in ("face", "document"):
            answer = self.worker.ask(op, picture)
            self.assertEqual(answer.code, "ok", answer)
            for jpeg in answer.blobs.values():
                self.assert_clean(jpeg)

    def test_pictures_are_no_larger_than_a_page_needs(self):
        picture = pictures.saved(Image.new("RGB", (4000, 3000), "olive"))
        self.assertEqual(opened(self.worker.ask("face", picture).blobs["frame"]).size, (1280, 960))
        self.assertEqual(opened(self.worker.ask("document", picture).blobs["document"]).size, (1600, 1200))

    def test_a_picture_without_a_face_has_no_face_and_no_descriptor(self):
        body = self.worker.ask("face", pictures.saved(Image.new("RGB", (640, 480), "grey")), descriptor=True).body
        self.assertEqual(body["faces"], [])
        self.assertNotIn("descriptor", body)
        self.assertEqual(body["blobNames"], ["frame"])

    def test_a_blank_page_has_no_zone_and_no_portrait(self):
        body = self.worker.ask("document", pictures.saved(Image.new("RGB", (900, 600), "white"))).body
        self.assertIsNone(body["mrz"])
        self.assertIsNone(body["portrait"])
        self.assertEqual(body["blobNames"], ["document"])
        self.assertEqual(set(body["milliseconds"]), {"decode", "mrz", "portrait", "total"})


class Limits(unittest.TestCase):
    picture = None

    @classmethod
    def setUpClass(cls):
        cls.picture = pictures.saved(Image.new("RGB", (4900, 5000), "olive"))

    def test_a_child_that_wants_too_much_memory_is_answered_for(self):
        with Worker("--memory-mib", "40") as worker:
            self.assertEqual(worker.ask("face", self.picture).code, "unreadable")
            self.assertEqual(worker.ask("face", pictures.saved(pictures.noise())).code, "ok")

    def test_a_child_that_takes_too_long_is_stopped_and_answered_for(self):
        with Worker("--wall-seconds", "1") as worker:
            worker.ask("hello")
            self.begin(worker)
            child = self.child_of(worker)
            os.kill(child, signal.SIGSTOP)
            answer = worker.receive()
            self.assertEqual(answer.code, "unreadable")
            self.assertFalse(os.path.exists(f"/proc/{child}"), "the child is still there")
            self.assertEqual(worker.ask("face", pictures.saved(pictures.noise())).code, "ok")

    def test_a_child_that_is_killed_is_answered_for(self):
        with Worker() as worker:
            worker.ask("hello")
            self.begin(worker)
            os.kill(self.child_of(worker), signal.SIGSEGV)
            self.assertEqual(worker.receive().code, "unreadable")
            self.assertEqual(worker.ask("hello").code, "ok")

    def test_the_child_sits_in_its_jail_while_it_decodes(self):
        with Worker() as worker:
            worker.ask("hello")
            self.begin(worker)
            child = self.child_of(worker)
            status, limits = self.jailed(child)
            self.assertEqual(worker.receive().code, "ok")
        self.assertEqual(status["Seccomp"], "2")
        self.assertEqual(int(status["SigCgt"], 16), 0, "a handler could carry on after a crash")
        self.assertEqual(status["NoNewPrivs"], "1")
        self.assertEqual(status["Threads"], "1")
        self.assertEqual(limits["Max cpu time"], "10")
        self.assertEqual(limits["Max processes"], "0")
        self.assertEqual(limits["Max core file size"], "0")
        self.assertEqual(limits["Max file size"], "0")
        self.assertEqual(limits["Max open files"], "16")
        self.assertNotEqual(limits["Max address space"], "unlimited")

    def test_a_crash_of_the_worker_itself_prints_nothing_of_its_memory(self):
        with Worker() as worker:
            worker.ask("hello")
            with open(f"/proc/{worker.process.pid}/status") as file:
                caught = next(int(line.split()[1], 16) for line in file if line.startswith("SigCgt"))
        self.assertEqual(caught, 1 << (signal.SIGTERM - 1))

    def test_no_child_outlives_its_answer(self):
        with Worker() as worker:
            worker.ask("face", self.picture)
            self.assertEqual(self.children(worker), [])

    def begin(self, worker):
        """Sends a picture that keeps a child busy, without waiting for the answer."""
        header = b'{"op":"face","blobs":[%d]}' % len(self.picture)
        worker.send(struct.pack(">I", len(header)) + header + self.picture)

    @staticmethod
    def children(worker):
        pid = worker.process.pid
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            return [int(child) for child in file.read().split()]

    def child_of(self, worker):
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            if found := self.children(worker):
                return found[0]
        self.fail("no child appeared")

    def jailed(self, child):
        """Status and limits once the filter is in place: it is the last wall to be raised."""
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with open(f"/proc/{child}/status") as file:
                status = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
            if status.get("Seccomp") == "2":
                with open(f"/proc/{child}/limits") as file:
                    limits = {line[:26].strip(): line[26:].split()[0] for line in file}
                return status, limits
        self.fail("the child never entered its jail")


class FacesOfTheSamples(SharedWorker):
    def find(self, name, **members):
        answer = self.worker.ask("face", sample(name), **members)
        self.assertEqual(answer.code, "ok", answer)
        return answer

    def test_pairs_fall_into_the_expected_zones(self):
        sample("pairs.csv")
        with open(os.path.join(FACES, "pairs.csv")) as file:
            pairs = [row for row in csv.DictReader(file) if row["label"] != "reject"]
        names = {pair[side] for pair in pairs for side in ("file_a", "file_b")}
        described = {name: self.find(name, descriptor=True).body["descriptor"] for name in names}
        for pair in pairs:
            distance = math.dist(described[pair["file_a"]], described[pair["file_b"]])
            if pair["label"] == "same":
                self.assertLess(distance, 0.45, pair)
            else:
                self.assertGreater(distance, 0.75, pair)

    def test_the_same_picture_is_described_the_same_way_twice(self):
        first, second = (self.find("biden.jpg", descriptor=True).body["descriptor"] for _ in range(2))
        self.assertEqual(first, second)
        self.assertEqual(len(first), 128)

    def test_a_descriptor_is_only_given_when_asked_for(self):
        self.assertNotIn("descriptor", self.find("obama.jpg").body)

    def test_two_people_are_two_faces_and_the_larger_comes_first(self):
        faces = self.find("two_people.jpg").body["faces"]
        self.assertEqual(len(faces), 2)
        self.assertGreater(faces[0]["box"]["width"], faces[1]["box"]["width"])

    def test_a_face_cut_by_the_frame_is_not_inside_it(self):
        for name, inside in (("obama.jpg", True), ("obama_partial_face.jpg", False), ("obama_partial_face2.jpg", False)):
            self.assertIs(self.find(name).body["faces"][0]["insideFrame"], inside, name)

    def test_a_mirrored_face_has_the_mirrored_pose(self):
        image = opened(sample("obama2.jpg"))
        straight = self.find("obama2.jpg").body["faces"][0]
        mirrored = self.worker.ask("face", pictures.saved(
            image.transpose(Image.Transpose.FLIP_LEFT_RIGHT), quality=95)).body["faces"][0]
        self.assertAlmostEqual(mirrored["u"], 1 - straight["u"], delta=0.03)
        self.assertAlmostEqual(mirrored["roll"], -straight["roll"], delta=3)

    def test_a_blurred_face_is_less_sharp(self):
        image = opened(sample("obama.jpg"))
        blurred = pictures.saved(image.filter(ImageFilter.GaussianBlur(5)), quality=95)
        soft = self.worker.ask("face", blurred).body["faces"][0]["quality"]["sharpness"]
        self.assertLess(soft, 0.2 * self.find("obama.jpg").body["faces"][0]["quality"]["sharpness"])

    def test_a_face_lit_from_one_side_shows_it(self):
        image = np.asarray(opened(sample("obama.jpg")).convert("RGB")).astype(float)
        face = self.find("obama.jpg").body["faces"][0]["box"]
        middle = face["x"] + face["width"] // 2
        image[:, middle:] *= 0.35
        lit = self.worker.ask("face", pictures.saved(Image.fromarray(image.astype("uint8")), quality=95)).body["faces"]
        self.assertTrue(lit)
        self.assertGreater(lit[0]["quality"]["sideDifference"], 0.5)

    def test_the_crop_is_a_square_around_the_face(self):
        self.assertEqual(opened(self.find("obama_partial_face.jpg").blobs["face"]).size, (480, 480))

    def test_a_card_lying_on_its_side_is_turned_by_its_portrait(self):
        card = Image.new("RGB", (1000, 630), (226, 232, 238))
        card.paste(opened(sample("obama.jpg")).convert("RGB").resize((300, 375)), (60, 120))
        for turn in (None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270):
            turned = card if turn is None else card.transpose(turn)
            answer = self.worker.ask("document", pictures.saved(turned, quality=92))
            self.assertEqual(opened(answer.blobs["document"]).size, (1000, 630), turn)
            portrait = answer.body["portrait"]
            self.assertLess(portrait["box"]["x"], 400, turn)
            self.assertLess(abs(portrait["roll"]), 5, turn)
            self.assertEqual(len(portrait["descreenedDescriptor"]), 128)
            self.assertLess(math.dist(portrait["descriptor"], portrait["descreenedDescriptor"]), 0.4, turn)


class DocumentsOfTheSamples(SharedWorker):
    def examine(self, picture):
        answer = self.worker.ask("document", picture)
        self.assertEqual(answer.code, "ok", answer)
        return answer

    def assert_upright_page(self, answer):
        portrait = answer.body["portrait"]
        page = opened(answer.blobs["document"])
        self.assertLessEqual(page.width, 1600)
        self.assertAlmostEqual(page.width / page.height, 135 / 98, delta=0.15)  # a TD3 page with its margin
        self.assertLess(portrait["box"]["x"] + portrait["box"]["width"], page.width / 2)
        self.assertLess(abs(portrait["roll"]), 8)
        self.assertTrue(portrait["insideFrame"])
        self.assertEqual(answer.body["blobNames"], ["document", "portrait"])

    def test_a_sideways_passport_comes_out_as_an_upright_page(self):
        answer = self.examine(sample("pe_0_pass-lva.jpg", DOCUMENTS))
        self.assertTrue(answer.body["mrz"]["accepted"])
        self.assertEqual(answer.body["mrz"]["repaired"][0][:26], "PALVAMOHAMADA<<FARIDA<<<<<")
        self.assert_upright_page(answer)
        self.assertGreater(answer.body["portrait"]["width"], 200)

    def test_the_same_page_reads_the_same_however_it_lies(self):
        image = opened(sample("pe_100_pass-isl.png", DOCUMENTS)).convert("RGB")
        straight = self.examine(pictures.saved(image, quality=95)).body
        for turn in (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180):
            answer = self.examine(pictures.saved(image.transpose(turn), quality=95))
            self.assertEqual(answer.body["mrz"]["repaired"], straight["mrz"]["repaired"])
            self.assert_upright_page(answer)
            self.assertLess(math.dist(answer.body["portrait"]["descriptor"], straight["portrait"]["descriptor"]), 0.3)

    def test_the_back_of_a_card_has_a_zone_and_no_portrait(self):
        body = self.examine(sample("pe_100_id-si.jpg", DOCUMENTS)).body
        self.assertEqual(body["mrz"]["format"], "TD1")
        self.assertIsNone(body["portrait"])
        self.assertIsNone(body["quality"]["portraitGlare"])

    def test_a_reflection_on_the_portrait_is_measured(self):
        image = opened(sample("pe_100_pass-isl.png", DOCUMENTS)).convert("RGB")
        clean = self.examine(pictures.saved(image, quality=95)).body
        self.assertLess(clean["quality"]["portraitGlare"], 0.05)
        box = clean["portrait"]["box"]  # of the page, which here is nearly the picture
        image.paste((255, 255, 255), (box["x"] + box["width"], box["y"] - 20, box["x"] + 2 * box["width"], box["y"] + 40))
        self.assertGreater(self.examine(pictures.saved(image, quality=95)).body["quality"]["portraitGlare"],
                           clean["quality"]["portraitGlare"])


if __name__ == "__main__":
    unittest.main()
