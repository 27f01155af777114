"""Cuts the lines of a machine-readable zone into the fields that are compared (Doc 9303 parts 4 to 7).

Fillers and spaces are dropped on both sides, so that no program loses for its way of writing them."""

CORE = ("number", "nationality", "birth", "sex", "expiry")
NAMES = ("surname", "given")


def plain(text):
    return "".join(character for character in text.upper() if character.isalnum())


def fields(lines):
    """None for lines of no zone's shape."""
    shape = (len(lines), *{len(line) for line in lines})
    if shape == (3, 30):
        first, second, third = lines
        cut = dict(number=first[5:14], nationality=second[15:18], birth=second[:6], sex=second[7], expiry=second[8:14])
        name = third
    elif shape in ((2, 36), (2, 44)):
        first, second = lines
        cut = dict(number=second[:9], nationality=second[10:13], birth=second[13:19], sex=second[20],
                   expiry=second[21:27])
        name = first[5:]
    else:
        return None
    surname, _, given = name.partition("<<")
    cut.update(surname=surname, given=given)
    return {field: plain(text) for field, text in cut.items()}


def same(read, truth, names):
    """Whether the named fields of two zones agree."""
    return read is not None and all(read.get(name) == truth[name] for name in names)
