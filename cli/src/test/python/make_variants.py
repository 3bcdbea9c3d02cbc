#!/usr/bin/env python3
"""Writes one small dataset in many storages, all of which hold the same values.

Usage: make_variants.py TARGET_DIRECTORY
Prints the name of each file. Values are multiples of 1/8 below 16, exact in every real type.
"""

import itertools
import pathlib
import sys

import h5py
import numpy as np
import scipy.sparse as sp

CELLS, GENES = 57, 23
STR = h5py.string_dtype()
FILTERS = {
    "none": {},
    "gzip": {"compression": "gzip"},
    "lzf": {"compression": "lzf"},
    "shuffle-gzip": {"compression": "gzip", "shuffle": True},
    "shuffle-lzf-fletcher32": {"compression": "lzf", "shuffle": True, "fletcher32": True},
}


def tag(element, encoding, version):
    element.attrs["encoding-type"] = encoding
    element.attrs["encoding-version"] = version
    return element


def array(group, name, values, **options):
    if options and len(values.shape) == 1:
        options["chunks"] = True
    return tag(group.create_dataset(name, data=values, **options), "array", "0.2.0")


def strings(group, name, values, fixed, **options):
    dtype = f"S{max(len(v.encode()) for v in values)}" if fixed else STR
    data = np.array([v.encode() for v in values], dtype=dtype) if fixed else values
    if not fixed:
        # HDF5 keeps no checksums of text of variable length.
        options.pop("fletcher32", None)
    return tag(group.create_dataset(name, data=data, dtype=dtype, **options), "string-array", "0.2.0")


def frame(file, name, index, columns, fixed, options):
    group = tag(file.create_group(name), "dataframe", "0.2.0")
    group.attrs["_index"] = "_index"
    group.attrs.create("column-order", columns, dtype=STR)
    strings(group, "_index", index, fixed, **options)
    return group


def matrix(file, values, form, dtype, index, pointer, options, chunks, unsorted):
    if form == "dense":
        shaped = dict(options)
        if chunks:
            shaped["chunks"] = chunks
        tag(file.create_dataset("X", data=values.astype(dtype), **shaped), "array", "0.2.0")
        return
    sparse = sp.csr_matrix(values) if form == "csr" else sp.csc_matrix(values)
    data, indices, indptr = sparse.data.copy(), sparse.indices.copy(), sparse.indptr
    if unsorted:
        for start, end in zip(indptr[:-1], indptr[1:]):
            data[start:end] = data[start:end][::-1]
            indices[start:end] = indices[start:end][::-1]
    group = tag(file.create_group("X"), form + "_matrix", "0.1.0")
    group.attrs["shape"] = np.array(values.shape, dtype="i8")
    shaped = dict(options)
    if chunks:
        shaped["chunks"] = (chunks[0] * 3,)
    group.create_dataset("data", data=data.astype(dtype), **shaped)
    group.create_dataset("indices", data=indices.astype(index), **shaped)
    group.create_dataset("indptr", data=indptr.astype(pointer), **options)


def write(path, form, filters, dtype="<f4", index="<i4", pointer="<i4", chunks=None, **extra):
    rng = np.random.default_rng(11)
    values = rng.integers(0, 128, (CELLS, GENES)) / 8 * (rng.random((CELLS, GENES)) < 0.3)
    options = FILTERS[filters]
    order = ">" if extra.get("big") else "<"
    fixed = extra.get("fixed", False)
    with h5py.File(path, "w", libver=extra.get("libver")) as file:
        tag(file, "anndata", "0.1.0")
        matrix(
            file, values, form, dtype, index, pointer, options, chunks, extra.get("unsorted", False)
        )
        names = [f"cell {i}" for i in range(CELLS)]
        obs = frame(file, "obs", names, ["kind", "score", "flag"], fixed, options)
        kind = tag(obs.create_group("kind"), "categorical", "0.2.0")
        kind.attrs["ordered"] = False
        codes = (np.arange(CELLS) % 4 - 1).astype(order + extra.get("codes", "i1"))
        array(kind, "codes", codes, **options)
        strings(kind, "categories", ["a", "b", "\u00fc"], fixed, **options)
        array(obs, "score", (np.arange(CELLS) / 8).astype(order + extra.get("score", "f4")), **options)
        array(obs, "flag", np.arange(CELLS) % 3 == 0, **options)
        frame(file, "var", [f"gene{i}" for i in range(GENES)], [], fixed, options)
        obsm = file.create_group("obsm")
        points = rng.integers(-999, 999, (CELLS, 2)) / 8
        tag(
            obsm.create_dataset("X_umap", data=points.astype(order + extra.get("points", "f8")), **options),
            "array",
            "0.2.0",
        )
        latent = rng.integers(-99, 99, (CELLS, 5)).astype(order + "f4")
        tag(obsm.create_dataset("X_pca", data=latent, **options), "array", "0.2.0")


def variants():
    for form, filters in itertools.product(("dense", "csr", "csc"), FILTERS):
        yield dict(form=form, filters=filters)
        yield dict(form=form, filters=filters, dtype=">f8", big=True, index=">i8", pointer=">i8")
    for form, chunks in itertools.product(("dense", "csr", "csc"), ((1, GENES), (CELLS, 1), (7, 5))):
        yield dict(form=form, filters="gzip", chunks=chunks)
        yield dict(form=form, filters="lzf", chunks=chunks, libver="latest")
    for form, index in itertools.product(("csr", "csc"), ("u1", "<u2", ">u4", "<u8", ">i2")):
        yield dict(form=form, filters="none", index=index, pointer="<i8" if form == "csr" else ">u4")
    for form in ("dense", "csr", "csc"):
        yield dict(form=form, filters="none", dtype="<f2", codes="i2", score="f2", points="f4")
        yield dict(form=form, filters="gzip", fixed=True, codes="i4", score="f8")
    for form in ("csr", "csc"):
        yield dict(form=form, filters="lzf", unsorted=True, codes="i8")


def main():
    directory = pathlib.Path(sys.argv[1])
    for number, variant in enumerate(variants()):
        name = f"variant{number}.h5ad"
        write(directory / name, **variant)
        print(name, " ".join(f"{k}={v}" for k, v in variant.items()).replace("\t", " "), sep="\t")


if __name__ == "__main__":
    main()
