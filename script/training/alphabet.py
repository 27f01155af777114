"""The classes of the MRZ classifier and the geometry of its window, shared with Sources/CVision/mrz/window.hpp."""

CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"  # ICAO Doc 9303-3, section 4.3
REJECT = len(CHARACTERS)
CLASSES = len(CHARACTERS) + 1

PITCH = 16  # pixels from one character to the next after rectification
WINDOW_HEIGHT, WINDOW_WIDTH = 26, 22  # two valid 3x3 convolutions and two 2x2 poolings end on 5x4
CONTRAST_BOX = (41, 29)  # width, height of the neighbourhood that sets mean and deviation
DEVIATION_FLOOR = 4.0  # grey levels: below this a patch is paper, not print
CLIP = 3.0  # deviations

# Turned by 180 degrees these are still a character (or another one); all others become "reject".
READABLE_UPSIDE_DOWN = set("0OHINSXZ8690MW5")
# Lower-case glyphs that are not a smaller upper-case letter.
UNLIKE_CAPITALS = "abdefghmnqrty&%?@*+/=€"
