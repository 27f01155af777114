"""Runs inside a peer's environment: reads files and prints one JSON line for each."""

import contextlib
import io
import json
import resource
import sys

import zone


def passporteye(file):
    from passporteye import read_mrz
    found = read_mrz(file)
    if found is None:
        return None
    values = dict(number=found.number, nationality=found.nationality, birth=found.date_of_birth, sex=found.sex,
                  expiry=found.expiration_date, surname=found.surname, given=found.names)
    return {field: zone.plain(text) for field, text in values.items()}


def fastmrz(file):
    from fastmrz import FastMRZ
    return zone.fields((FastMRZ().get_details(file, ignore_parse=True) or "").split())


def used():
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages), max(usage.ru_maxrss for usage in usages)


def main(name, *files):
    reader = {"passporteye": passporteye, "fastmrz": fastmrz}[name]
    for number, file in enumerate(files):
        if number == 0:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(Exception):
                reader(file)  # loads libraries and models: no reader is charged for that
        before, _ = used()
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                fields = reader(file)
        except ImportError:
            raise
        except Exception:  # a reader that fails over a picture has not read it
            fields = None
        after, peak = used()
        print(json.dumps({"file": file, "fields": fields, "seconds": after - before, "peakKiB": peak}), flush=True)


main(*sys.argv[1:])
