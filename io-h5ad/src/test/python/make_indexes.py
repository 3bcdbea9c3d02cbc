#!/usr/bin/env python3
"""Writes datasets with every newer kind of chunk index, and a group with very many members.

Usage: make_indexes.py TARGET_FILE
Prints one line for each dataset: its name and the CRC-32 of its elements as h5py reads them.
"""

import sys
import zlib

import h5py
import numpy as np

MEMBERS = 33000


def put(file, name, shape, chunks, maxshape, holes=False, **options):
    dataset = file.create_dataset(
        name, shape=shape, chunks=chunks, maxshape=maxshape, dtype="i4", fillvalue=7, **options
    )
    values = np.arange(int(np.prod(shape)), dtype="i4").reshape(shape)
    if not holes:
        dataset[...] = values
        return
    step, length = max(1, shape[0] // 37), max(1, shape[0] // 97)
    for start in range(0, shape[0], 3 * step):
        dataset[start : start + length] = values[start : start + length]


def main():
    with h5py.File(sys.argv[1], "w", libver="latest") as file:
        put(file, "grows", (300000,), (2,), (None,))
        put(file, "grows_holes", (300000,), (2,), (None,), holes=True)
        put(file, "grows_gzip", (30000,), (2,), (None,), compression="gzip")
        put(file, "grows_gzip_holes", (30000,), (2,), (None,), holes=True, compression="gzip")
        put(file, "grows_second", (300, 200), (7, 9), (300, None))
        put(file, "grows_second_from_larger", (300, 200), (7, 9), (400, None), compression="gzip")
        put(file, "grows_first_to_larger", (300, 200), (7, 9), (None, 500), holes=True)
        put(file, "grows_middle", (30, 20, 10), (7, 9, 4), (30, None, 20))
        put(file, "fixed_pages", (40000,), (2,), (40000,))
        put(file, "fixed_pages_holes", (40000,), (2,), (40000,), holes=True)
        put(file, "fixed_larger", (40000,), (2,), (60000,), compression="gzip")
        put(file, "grows_in_two", (300, 300), (2, 1), (None, None))
        put(file, "grows_in_two_holes", (300, 300), (2, 3), (None, None), True, compression="gzip")
        put(file, "one_chunk", (1000,), (1000,), (1000,), compression="gzip")
        for name in file:
            print(name, zlib.crc32(file[name][()].tobytes()))
        many = file.create_group("many")
        one = file["one_chunk"]
        for i in range(MEMBERS):
            many[f"member {i}"] = one


if __name__ == "__main__":
    main()
