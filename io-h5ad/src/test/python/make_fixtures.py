#!/usr/bin/env python3
"""Writes the files in src/test/resources/fixtures that the module's own writer cannot write.

Usage: make_fixtures.py [TARGET_DIRECTORY]
Needs h5py and anndata 0.8; the versions that were used are recorded in versions.txt.

Values follow rules that the tests repeat: expression matrices hold value(cell, gene), embeddings
hold cell + dimension / 8.
"""

import pathlib
import sys

import anndata
import h5py
import numpy as np
import pandas as pd
import scipy
import scipy.sparse as sp

CELLS = 9
GENES = 6
STR = h5py.string_dtype()


def value(cell, gene):
    return float(cell * 5 + gene * 3) / 4 if (cell * 3 + gene * 2) % 5 < 2 else 0.0


def expression(dtype="f4"):
    whole = np.dtype(dtype).kind in "iub"
    full = [[value(c, g) for g in range(GENES)] for c in range(CELLS)]
    return np.array(full).astype("i8" if whole else dtype).astype(dtype)


def names(prefix, count):
    return [f"{prefix}{i}" for i in range(count)]


def tag(element, encoding, version):
    element.attrs["encoding-type"] = encoding
    element.attrs["encoding-version"] = version
    return element


def texts(group, name, values, **options):
    return tag(group.create_dataset(name, data=values, dtype=STR, **options), "string-array", "0.2.0")


def frame(parent, name, index, columns=()):
    group = tag(parent.create_group(name), "dataframe", "0.2.0")
    group.attrs["_index"] = "_index"
    if columns:
        group.attrs.create("column-order", list(columns), dtype=STR)
    else:
        group.attrs["column-order"] = np.zeros(0)
    texts(group, "_index", index)
    return group


def shell(path, obs_columns=(), libver=None):
    file = h5py.File(path, "w", libver=libver)
    tag(file, "anndata", "0.1.0")
    frame(file, "obs", names("cell", CELLS), obs_columns)
    frame(file, "var", names("gene", GENES))
    return file


def sparse(parent, name, matrix, indices="i4", indptr="i4", **options):
    group = tag(parent.create_group(name), matrix.format + "_matrix", "0.1.0")
    group.attrs["shape"] = np.array(matrix.shape)
    group.create_dataset("data", data=matrix.data, **options)
    group.create_dataset("indices", data=matrix.indices.astype(indices), **options)
    group.create_dataset("indptr", data=matrix.indptr.astype(indptr), **options)
    return group


def compressed(path):
    """What anndata writes with LZF, texts included."""
    obs = pd.DataFrame(index=names("cell", CELLS))
    obs["louvain"] = pd.Categorical.from_codes([i % 4 - 1 for i in range(CELLS)], ["T", "B", "\u00fc"])
    obs["text"] = [f"text {i}" for i in range(CELLS)]
    var = pd.DataFrame(index=names("gene", GENES))
    matrix = sp.csr_matrix(expression())
    adata = anndata.AnnData(matrix, obs=obs, var=var, dtype="f4")
    adata.write_h5ad(path, compression="lzf")


