"""Renders lines of OCR-B as a camera or scanner would see them."""

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from alphabet import CHARACTERS, PITCH, UNLIKE_CAPITALS

FONT_FOLDER = "/usr/share/fonts/opentype/ocr-b"  # Debian package fonts-ocr-b
# Tschichold's drawing is by far the commoner one in documents. The E, F, L and X cuts (outline, slanted, inverse) mislead training.
FONTS = [f"{FONT_FOLDER}/{name}.otf" for name in ("OCRB", "OCRB", "OCRBS")]
FONT_SIZE = 64
LENGTH = 14
MARGIN_CELLS = 1.5


class Line:
    """A picture (float, 0 ink .. 1 paper), the characters on it and the centre of each."""

    def __init__(self, image, text, centres, pitch):
        self.image, self.text, self.centres, self.pitch = image, text, centres, pitch


def random_text(rng):
    letters = list(CHARACTERS)
    text = [("<" if rng.random() < 0.12 else letters[rng.integers(len(letters))]) for _ in range(LENGTH)]
    if rng.random() < 0.08:
        for i in rng.choice(LENGTH, 4, replace=False):
            text[i] = UNLIKE_CAPITALS[rng.integers(len(UNLIKE_CAPITALS))]
    # Blanks stand for the quiet zone to the left and right of the MRZ.
    if rng.random() < 0.25:
        blanks = rng.integers(1, 4)
        text = [" "] * blanks + text[blanks:] if rng.random() < 0.5 else text[:-blanks] + [" "] * blanks
    return "".join(text)


def render(rng):
    font = ImageFont.truetype(FONTS[rng.integers(len(FONTS))], FONT_SIZE)
    pitch = font.getlength("0") * rng.uniform(0.95, 1.12)
    text = random_text(rng)
    width, height = int(pitch * (LENGTH + 2)), int(pitch * 3.6)
    page = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(page)
    box = font.getbbox("H")
    top = height / 2 - (box[1] + box[3]) / 2
    centres = np.array([pitch * (MARGIN_CELLS + i) for i in range(LENGTH)])
    for character, x in zip(text, centres):
        pen.text((x - font.getlength(character) / 2, top), character, font=font, fill=0)
    ink = np.asarray(page).astype(np.float32) / 255
    return Line(clutter(ink, pitch, rng), text, centres, pitch)


def clutter(ink, pitch, rng):
    """Adds a neighbouring line, and now and then a card edge or rule beside the text."""
    if rng.random() < 0.7:
        distance = int(pitch * rng.uniform(1.9, 2.6))
        other = np.ones_like(ink)
        source = np.roll(ink, rng.integers(200), 1)
        if rng.random() < 0.5:
            other[distance:] = source[:-distance]
        else:
            other[:-distance] = source[distance:]
        ink = np.minimum(ink, other)
    if rng.random() < 0.15:
        y = ink.shape[0] / 2 + pitch * rng.uniform(0.9, 1.6) * rng.choice((-1, 1))
        ends = (0, int(y)), (ink.shape[1], int(y + rng.uniform(-9, 9)))
        cv2.line(ink, *ends, float(rng.uniform(0, 0.6)), int(rng.integers(2, 16)))
    if rng.random() < 0.15:
        x = int(pitch * rng.uniform(0.05, 0.7))
        shade = float(rng.uniform(0, 0.7))
        if rng.random() < 0.5:
            ink[:, :x] = np.minimum(ink[:, :x], shade)
        else:
            ink[:, -x:] = np.minimum(ink[:, -x:], shade)
    return ink


def stroke(ink, rng):
    choice = rng.random()
    if choice < 0.25:
        return cv2.erode(ink, np.ones((rng.integers(2, 5),) * 2))
    if choice < 0.45:
        return cv2.dilate(ink, np.ones((rng.integers(2, 4),) * 2))
    return ink


def print_on_paper(ink, pitch, rng):
    """Ink and paper get brightness, guilloche waves and uneven light."""
    height, width = ink.shape
    dark = rng.uniform(0, 0.45)
    paper = np.full(ink.shape, rng.uniform(max(dark + 0.2, 0.4), 1.0), np.float32)
    if rng.random() < 0.6:
        y, x = np.mgrid[0:height, 0:width]
        for _ in range(rng.integers(1, 4)):
            wavelength, direction = rng.uniform(0.25, 3) * pitch, rng.uniform(0, np.pi)
            phase = rng.uniform(0, 6) + rng.uniform(0, 2) * np.sin(y / pitch)
            along = x * np.cos(direction) + y * np.sin(direction)
            paper += rng.uniform(0.01, 0.1) * np.sin(2 * np.pi * along / wavelength + phase)
    if rng.random() < 0.5:
        light = rng.normal(0, rng.uniform(0.01, 0.08), (3, 8)).astype(np.float32)
        paper += cv2.resize(light, (width, height), interpolation=cv2.INTER_CUBIC)
    return ink * paper + (1 - ink) * dark


def blur(image, pitch, rng):
    if rng.random() < 0.7:
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.2, 0.09 * pitch + 0.25))
    if rng.random() < 0.12:
        length = max(2, int(rng.uniform(0.08, 0.3) * pitch))
        kernel = np.eye(length, dtype=np.float32) if rng.random() < 0.3 else np.ones((1, length), np.float32)
        if rng.random() < 0.4:
            kernel = kernel.T
        image = cv2.filter2D(image, -1, kernel / kernel.sum())
    return image


def photograph(line, rng):
    """Returns the rectified grey picture at PITCH and the centres of the characters as n x 2 points."""
    aspect, shear, angle = rng.uniform(0.82, 1.22), rng.uniform(-0.06, 0.06), rng.uniform(-1.5, 1.5)
    source_pitch = rng.choice((4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 20)) * rng.uniform(0.85, 1.15)
    scale = source_pitch / line.pitch
    ink = stroke(line.image, rng)
    width, height = int(ink.shape[1] * scale) + 1, int(ink.shape[0] * scale * aspect) + 1
    small = cv2.resize(ink, (width, height), interpolation=cv2.INTER_AREA)
    image = blur(print_on_paper(small, source_pitch, rng), source_pitch, rng)
    image = image + rng.normal(0, rng.uniform(0, 0.05), image.shape).astype(np.float32)
    grey = np.clip(image * 255, 0, 255).astype(np.uint8)
    if rng.random() < 0.6:
        quality = int(rng.integers(35, 93))
        grey = cv2.imdecode(cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_GRAYSCALE)
    zoom = PITCH / source_pitch
    size = (int(width * zoom), int(height * zoom))
    rectified = cv2.resize(grey, size, interpolation=cv2.INTER_CUBIC if zoom > 1 else cv2.INTER_AREA)
    middle = rectified.shape[0] / 2
    turn = cv2.getRotationMatrix2D((size[0] / 2, middle), angle, 1)
    turn[0, 1] += shear
    turn[0, 2] -= shear * middle
    rectified = cv2.warpAffine(rectified, turn, size, borderMode=cv2.BORDER_REPLICATE)
    x = line.centres * scale * zoom * (size[0] / (width * zoom))
    points = np.c_[x, np.full_like(x, middle), np.ones_like(x)] @ turn.T
    return rectified, points
