#!/usr/bin/env python3
"""Writes AnnData files of a few kilobytes that were made to exhaust a reader.

Usage: make_hostile.py TARGET_DIRECTORY
Prints the name of each file. All but the first, which is sound, are wrong in one place.
"""

import functools
import pathlib
import struct
import sys
import zlib

import h5py
import numpy as np

CELLS, GENES = 50, 8
STR = h5py.string_dtype()
HUGE = 2**31 - 100


@functools.cache
def bomb(size):
    packer = zlib.compressobj(9)
    piece = bytes(1 << 24)
    return b"".join(packer.compress(piece) for _ in range(size >> 24)) + packer.flush()


def frame(file, name, count, columns):
    group = file.create_group(name)
    group.attrs["encoding-type"] = "dataframe"
    group.attrs["encoding-version"] = "0.2.0"
    group.attrs["_index"] = "_index"
    group.attrs.create("column-order", columns, dtype=STR)
    group.create_dataset("_index", data=[f"{name}{i}" for i in range(count)], dtype=STR)
    return group


def replace(group, name, **options):
    del group[name]
    return group.create_dataset(name, **options)


def sound(file):
    file.attrs["encoding-type"] = "anndata"
    file.attrs["encoding-version"] = "0.1.0"
    obs = frame(file, "obs", CELLS, ["n", "kind", "text"])
    obs.create_dataset("n", data=np.arange(CELLS, dtype="f4"), chunks=(10,), compression="gzip")
    kind = obs.create_group("kind")
    kind.attrs["encoding-type"] = "categorical"
    kind.attrs["ordered"] = False
    kind.create_dataset("codes", data=(np.arange(CELLS) % 2).astype("i1"))
    kind.create_dataset("categories", data=["a", "b"], dtype=STR)
    obs.create_dataset("text", data=["t"] * CELLS, dtype=STR)
    frame(file, "var", GENES, [])
    x = file.create_group("X")
    x.attrs["encoding-type"] = "csr_matrix"
    x.attrs["shape"] = np.array([CELLS, GENES])
    x.create_dataset("data", data=np.ones(CELLS, "f4"), chunks=(10,), compression="gzip")
    x.create_dataset("indices", data=np.zeros(CELLS, "i4"), chunks=(10,), compression="gzip")
    x.create_dataset("indptr", data=np.arange(CELLS + 1, dtype="i4"))
    points = np.random.default_rng(1).random((CELLS, 2)).astype("f4")
    file.create_group("obsm").create_dataset("X_umap", data=points, chunks=(10, 2), compression="gzip")
    file.create_group("uns")


def burst(group, name, shape):
    """A dataset of one chunk that inflates to far more than it says."""
    options = dict(chunks=(1000, *shape[1:]), maxshape=(None, *shape[1:]), compression="gzip")
    dataset = replace(group, name, shape=shape, dtype="f4", **options)
    dataset.id.write_direct_chunk((0,) * len(shape), bomb(1 << 29))


def x_bomb(file):
    burst(file["X"], "data", (CELLS,))


def column_bomb(file):
    burst(file["obs"], "n", (CELLS,))


def embedding_bomb(file):
    burst(file["obsm"], "X_umap", (CELLS, 2))


def short_chunk(file):
    file["X/data"].id.write_direct_chunk((0,), zlib.compress(bytes(8)))


def cut_chunk(file):
    noise = np.random.default_rng(1).random(10).astype("f4").tobytes()
    file["X/indices"].id.write_direct_chunk((0,), zlib.compress(noise)[:20])


def many_cells(file):
    index = replace(file["obs"], "_index", shape=(HUGE,), dtype=STR, chunks=(1000,))
    index[0] = "a"


def many_fixed_cells(file):
    replace(file["obs"], "_index", shape=(HUGE,), dtype="S8")


def many_genes(file):
    replace(file["var"], "_index", shape=(HUGE,), dtype="S8", chunks=(1000,), compression="gzip")


def many_categories(file):
    replace(file["obs/kind"], "categories", shape=(HUGE,), dtype=STR, chunks=(1000,))


def many_entries(file):
    for name, dtype in (("data", "f4"), ("indices", "i4")):
        replace(file["X"], name, shape=(2**40,), dtype=dtype, chunks=(1000,), compression="gzip")


def many_pointers(file):
    file["X"].attrs["shape"] = np.array([CELLS, 2**62])


def pointers_astray(file):
    file["X/indptr"][3] = 2**30


def pointers_backward(file):
    file["X/indptr"][3] = -5


def indices_astray(file):
    file["X/indices"][7] = HUGE


def codes_astray(file):
    file["obs/kind/codes"][7] = 99


def huge_chunk(file):
    file.create_group("layers").create_dataset(
        "counts", shape=(CELLS, GENES), dtype="f4", chunks=(CELLS, GENES)
    )
    replace(file, "X", shape=(CELLS, GENES), dtype="f4", chunks=(2**20, 2**9), maxshape=(None, None))


def linked_columns(file):
    del file["obs/n"]
    file["obs/n"] = h5py.SoftLink("/obs/text")
    del file["obs/text"]
    file["obs/text"] = h5py.SoftLink("/obs/n")


def linked_matrix(file):
    del file["X"]
    file["X"] = h5py.SoftLink("/X")


def group_in_itself(file):
    for name in ("uns", "obsm", "obs"):
        file[name]["again"] = file[name]
        file[name]["top"] = file["/"]
    file.create_group("layers")["all"] = file["/"]
    obsp = file.create_group("obsp")
    obsp["connectivities"] = obsp


def heap_size(data):
    at = data.find(b"GCOL")
    struct.pack_into("<Q", data, at + 8, 0x7FFFFFF0)


def heap_object(data):
    at = data.find(b"GCOL")
    struct.pack_into("<Q", data, at + 24, 0x7FFFFFF0)


def chunk_size(data):
    at = 0
    while (at := data.find(b"TREE", at)) >= 0:
        if data[at + 4] == 1:
            struct.pack_into("<I", data, at + 24, 0x7FFFFFF0)
        at += 4


def tree_in_itself(data):
    at = 0
    while (at := data.find(b"TREE", at)) >= 0:
        data[at + 5] = 1
        struct.pack_into("<Q", data, at + (32 if data[at + 4] == 0 else 48), at)
        at += 4


FILES = (
    x_bomb,
    column_bomb,
    embedding_bomb,
    short_chunk,
    cut_chunk,
    many_cells,
    many_fixed_cells,
    many_genes,
    many_categories,
    many_entries,
    many_pointers,
    pointers_astray,
    pointers_backward,
    indices_astray,
    codes_astray,
    huge_chunk,
    linked_columns,
    linked_matrix,
    group_in_itself,
)
BYTES = (heap_size, heap_object, chunk_size, tree_in_itself)


def main():
    target = pathlib.Path(sys.argv[1])
    for change in (None, *FILES, *BYTES):
        path = target / f"{change.__name__ if change else 'sound'}.h5ad"
        with h5py.File(path, "w") as file:
            sound(file)
            if change in FILES:
                change(file)
        if change in BYTES:
            data = bytearray(path.read_bytes())
            change(data)
            path.write_bytes(data)
        print(path.name, flush=True)


if __name__ == "__main__":
    main()