def modern(path):
    """What anndata itself writes, with every kind of column that it knows."""
    cells = names("cell", CELLS)
    obs = pd.DataFrame(index=cells)
    codes = [i % 4 - 1 for i in range(CELLS)]
    obs["louvain"] = pd.Categorical.from_codes(codes, ["T", "B", "Zelle \u00fc\U0001f9ec", "unused"])
    obs["whole_cat"] = pd.Categorical.from_codes([i % 3 for i in range(CELLS)], [10, 20, 30])
    obs["real_cat"] = pd.Categorical.from_codes([i % 2 for i in range(CELLS)], [0.5, 1e300])
    obs["flag_cat"] = pd.Categorical.from_codes([i % 2 for i in range(CELLS)], [False, True])
    obs["all_missing"] = pd.Categorical([None] * CELLS)
    obs["f4"] = np.arange(CELLS, dtype="f4") / 3
    obs["f8"] = np.where(np.arange(CELLS) == 4, np.nan, np.arange(CELLS) / 3)
    obs["f2"] = (np.arange(CELLS) / 3).astype("f2")
    obs["i8"] = np.arange(CELLS) * 1000003 + 16777217
    obs["u1"] = np.arange(CELLS, dtype="u1") * 28
    obs["flag"] = np.arange(CELLS) % 3 == 0
    obs["maybe_whole"] = pd.array([None if i == 2 else i for i in range(CELLS)], dtype="Int32")
    obs["maybe_flag"] = pd.array([None if i == 2 else i % 2 == 0 for i in range(CELLS)], dtype="boolean")
    # Repeats, or anndata would make categories of them.
    obs["text"] = [f"text {i} \u00e9" for i in range(CELLS)]
    var = pd.DataFrame({"symbol": [f"SYM{g}" for g in range(GENES)]}, index=names("gene", GENES))
    adata = anndata.AnnData(sp.csr_matrix(expression()), obs=obs, var=var, dtype="f4")
    embedding = np.arange(CELLS)[:, None] + np.arange(3)[None, :] / 8
    adata.obsm["X_umap"] = embedding[:, :2].astype("f4")
    adata.obsm["X_wide"] = embedding
    adata.obsm["whole"] = np.arange(CELLS * 2, dtype="i2").reshape(CELLS, 2)
    adata.obsm["cube"] = np.zeros((CELLS, 2, 2))
    adata.obsm["spread"] = sp.csr_matrix(embedding)
    adata.obsm["numbers"] = pd.DataFrame(embedding, index=cells, columns=["a", "b", "c"])
    adata.obsm["mixed"] = pd.DataFrame({"a": np.arange(CELLS), "b": list("xyzxyzxyz")}, index=cells)
    ring = sp.csr_matrix(
        (np.arange(1, CELLS + 1) / 16, (np.arange(CELLS), (np.arange(CELLS) + 1) % CELLS)),
        shape=(CELLS, CELLS),
    )
    adata.obsp["connectivities"] = ring
    adata.obsp["columns"] = ring.tocsc()
    adata.obsp["dense"] = ring.toarray()
    adata.layers["dense"] = expression()
    adata.layers["columns"] = sp.csc_matrix(expression())
    adata.raw = anndata.AnnData(
        sp.csr_matrix(expression()[:, :4] * 2), obs=obs, var=var.iloc[:4], dtype="f4"
    )
    adata.write_h5ad(path)
    with h5py.File(path, "a") as file:
        file["obsm"].create_dataset("line", data=np.arange(CELLS, dtype="f8"))


def dtypes(path):
    """One dense and one sparse layer for every type of number."""
    with shell(path) as file:
        layers = tag(file.create_group("layers"), "dict", "0.1.0")
        for name in "i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 ?".split():
            orders = "<" if name in ("i1", "u1", "?") else "<>"
            for order in orders:
                dtype = np.dtype(name) if name == "?" else np.dtype(order + name)
                label = ("bool" if name == "?" else name) + ("be" if order == ">" else "")
                dense = expression(dtype)
                tag(layers.create_dataset("dense_" + label, data=dense), "array", "0.2.0")
                if name in ("i2", "i4", "u1", "u2", "u4", "f2"):
                    continue
                rows, columns = np.nonzero(dense)
                indptr = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=CELLS))])
                group = tag(layers.create_group("csr_" + label), "csr_matrix", "0.1.0")
                group.attrs["shape"] = np.array([CELLS, GENES], dtype="i4")
                group.create_dataset("data", data=dense[rows, columns].astype(dtype))
                group.create_dataset("indices", data=columns.astype("u1" if name == "i1" else ">i8"))
                group.create_dataset("indptr", data=indptr.astype("u2" if name == "i1" else "i8"))
        edge = np.zeros((CELLS, GENES), "u8")
        edge[0, :] = [2**64 - 1, 2**63, 2**63 + 2**39, 2**63 + 2**39 + 1, 2**53 + 1, 16777217]
        layers.create_dataset("unsigned_edge", data=edge)
        edge = np.zeros((CELLS, GENES), "i8")
        edge[0, :] = [-(2**63), 2**63 - 1, 2**60 + 2**36 + 1, 2**60 + 2**36, -16777217, 16777219]
        layers.create_dataset("signed_edge", data=edge)
        edge = np.zeros((CELLS, GENES), "f2")
        edge[0, :] = [6e-8, -6.1e-5, 65504, np.inf, -np.inf, np.nan]
        layers.create_dataset("half_edge", data=edge)
        edge = np.zeros((CELLS, GENES), "f8")
        edge[0, :] = [1e300, -1e300, 1e-300, 0.1, np.nan, 1 + 2**-24 + 2**-50]
        layers.create_dataset("double_edge", data=edge)


