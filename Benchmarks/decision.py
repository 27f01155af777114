"""From the last frame of the head turn to the decision, as a browser waits for it: one HTTP exchange."""
import http.cookiejar
import json
import pathlib
import re
import statistics
import tempfile
import time
import urllib.parse
import urllib.request

import cv2

from demo import MODELS, SAMPLES, WORKER, Demo
from pictures import Head, document_on_table
from worker import analyse_face

TURN = 28


class Claimant:
    """A browser's part of the way, without the browser."""

    def __init__(self, demo):
        self.demo = demo
        # Browsers treat http://localhost as secure; this tells Python the same.
        jar = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(secure_protocols=("http", "https")))
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def send(self, path, body=None, kind="application/x-www-form-urlencoded"):
        request = urllib.request.Request(
            self.demo.address + path, data=body, method="GET" if body is None else "POST",
            headers={"Origin": self.demo.address, "Content-Type": kind})
        with self.opener.open(request) as answer:
            return answer.read()

    def form(self, path, **fields):
        return self.send(path, urllib.parse.urlencode(fields).encode()).decode()

    def picture(self, path, picture):
        encoded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 92])[1].tobytes()
        return json.loads(self.send(path, encoded, "image/jpeg"))

    def prove(self, person, document, views):
        """- Returns: seconds of every frame's exchange; the last one brought the decision."""
        consent = self.form("/r/contoso/start", email=person["userPrincipalName"], purpose="passwordReset")
        self.form("/session/consent", text=re.search(r'name="text" value="([0-9a-f]+)"', consent).group(1))
        self.form("/session/here")
        answer = self.picture("/session/document", document)
        assert answer["outcome"] == "accepted", answer
        answer = json.loads(self.send("/session/challenge", b"{}", "application/json"))
        seconds = []
        while answer["outcome"] == "step":
            began = time.perf_counter()
            answer = self.picture("/session/frame", noisy(views[answer["pose"]]))
            seconds.append(time.perf_counter() - began)
        assert answer["outcome"] == "passed", answer
        return seconds


def noisy(picture):
    """No camera sends the same picture twice, and the challenge refuses one that does."""
    noise = picture.copy()
    cv2.randn(noise, 0, 3)
    return cv2.add(picture, noise)


def measure(arguments):
    portrait = SAMPLES / "obama3.jpg"
    picture = SAMPLES / "obama.jpg"
    head = Head(picture, analyse_face(WORKER, MODELS, picture)["landmarks"])
    views = {"ahead": head.ahead(), "left": head.turned(TURN), "right": head.turned(-TURN)}
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        demo = Demo(pathlib.Path(folder)).start()
        print(f"start to ready: {time.perf_counter() - began:.1f} s (simulator, migrations, sync, workers)")
        try:
            frames, decisions = [], []
            for number in range(arguments.runs):
                # A birthday each: people who share name and birthday go to a reviewer.
                born = f"1990-02-{number + 1:02}"
                person = demo.add_person(f"ada.{number}", "Ada", "Okoro", born)
                document = document_on_table(demo.specimen(f"ada.{number}", portrait, "Ada", "Okoro", born))
                seconds = Claimant(demo).prove(person, document, views)
                frames += seconds[:-1]
                decisions.append(seconds[-1])
                print(f"\rrun {number + 1} of {arguments.runs}", end="", flush=True)
            print()
            show("frame to next step", frames)
            show("last frame to decision", decisions)
            print("A decision takes 2.0 s at least, so that an unknown address is not answered sooner.")
        finally:
            demo.stop()


def show(what, seconds):
    ordered = sorted(seconds)
    high = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    print(f"{what}: p50 {statistics.median(ordered):.2f} s, p95 {high:.2f} s, n {len(ordered)}")
