"""Pairs of names that are one by rule: what Doc 9303 prints, fields that changed places, particles that come and go."""

import name_pairs

#: Doc 9303-4, 4.2.3, those examples whose name fits: surname and given names as issued, and as the zone prints them.
#: The truncated ones need to be known as such, which a CSV file cannot say; they are in the tests.
WORKED = (
    ("Eriksson", "Anna Maria", "ERIKSSON", "ANNA MARIA"),
    ("Smith-Jones", "Susie Margaret", "SMITH JONES", "SUSIE MARGARET"),
    ("O'Connor", "Enya Siobhan", "OCONNOR", "ENYA SIOBHAN"),
    ("van der Muellen", "Martin", "VAN DER MUELLEN", "MARTIN"),
    ("al-Basri", "Huda Muhammad Jawad", "AL BASRI", "HUDA MUHAMMAD JAWAD"),
    ("Vilarchao Fernandez", "José Ramón", "VILARCHAO FERNANDEZ", "JOSE RAMON"),
)
PARTICLES = set("van der den de ter ten von vom zu du des la della dei da das do dos al el bin ibn ben".split())
#: Enough for a bound below half a percent.
MOST = 800


def sets(everything):
    """Pairs by title. All of them are one person's, with equal dates; every one should be approved."""
    worked = [pair(printed_given, printed, given, surname) for surname, given, printed, printed_given in WORKED]
    split = {(row["legal_given"], row["legal_surname"]) for row in everything
             if row["legal_given"].strip() and row["legal_surname"].strip()}
    names = [name for name in sorted(split) if all(has_letters(word) for part in name for word in part.split())]
    return {
        "Doc 9303-4 worked examples, not truncated": worked,
        "given name and surname in each other's field": [
            pair(given.upper(), surname.upper(), surname, given) for given, surname in names[::max(1, len(names) // MOST)]],
        "particles left out, glued, or in the zone only": [
            pair(given.upper(), surname.upper(), given, form) for given, surname in names for form in forms(surname)] + [
            pair(given.upper(), form.upper(), given, surname) for given, surname in names for form in forms(surname)],
        "pairs labelled order_swap": [
            row | {"legal_dob": name_pairs.ANY_DATE, "dir_dob": name_pairs.ANY_DATE} for row in everything
            if row.get("category") == "order_swap" and name_pairs.same(row)],
    }


def forms(surname):
    """A surname with particles without them, and in one word."""
    words = surname.split()
    particles = [word for word in words[:-1] if word.lower() in PARTICLES]
    if not particles or words[:len(particles)] != particles:
        return []
    rest = words[len(particles):]
    return [" ".join(rest), "".join(particles) + " ".join(rest).lower()]


def has_letters(word):
    """At least two: initials and titles are another matter."""
    return sum(letter.isalpha() for letter in word) > 1


def pair(legal_given, legal_surname, dir_given, dir_surname):
    return {"legal_given": legal_given, "legal_surname": legal_surname, "dir_given": dir_given, "dir_surname": dir_surname,
            "dir_display": "", "legal_dob": name_pairs.ANY_DATE, "dir_dob": name_pairs.ANY_DATE, "id": "rule"}