def duplicates(path):
    """Entries out of order, and several for one place."""
    # (cell, gene, value) in storage order of a matrix by rows; 200 + 100 wraps in one byte.
    rows = [0, 0, 0, 0, 2, 2, 2, 8, 8]
    columns = [5, 1, 5, 0, 3, 3, 3, 4, 0]
    entries = [200, 7, 100, 1, 1, 2, 3, 9, 11]
    with shell(path) as file:
        layers = tag(file.create_group("layers"), "dict", "0.1.0")
        for dtype in ("u1", "f4", "f8", "i8", "?"):
            data = np.array(entries).astype(dtype)
            if dtype in ("f4", "f8"):
                data[[0, 2]] = [1, 2.0**-30]
                data[[4, 5, 6]] = np.array([1e8, 1, -1e8])
            label = "bool" if dtype == "?" else dtype
            for form, major, minor in (("csr", rows, columns), ("csc", columns, rows)):
                size = CELLS if form == "csr" else GENES
                order = np.argsort(major, kind="stable")
                group = tag(layers.create_group(f"{form}_{label}"), form + "_matrix", "0.1.0")
                group.attrs["shape"] = np.array([CELLS, GENES])
                chunks = (4,) if label == "f4" else None
                group.create_dataset("data", data=data[order], chunks=chunks)
                group.create_dataset("indices", data=np.array(minor)[order].astype("i4"), chunks=chunks)
                indptr = np.concatenate([[0], np.cumsum(np.bincount(major, minlength=size))])
                group.create_dataset("indptr", data=indptr.astype("i4"))
        obsp = tag(file.create_group("obsp"), "dict", "0.1.0")
        graph = tag(obsp.create_group("connectivities"), "csr_matrix", "0.1.0")
        graph.attrs["shape"] = np.array([CELLS, CELLS])
        graph.create_dataset("data", data=np.array([1.5, 2.0, 0.25, 4.0]))
        graph.create_dataset("indices", data=np.array([3, 1, 3, 0], "i4"))
        graph.create_dataset("indptr", data=np.array([0, 3] + [4] * 8, "i4"))


def legacy06(path):
    """Tables of compound elements, the layout of AnnData up to 0.6."""
    with h5py.File(path, "w") as file:
        obs = np.zeros(
            CELLS,
            dtype=[("index", "S8"), ("louvain", "i1"), ("single", "i1"), ("not_coded", "i1"),
                   ("n", "i8"), ("x", "f4"), ("flag", "?"), ("text", STR)],
        )
        obs["index"] = [n.encode() for n in names("cell", CELLS)]
        obs["louvain"] = [i % 3 - 1 for i in range(CELLS)]
        obs["single"] = [-1 if i == 1 else 0 for i in range(CELLS)]
        obs["not_coded"] = np.arange(CELLS)
        obs["n"] = np.arange(CELLS) * 3
        obs["x"] = np.arange(CELLS) / 3
        obs["flag"] = np.arange(CELLS) % 2 == 0
        obs["text"] = [f"t\u00e9xt {i}" for i in range(CELLS)]
        file.create_dataset("obs", data=obs)
        var = np.zeros(GENES, dtype=[("index", STR), ("symbol", "S6")])
        var["index"] = names("gene", GENES)
        var["symbol"] = [f"SYM{g}".encode() for g in range(GENES)]
        file.create_dataset("var", data=var, chunks=(4,), compression="lzf")
        raw = np.zeros(4, dtype=[("index", "i8"), ("k", "i4")])
        raw["index"] = np.arange(4) + 100
        file.create_dataset("raw.var", data=raw)
        uns = file.create_group("uns")
        uns.create_dataset("louvain_categories", data=np.array([b"first", b"second"]))
        uns["single_categories"] = "only"
        uns.create_dataset("not_coded_categories", data=np.array([b"too", b"few"]))
        matrix = sp.csr_matrix(expression())

        def early(parent, name, what, form):
            group = parent.create_group(name)
            group.attrs["h5sparse_format"] = form
            group.attrs["h5sparse_shape"] = np.array(what.shape)
            for part in ("data", "indices", "indptr"):
                options = dict(maxshape=(None,), compression="gzip") if name == "X" else {}
                group.create_dataset(part, data=getattr(what, part), **options)

        early(file, "X", matrix, "csr")
        early(file, "raw.X", sp.csr_matrix(expression()[:, :4] * 2), "csr")
        neighbors = uns.create_group("neighbors")
        ring = sp.csr_matrix((np.ones(CELLS), (np.arange(CELLS), (np.arange(CELLS) + 1) % CELLS)))
        early(neighbors, "connectivities", ring, "csr")
        early(neighbors, "distances", (ring * 2).tocsc(), "csc")
        obsm = np.zeros(CELLS, dtype=[("X_umap", "f8", (2,)), ("X_pca", "f4", (3,)), ("line", "f4")])
        obsm["X_umap"] = np.arange(CELLS)[:, None] + np.arange(2) / 8
        obsm["X_pca"] = np.arange(CELLS)[:, None] + np.arange(3) / 8
        obsm["line"] = np.arange(CELLS)
        file.create_dataset("obsm", data=obsm)


