"""A camera for Chromium that shows what the test wants, when it wants it.

Chromium plays the file behind --use-file-for-fake-video-capture again and again, reading it frame by frame. So writing
new frames into the file in place changes what the "camera" sees, through the browser's real capture path. A thread
keeps writing fresh sensor noise, because a real sensor never gives the same frame twice.
"""
import threading

import numpy as np

WIDTH, HEIGHT, FRAMES_PER_SECOND, FRAMES = 1280, 720, 15, 2
_HEADER = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{FRAMES_PER_SECOND}:1 Ip A1:1 C420jpeg\n".encode()
_FRAME = b"FRAME\n"


def to_planes(bgr):
    """Y, U and V planes (full range, 4:2:0) of a BGR picture of the camera's size."""
    import cv2

    return cv2.cvtColor(bgr, cv2.COLOR_BGR2YUV_I420)


class PuppetCamera:
    def __init__(self, path, seed=7):
        self.path = str(path)
        self._random = np.random.default_rng(seed)
        self._noise = self._random.normal(0, 1.6, (6, HEIGHT, WIDTH)).round().astype(np.int16)
        self._lock = threading.Lock()
        self._planes = to_planes(np.full((HEIGHT, WIDTH, 3), 90, np.uint8))
        self._stop = threading.Event()
        with open(self.path, "wb") as file:
            file.write(_HEADER + (_FRAME + self._planes.tobytes()) * FRAMES)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def show(self, bgr):
        """From now on the camera sees this picture (BGR, 1280 x 720)."""
        with self._lock:
            self._planes = to_planes(bgr)

    def close(self):
        self._stop.set()
        self._thread.join()

    def _run(self):
        with open(self.path, "r+b", buffering=0) as file:
            while not self._stop.wait(0.12):
                with self._lock:
                    planes = self._planes.copy()
                for index in range(FRAMES):
                    file.seek(len(_HEADER) + index * (len(_FRAME) + planes.size) + len(_FRAME))
                    file.write(self._with_noise(planes).tobytes())

    def _with_noise(self, planes):
        noisy = planes.copy()
        noise = np.roll(self._noise[self._random.integers(6)], int(self._random.integers(WIDTH)), axis=1)
        noisy[:HEIGHT] = np.clip(planes[:HEIGHT].astype(np.int16) + noise, 0, 255)
        return noisy
