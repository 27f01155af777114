"""Pictures for the tests, kind and hostile, made from nothing."""

import io
import struct
import zlib

import numpy as np
from PIL import Image


def saved(image, format="JPEG", **options):
    out = io.BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def noise(width=96, height=72, mode="RGB", seed=7):
    """Coloured tiles. Small by default: a search for faces that are not there costs the most."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 256, (height // 8 + 1, width // 8 + 1, len(Image.new(mode, (1, 1)).getbands())), np.uint8)
    pixels = coarse.repeat(8, 0).repeat(8, 1)[:height, :width]
    return Image.fromarray(pixels.squeeze(), mode)


def corner_marked():
    """64 x 32, white, with a black top left corner: tells which way up it arrived."""
    pixels = np.full((32, 64, 3), 255, np.uint8)
    pixels[:12, :12] = 0
    return Image.fromarray(pixels)


def exif(orientation, secret=b""):
    """An EXIF block with an orientation and, in an artist tag, a text that must not survive."""
    entries = [(0x0112, 3, 1, struct.pack("<HH", orientation, 0))]
    artist = secret + b"\0" * (8 - len(secret)) if secret else b"none\0\0\0\0"
    entries.append((0x013B, 2, len(artist), struct.pack("<I", 8 + 2 + 2 * 12 + 4)))
    directory = struct.pack("<H", len(entries))
    directory += b"".join(struct.pack("<HHI", tag, kind, count) + value for tag, kind, count, value in entries)
    return b"Exif\0\0II*\0" + struct.pack("<I", 8) + directory + struct.pack("<I", 0) + artist


def stored_for(orientation, upright):
    """The pixels a camera would store so that `orientation` makes them upright (inverse of CIPA DC-008)."""
    t = Image.Transpose
    inverse = {1: None, 2: t.FLIP_LEFT_RIGHT, 3: t.ROTATE_180, 4: t.FLIP_TOP_BOTTOM, 5: t.TRANSPOSE,
               6: t.ROTATE_90, 7: t.TRANSVERSE, 8: t.ROTATE_270}[orientation]
    return upright if inverse is None else upright.transpose(inverse)


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width, height, bits=8, colour=2, data=b""):
    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def png_bomb(side=32768):
    """A few hundred kilobytes that want gigabytes."""
    squeeze = zlib.compressobj(9)
    row = b"\0" * (1 + side * 3)
    data = b"".join(squeeze.compress(row) for _ in range(side // 64)) + squeeze.flush()
    return png(side, side, data=data)


def png_with_huge_text():
    """A small picture with a text chunk that inflates to 200 MB."""
    text = zlib.compress(b"A" * 200_000_000, 9)
    rows = zlib.compress(b"\0" + b"\x7f" * 24)
    whole = png(8, 1, data=rows)
    return whole[:33] + chunk(b"zTXt", b"Comment\0\0" + text) + whole[33:]


def jpeg_claiming(width, height):
    """A small JPEG whose frame header claims another size."""
    data = bytearray(saved(noise(64, 64)))
    start = data.index(b"\xff\xc0")
    data[start + 5:start + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def jpeg_of_many_scans(scans):
    """A progressive JPEG that repeats its last scan."""
    data = saved(noise(1024, 1024, "L"), progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * scans + data[-2:]


def animated_webp():
    frames = [noise(seed=seed) for seed in range(3)]
    return saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=100)