def legacy07(path):
    """Groups without marks, categories by reference, as AnnData 0.7 and its imitators wrote."""
    with h5py.File(path, "w") as file:
        obs = file.create_group("obs")
        obs.attrs["_index"] = "barcodes"
        obs.attrs["column-order"] = np.array(["louvain", "n", "kind"], dtype=object)
        obs.create_dataset("barcodes", data=names("cell", CELLS), dtype=STR)
        obs.create_dataset("n", data=np.arange(CELLS))
        store = obs.create_group("__categories")
        for name, labels in (("louvain", np.array(["a", "b"], dtype=object)), ("kind", np.array([7, 8]))):
            dtype = STR if labels.dtype == object else None
            categories = store.create_dataset(name, data=labels, dtype=dtype)
            categories.attrs["ordered"] = False
            codes = obs.create_dataset(name, data=np.array([i % 3 - 1 for i in range(CELLS)], "i1"))
            codes.attrs["categories"] = categories.ref
        # No column-order, and names that hold bytes which no one declared as UTF-8.
        var = file.create_group("var")
        var.attrs["_index"] = "index"
        ascii_type = h5py.string_dtype("ascii")
        raw = np.array([f"gen\u00e9{g}".encode() for g in range(GENES)], dtype=object)
        var.create_dataset("index", data=raw, dtype=ascii_type)
        fixed = np.array([f"S\u00fc{g}".encode() for g in range(GENES)], dtype="S6")
        var.create_dataset("symbol", data=fixed)
        file.create_dataset("X", data=expression(), chunks=(4, 4), compression="gzip", shuffle=True)
        group = file.create_group("raw")
        sparse(group, "X", sp.csc_matrix(expression()[:, :4] * 2))
        del group["X"].attrs["encoding-version"]
        rvar = group.create_group("var")
        rvar.attrs["_index"] = "index"
        rvar.create_dataset("index", data=names("raw", 4), dtype=STR)
        neighbors = file.create_group("uns/neighbors")
        eye = sp.eye(CELLS, format="csr")
        sparse(neighbors, "distances", eye)


def odd_frames(path):
    """Indexes and categories that are groups, names with slashes, an index that is a column."""
    with h5py.File(path, "w") as file:
        tag(file, "anndata", "0.1.0")

        def nullable(parent, name, values):
            group = tag(parent.create_group(name), "nullable-string-array", "0.1.0")
            texts(group, "values", ["" if v is None else v for v in values])
            group.create_dataset("mask", data=np.array([v is None for v in values]))

        obs = tag(file.create_group("obs"), "dataframe", "0.2.0")
        obs.attrs["_index"] = "name"
        obs.attrs.create("column-order", ["name", "a/b", "cat", "maybe", "nan_text"], dtype=STR)
        nullable(obs, "name", names("cell", CELLS))
        obs.create_dataset("a/b", data=np.arange(CELLS, dtype="f4"))
        cat = tag(obs.create_group("cat"), "categorical", "0.2.0")
        nullable(cat, "categories", ["x", "y"])
        cat.create_dataset("codes", data=np.array([i % 2 for i in range(CELLS)], "u2"))
        cat.attrs["ordered"] = False
        nullable(obs, "maybe", [None if i == 3 else f"m{i}" for i in range(CELLS)])
        texts(obs, "nan_text", ["nan" if i % 2 else "" for i in range(CELLS)])
        obs.create_dataset("leftover", data=np.zeros(3))
        frame(file, "var", names("gene", GENES))
        tag(file.create_dataset("X", data=h5py.Empty("f4")), "null", "0.1.0")
        tag(file.create_group("layers"), "dict", "0.1.0")


