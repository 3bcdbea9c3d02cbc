"""Reads every payload of an export the plain way: one after the other, gzip and numpy.

usage: read_payloads.py EXPORT
"""

import gzip
import pathlib
import sys

import numpy

TYPES = {"u8": "<u1", "u16": "<u2", "f32": "<f4", "bin": "<f4"}


def element_type(name):
    if name.startswith("edges."):
        return "<f8" if ".f64." in name else "<u1"
    return TYPES[name.removesuffix(".gz").rsplit(".", 1)[1]]


def main(root):
    files = 0
    size = 0
    for path in sorted(pathlib.Path(root).rglob("*")):
        if not path.is_file() or path.suffix == ".json":
            continue
        with (gzip.open if path.suffix == ".gz" else open)(path, "rb") as stream:
            values = numpy.frombuffer(stream.read(), element_type(path.name))
        files += 1
        size += values.nbytes
    print(f"{files} payloads, {size} bytes")


main(sys.argv[1])
