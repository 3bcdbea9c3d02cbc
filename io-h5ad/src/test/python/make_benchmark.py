#!/usr/bin/env python3
"""Writes the file that ReadingBenchmark reads: 500 MB of numbers and a million texts.

Usage: make_benchmark.py TARGET_FILE
"""

import sys

import h5py
import numpy as np

ELEMENTS = 125_000_000
PIECE = 1_000_000
TEXTS = 1_000_000


def main():
    rng = np.random.default_rng(1)
    with h5py.File(sys.argv[1], "w") as file:
        numbers = file.create_dataset(
            "numbers",
            (ELEMENTS,),
            "f4",
            chunks=(PIECE,),
            compression="gzip",
            compression_opts=4,
        )
        for start in range(0, ELEMENTS, PIECE):
            numbers[start : start + PIECE] = np.log1p(rng.poisson(0.7, PIECE)).astype("f4")
        cells = [f"AACGTTGCATGCAA-{i:07d}" for i in range(TEXTS)]
        file.create_dataset("texts", data=cells, dtype=h5py.string_dtype())


if __name__ == "__main__":
    main()