def filters(path):
    """Every filter that is read, fill values, and one filter that is not."""
    with shell(path) as file:
        layers = tag(file.create_group("layers"), "dict", "0.1.0")
        full = expression()
        for name, options in {
            "shuffle": dict(shuffle=True),
            "shuffle_gzip": dict(shuffle=True, compression="gzip"),
            "fletcher": dict(fletcher32=True),
            "fletcher_shuffle": dict(fletcher32=True, shuffle=True),
            "fletcher_gzip": dict(fletcher32=True, shuffle=True, compression="gzip"),
            "fletcher_lzf": dict(fletcher32=True, compression="lzf"),
            "lzf": dict(compression="lzf"),
        }.items():
            layers.create_dataset(name, data=full, chunks=(5, 4), **options)
        layers.create_dataset("szip", data=full, chunks=(5, 4), compression="szip")
        holes = layers.create_dataset(
            "holes", shape=full.shape, dtype="f4", chunks=(3, 2), fillvalue=2.5, compression="gzip"
        )
        holes[4, 3] = 1
        layers.create_dataset("unwritten", shape=full.shape, dtype="f4", fillvalue=-1)
        dcpl = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        dcpl.set_layout(h5py.h5d.COMPACT)
        dcpl.set_obj_track_times(False)
        space = h5py.h5s.create_simple(full.shape)
        compact = h5py.h5d.create(layers.id, b"compact", h5py.h5t.IEEE_F32LE, space, dcpl)
        compact.write(h5py.h5s.ALL, h5py.h5s.ALL, full)
        # One chunk that skipped its filter, as HDF5 allows for data that does not shrink.
        masked = layers.create_dataset(
            "masked", shape=full.shape, dtype="f4", chunks=full.shape, compression="gzip"
        )
        masked.id.write_direct_chunk((0, 0), full.tobytes(), filter_mask=1)


def strange(path):
    """Members that cannot be read, beside members that can."""
    columns = ["complex", "opaque", "plane", "later", "to_nothing", "circle", "elsewhere", "fine"]
    with shell(path, columns) as file:
        obs = file["obs"]
        obs.create_dataset("complex", data=np.arange(CELLS) * 1j)
        obs.create_dataset("opaque", data=np.arange(CELLS).astype("i8").view("V8"))
        obs.create_dataset("plane", data=np.zeros((CELLS, 2)))
        tag(obs.create_group("later"), "awkward-array", "0.1.0").attrs["length"] = CELLS
        obs["to_nothing"] = h5py.SoftLink("/nowhere")
        obs["circle"] = h5py.SoftLink("/obs/circle")
        obs["elsewhere"] = h5py.ExternalLink("other.h5", "/x")
        obs.create_dataset("fine", data=np.arange(CELLS, dtype="f4"))
        obsm = tag(file.create_group("obsm"), "dict", "0.1.0")
        obsm.create_dataset("short", data=np.zeros((CELLS - 1, 2)))
        obsm.create_dataset("X_fine", data=np.ones((CELLS, 2)))
        obsm["to_nothing"] = h5py.SoftLink("/nowhere")
        obsm["alias"] = h5py.SoftLink("/obsm/X_fine")
        regions = obsm.create_dataset("region", shape=(CELLS,), dtype=h5py.regionref_dtype)
        regions[0] = obs["fine"].regionref[0:2]
        file["X"] = h5py.SoftLink("layers/kept")
        layers = tag(file.create_group("layers"), "dict", "0.1.0")
        layers.create_dataset("kept", data=expression())
        file["float"] = np.dtype("f4")
        named = h5py.h5d.create(
            layers.id, b"named_type", file["float"].id, h5py.h5s.create_simple((CELLS, GENES))
        )
        named.write(h5py.h5s.ALL, h5py.h5s.ALL, expression())


