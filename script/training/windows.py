"""Cuts labelled windows out of rendered lines, normalised exactly as Sources/CVision/mrz/strip.cpp does."""

import cv2
import numpy as np

import lines
from alphabet import (CHARACTERS, CLIP, CONTRAST_BOX, DEVIATION_FLOOR, PITCH, READABLE_UPSIDE_DOWN, REJECT, WINDOW_HEIGHT,
                      WINDOW_WIDTH)

STORED_STEP = CLIP / 127  # windows are kept as int8 to fit in memory


def normalise(grey):
    image = grey.astype(np.float32)
    mean = cv2.boxFilter(image, -1, CONTRAST_BOX, borderType=cv2.BORDER_REPLICATE)
    square = cv2.boxFilter(image * image, -1, CONTRAST_BOX, borderType=cv2.BORDER_REPLICATE)
    deviation = np.sqrt(np.maximum(square - mean * mean, DEVIATION_FLOOR**2))
    return np.clip((image - mean) / deviation, -CLIP, CLIP)


def cut(image, x, y, scale=1.0):
    left, top = (WINDOW_WIDTH - 1) / 2 - x / scale, (WINDOW_HEIGHT - 1) / 2 - y / scale
    to_window = np.float32([[1 / scale, 0, left], [0, 1 / scale, top]])
    window = cv2.warpAffine(image, to_window, (WINDOW_WIDTH, WINDOW_HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.round(window / STORED_STEP).astype(np.int8)


def windows_of_line(rng):
    """Yields (window, class). What is no upright, centred character is "reject"."""
    line = lines.render(rng)
    grey, points = lines.photograph(line, rng)
    image = normalise(grey)
    upside_down = image[::-1, ::-1]
    for character, (x, y) in zip(line.text, points):
        label = CHARACTERS.find(character) if character in CHARACTERS else REJECT
        dx, dy = rng.normal(0, 1.0), rng.normal(0, 1.5)
        if label != REJECT or rng.random() < 0.5:
            yield cut(image, x + dx, y + dy, rng.uniform(0.93, 1.08)), label
        if rng.random() < 0.22:
            aside = rng.uniform(0.3, 0.5) * PITCH * rng.choice((-1, 1))
            yield cut(image, x + aside, y + dy), REJECT
        if rng.random() < 0.04:
            above = rng.choice((-1, 1)) * rng.uniform(0.6, 1.25) * PITCH
            yield cut(image, x + dx, y + above), REJECT
        if label != REJECT and character not in READABLE_UPSIDE_DOWN and rng.random() < (0.3 if character == "<" else 0.12):
            yield cut(upside_down, image.shape[1] - 1 - x + dx, image.shape[0] - 1 - y + dy), REJECT


def make(line_count, seed):
    rng = np.random.default_rng(seed)
    windows, labels = [], []
    for _ in range(line_count):
        for window, label in windows_of_line(rng):
            windows.append(window)
            labels.append(label)
    return np.array(windows), np.array(labels)