def odd_parts(path):
    """Indexes of categories and of numbers, and parts of a filter that is not read."""
    with h5py.File(path, "w") as file:
        tag(file, "anndata", "0.1.0")

        def categories(parent, name, labels, count):
            group = tag(parent.create_group(name), "categorical", "0.2.0")
            group.attrs["ordered"] = False
            texts(group, "categories", labels)
            group.create_dataset("codes", data=np.arange(count, dtype="i1") % len(labels))

        for name, count in (("obs", CELLS), ("var", GENES)):
            group = tag(file.create_group(name), "dataframe", "0.2.0")
            group.attrs["_index"] = "_index"
            group.attrs["column-order"] = np.zeros(0)
            categories(group, "_index", list("abc"), count)
        rvar = tag(file.create_group("raw/var"), "dataframe", "0.2.0")
        rvar.attrs["_index"] = "_index"
        whole = tag(rvar.create_group("_index"), "nullable-integer", "0.1.0")
        whole.create_dataset("values", data=np.array([7, 1, 9]))
        whole.create_dataset("mask", data=np.array([False, True, False]))
        file["raw"].create_dataset("X", data=expression()[:, :3])
        file.create_dataset("X", data=expression())
        szip = dict(compression="szip", chunks=(4, 2))
        obsm = tag(file.create_group("obsm"), "dict", "0.1.0")
        obsm.create_dataset("X_umap", data=np.arange(CELLS * 2, dtype="f4").reshape(CELLS, 2))
        obsm.create_dataset("X_pca", data=np.ones((CELLS, 8), "f4"), **szip)
        obsm.create_dataset("velocity_umap", data=np.ones((CELLS, 2), "f4"), **szip)
        obsp = tag(file.create_group("obsp"), "dict", "0.1.0")
        obsp.create_dataset("connectivities", data=np.eye(CELLS, dtype="f4"), **szip)


def latest(path):
    """The newer structures of HDF5: dense links and attributes, other chunk indexes."""
    columns = [f"column_{i:03d}" for i in range(20)]
    with shell(path, columns, libver="latest") as file:
        for i, column in enumerate(columns):
            file["obs"].create_dataset(column, data=np.full(CELLS, i, "f4"))
        for i in range(20):
            file["obs"].attrs[f"note {i}"] = i
        layers = tag(file.create_group("layers"), "dict", "0.1.0")
        full = expression()
        for name, maximum in (("fixed", None), ("extensible", (None, GENES)), ("tree", (None, None))):
            layers.create_dataset(name, data=full, chunks=(2, 2), maxshape=maximum, compression="gzip")
            layers.create_dataset("plain_" + name, data=full, chunks=(2, 2), maxshape=maximum)
        layers.create_dataset("single", data=full, chunks=full.shape, compression="gzip")
        layers.create_dataset(
            "room", data=full, chunks=(2, 2), maxshape=(CELLS + 7, GENES + 5), compression="gzip"
        )


def main():
    here = pathlib.Path(__file__).resolve().parent
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here.parent / "resources" / "fixtures"
    target.mkdir(parents=True, exist_ok=True)
    modern(target / "modern.h5ad")
    compressed(target / "lzf.h5ad")
    dtypes(target / "dtypes.h5ad")
    duplicates(target / "duplicates.h5ad")
    legacy06(target / "legacy-0.6.h5ad")
    legacy07(target / "legacy-0.7.h5ad")
    odd_frames(target / "odd-frames.h5ad")
    filters(target / "filters.h5ad")
    strange(target / "strange.h5ad")
    odd_parts(target / "odd-parts.h5ad")
    latest(target / "latest.h5ad")
    versions = {
        "python": sys.version.split()[0],
        "h5py": h5py.version.version,
        "HDF5": h5py.version.hdf5_version,
        "anndata": anndata.__version__,
        "numpy": np.__version__,
        "pandas": pd.__version__,
        "scipy": scipy.__version__,
    }
    text = "".join(f"{name} {version}\n" for name, version in versions.items())
    (target / "versions.txt").write_text(text)


if __name__ == "__main__":
    main()
