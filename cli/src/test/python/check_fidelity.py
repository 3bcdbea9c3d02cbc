#!/usr/bin/env python3
"""Holds exports against their sources, reading both without any code of this project.

Reads one JSON object per line on standard input and writes one per line on standard output.
Input members: source, layout, modality (or null), export (a directory, or null when the export was
refused), refusal (the message), embedding (obsm key by dimension, as it was asked for), symmetrize
(max, mean or null), matrix (X, raw/X or layers/NAME), genes (names, when not all were exported), renamed (true when names may
carry suffixes).
Output members: source, layout, era, matrix (how the genes are stored), cells, genes, verdict (equal,
refused, wrong), reason, fields, values, steps (the largest error of a number, in quantization steps
of its field), problems.

Sources are read with h5py alone. For a refused source the script finds the reason by itself; a
refusal without a reason is wrong, and so is one whose message gives another.
"""

import gzip
import json
import math
import pathlib
import re
import sys

import h5py
import numpy as np
import scipy.sparse as sp

SUBSTITUTES = ("tsne", "draw_graph_", "phate", "spatial", "pca")
LATENT = ("scanvi", "scvi", "X_scvi", "X_pca", "harmony", "X_harmony")
STEP = 1.01


class Unreadable(Exception):
    """An element that no export can hold."""


def text(value):
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def texts(dataset):
    values = np.atleast_1d(dataset[()])
    return [text(v) for v in values.tolist()]


def attribute(element, name):
    try:
        value = element.attrs.get(name)
    except (OSError, TypeError):
        return None
    return text(value) if isinstance(value, (str, bytes)) else value


def is_null(element):
    return isinstance(element, h5py.Dataset) and element.shape is None


def is_text(dtype):
    return h5py.check_string_dtype(dtype) is not None


def is_flag(dtype):
    names = h5py.check_enum_dtype(dtype)
    return dtype.kind == "b" or names is not None and set(n.upper() for n in names) == {"TRUE", "FALSE"}


def number(dtype):
    return dtype.kind in "iufb" and dtype.itemsize <= 8


def csr(group):
    """A sparse group as the sum of its entries, whatever their order."""
    kind = attribute(group, "encoding-type") or attribute(group, "h5sparse_format") or ""
    shape = group.attrs.get("shape", group.attrs.get("h5sparse_shape"))
    data, indices, indptr = (group[n][()] for n in ("data", "indices", "indptr"))
    if data.dtype == np.float16:
        data = data.astype("f4")
    if not data.dtype.isnative:
        data = data.astype(data.dtype.newbyteorder("="))
    parts = (data, indices.astype("i8"), indptr.astype("i8"))
    form = sp.csc_matrix if kind.startswith("csc") else sp.csr_matrix
    matrix = form(parts, shape=tuple(int(s) for s in shape)).tocsr()
    matrix.sum_duplicates()
    return matrix


def is_sparse(element):
    return isinstance(element, h5py.Group) and (
        str(attribute(element, "encoding-type")) in ("csr_matrix", "csc_matrix")
        or attribute(element, "h5sparse_format") is not None
    )


class Column:
    """kind: continuous, flags, text or categories; values one per cell, None where missing."""

    def __init__(self, kind, values, labels=None):
        self.kind, self.values, self.labels = kind, values, labels


def label(value):
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return float(value)
    return text(value)


def labels_of(element):
    if isinstance(element, h5py.Group):
        return labels_of(element["values"])
    if is_text(element.dtype):
        return texts(element)
    values = np.atleast_1d(element[()])
    if is_flag(element.dtype):
        values = values.astype(bool)
    return [label(v) for v in values]


def plain(values, dtype):
    if is_flag(dtype):
        return Column("flags", [bool(v) for v in values])
    if not number(dtype):
        raise Unreadable(f"type {dtype}")
    return Column("continuous", values)


def categories(codes, labels):
    return Column("categories", [labels[c] if c >= 0 else None for c in codes.tolist()], labels)


def column(element):
    if isinstance(element, h5py.Dataset):
        if element.shape is None or len(element.shape) != 1:
            raise Unreadable(f"shape {element.shape}")
        reference = element.attrs.get("categories")
        if isinstance(reference, h5py.Reference):
            return categories(element[()], labels_of(element.file[reference]))
        if is_text(element.dtype):
            return Column("text", texts(element))
        return plain(element[()], element.dtype)
    kind = str(attribute(element, "encoding-type"))
    if kind == "categorical" or kind == "None" and {"codes", "categories"} <= set(element):
        return categories(element["codes"][()], labels_of(element["categories"]))
    if kind.startswith("nullable-"):
        values, mask = element["values"], element["mask"][()].astype(bool)
        if kind == "nullable-string-array":
            return Column("text", [None if m else v for v, m in zip(texts(values), mask)])
        if kind == "nullable-boolean":
            return Column("flags", [None if m else bool(v) for v, m in zip(values[()], mask)])
        exact = values[()].astype("f4")
        exact[mask] = np.nan
        return Column("continuous", exact)
    raise Unreadable(f"encoding {kind}")


class Frame:
    """obs or var of any era: index, names in order, columns."""

    def __init__(self, root, name, uns):
        self.element = root[name]
        self.uns = uns
        if isinstance(self.element, h5py.Dataset):
            if self.element.dtype.names is None:
                raise Unreadable("no table")
            self.table = self.element[()]
            fields = self.table.dtype.names
            self.index = [text(v) for v in self.table[fields[0]].tolist()]
            self.names = list(fields[1:])
            return
        index = attribute(self.element, "_index")
        if index is None:
            raise Unreadable("data frame without index")
        self.table = None
        found = self.element[index]
        self.index = column(found).values if isinstance(found, h5py.Group) else (
            texts(found) if is_text(found.dtype) else [text(v) for v in found[()].tolist()]
        )
        order = self.element.attrs.get("column-order", [])
        self.names = [text(n) for n in np.atleast_1d(order).tolist()]
        for each in self.names:
            if each not in self.element:
                raise Unreadable(f"column {each} is missing")

    def column(self, name):
        if self.table is None:
            return column(self.element[name])
        values, dtype = self.table[name], self.table.dtype[name]
        coded = self.uns.get(name + "_categories") if self.uns is not None else None
        if dtype.kind in "iu" and isinstance(coded, h5py.Dataset) and not is_flag(dtype):
            labels = labels_of(coded)
            if values.size == 0 or values.max() < len(labels):
                return categories(values, labels)
        if is_text(dtype) or dtype.kind in "SUO":
            return Column("text", [text(v) for v in values.tolist()])
        return plain(values, dtype)


class Source:
    def __init__(self, path, modality):
        self.file = h5py.File(path, "r")
        self.root = self.file["mod"][modality] if modality else self.file
        if isinstance(self.root.get("mod"), h5py.Group) and "X" not in self.root:
            raise Unreadable("several modalities")
        if "obs" not in self.root or "var" not in self.root:
            raise Unreadable("no obs or no var")
        uns = self.root.get("uns")
        self.uns = uns if isinstance(uns, h5py.Group) else None
        self.obs = Frame(self.root, "obs", self.uns)
        self.var = Frame(self.root, "var", self.uns)
        self.n = len(self.obs.index)

    def era(self):
        if attribute(self.root, "encoding-type") == "anndata":
            return "0.8 or later"
        return "0.6 or earlier" if self.obs.table is not None else "0.7, or another writer"

    def stored(self):
        """How X is stored: encoding, type, filters."""
        element = self.root.get("X")
        if element is None or is_null(element):
            return "none"
        data, name = element, "dense"
        if isinstance(element, h5py.Group):
            kind = attribute(element, "encoding-type") or attribute(element, "h5sparse_format")
            data, name = element["data"], str(kind).replace("_matrix", "")
        filters = [f for f in (data.compression, "shuffle" * data.shuffle) if f]
        return " ".join([name, data.dtype.name, *filters])

    def obsm(self):
        """Matrices of numbers with a row per cell, by key."""
        found = {}
        element = self.root.get("obsm")
        if isinstance(element, h5py.Dataset) and element.dtype.names:
            table = element[()]
            return {k: table[k].reshape(len(table), -1) for k in table.dtype.names}
        if not isinstance(element, h5py.Group):
            return found
        for key in sorted(element):
            try:
                matrix = self.matrix(element[key])
            except (Unreadable, KeyError, OSError):
                continue
            if matrix.shape[0] == self.n:
                found[key] = matrix
        return found

    def matrix(self, element):
        if is_sparse(element):
            return csr(element).toarray()
        if isinstance(element, h5py.Dataset):
            if element.shape is None or len(element.shape) not in (1, 2) or not number(element.dtype):
                raise Unreadable("no matrix")
            values = element[()]
            return values.reshape(len(values), -1) if values.ndim == 1 else values
        if attribute(element, "_index") is not None:
            names = [text(n) for n in np.atleast_1d(element.attrs["column-order"]).tolist()]
            columns = [column(element[n]) for n in names]
            if any(c.kind not in ("continuous", "flags") for c in columns):
                raise Unreadable("text columns")
            if columns:
                return np.stack([np.asarray(c.values, dtype="f8") for c in columns], axis=1)
        raise Unreadable("no matrix")

    def graph(self):
        for place in ("obsp/connectivities", "uns/neighbors/connectivities"):
            element = self.root.get(place)
            if element is not None:
                if not is_sparse(element) and not isinstance(element, h5py.Dataset):
                    continue
                if isinstance(element, h5py.Dataset) and (element.shape is None or len(element.shape) != 2):
                    continue
                return csr(element) if is_sparse(element) else sp.csr_matrix(element[()])
        return None

    def genes(self, place):
        """Names and a cells x genes matrix in single precision, by column."""
        frame = self.var
        if place == "raw/X":
            if "raw.X" in self.root:
                place, frame = "raw.X", Frame(self.root, "raw.var", self.uns)
            else:
                frame = Frame(self.root["raw"], "var", self.uns)
        element = self.root.get(place)
        if element is None or is_null(element):
            return None, None
        if is_sparse(element):
            return frame.index, csr(element).tocsc()
        values = element[()]
        if values.ndim == 1:
            values = values.reshape(self.n, -1)
        return frame.index, values


class Export:
    def __init__(self, path, layout):
        self.path = pathlib.Path(path)
        self.keyed = layout == "keyed"
        self.identity = self.json("dataset_identity.json")
        self.obs = self.json("obs_manifest.json")

    def json(self, name):
        return json.loads((self.path / name).read_text("utf-8"))

    def has(self, name):
        return (self.path / name).exists()

    def payload(self, name, dtype, count):
        found = self.path / name
        if not found.exists() and self.has(name + ".gz"):
            found = self.path / (name + ".gz")
        stored = found.read_bytes()
        stored = gzip.decompress(stored) if found.name.endswith(".gz") else stored
        values = np.frombuffer(stored, dtype="<" + dtype)
        if values.size != count:
            raise AssertionError(f"{name}: {values.size} values, not {count}")
        return values

    def place(self, pattern, index, key, ext=None):
        if self.keyed:
            key = re.sub(r"[^A-Za-z0-9._-]+", "_", key).strip("._") or "field"
            name = pattern.replace("{key}", key)
        else:
            name = pattern.replace("{index}", str(index))
        return name.replace("{ext}", ext) if ext else name


DTYPES = {"uint8": "u1", "uint16": "u2", "uint32": "u4", "float32": "f4", "float64": "f8"}
EXT = {"uint8": "u8", "uint16": "u16"}


class Check:
    def __init__(self, job):
        self.job = job
        self.problems = []
        self.fields = 0
        self.values = 0
        self.steps = 0.0
        self.source = Source(job["source"], job.get("modality"))
        self.export = Export(job["export"], job["layout"])
        self.n = self.source.n

    def wrong(self, what):
        self.problems.append(what)

    def run(self):
        if self.export.obs["n_points"] != self.n or self.export.identity["stats"]["n_cells"] != self.n:
            self.wrong(f"cells: {self.export.obs['n_points']}, not {self.n}")
            return
        matrices = self.source.obsm()
        self.points(matrices)
        self.latent(matrices)
        self.observations()
        self.genes()
        self.graph()
        self.vectors(matrices)

    # values ---------------------------------------------------------------------------------

    def numbers(self, name, exact, stored, schema, bounds):
        """One field of numbers against what the source holds, in single precision."""
        self.fields += 1
        self.values += exact.size
        present = np.isfinite(exact)
        if not schema["quantized"]:
            same = np.where(present, stored == exact, np.isnan(stored))
            if not same.all():
                self.wrong(f"{name}: {int((~same).sum())} of {exact.size} values differ")
            return
        top = 254 if schema["quantizationBits"] == 8 else 65534
        low, high = bounds
        if present.any():
            least, most = float(exact[present].min()), float(exact[present].max())
            constant = least == most
            if low != least or high != most and not constant or constant and high < most:
                self.wrong(f"{name}: bounds {low} to {high}, not {least} to {most}")
                return
        if ((stored == top + 1) != ~present).any():
            self.wrong(f"{name}: other values are missing than in the source")
            return
        if low == high and stored[present].any():
            self.wrong(f"{name}: codes other than 0 in a constant field")
            return
        step = (high - low) / top
        decoded = low + stored[present].astype("f8") * step
        bound = STEP * step + 1e-6 * np.maximum(abs(low), np.abs(exact[present].astype("f8")))
        error = np.abs(decoded - exact[present].astype("f8"))
        if step > 0 and error.size:
            self.steps = max(self.steps, float(error.max() / step))
        if (error > bound).any():
            self.wrong(f"{name}: off by {error.max()}, a step is {step}")

    def observations(self):
        manifest = self.export.obs
        obs = self.source.obs
        order = {name: i for i, name in enumerate(obs.names)}
        seen = set()
        continuous = manifest["_continuousFields"]
        categorical = manifest["_categoricalFields"]
        skip = 0 if self.export.keyed else 1
        for field in continuous:
            name = self.source_name(field[skip], order, seen)
            if name is None:
                continue
            schema = manifest["_obsSchemas"]["continuous"]
            found = obs.column(name)
            if found.kind != "continuous":
                self.wrong(f"obs {name}: written as numbers, it is {found.kind}")
                continue
            with np.errstate(over="ignore"):
                exact = np.asarray(found.values).astype("f4")
            place = self.export.place(schema["pathPattern"], field[0], field[skip])
            stored = self.export.payload(place, DTYPES[schema["dtype"]], self.n)
            self.numbers("obs " + name, exact, stored, schema, field[skip + 1 : skip + 3])
        for field in categorical:
            name = self.source_name(field[skip], order, seen)
            if name is not None:
                self.category(name, field, skip)
        for name in obs.names:
            if name not in seen:
                self.left_out(name)

    def source_name(self, key, order, seen):
        if key not in order and self.job.get("renamed"):
            key = re.sub(r"-\d+$", "", key)
        if key not in order:
            self.wrong(f"obs {key}: not in the source")
            return None
        seen.add(key)
        return key

    def left_out(self, name):
        try:
            found = self.source.obs.column(name)
        except (Unreadable, OSError, KeyError, TypeError, ValueError):
            return
        if found.kind == "text":
            present = [v for v in found.values if v is not None]
            if len(present) > 1 and len(set(present)) == len(present):
                return
        self.wrong(f"obs {name}: left out without need")

    def category(self, name, field, skip):
        found = self.source.obs.column(name)
        labels, dtype, missing, centroids = field[skip + 1 : skip + 5]
        if found.kind == "continuous":
            self.wrong(f"obs {name}: numbers written as categories")
            return
        self.fields += 1
        self.values += self.n
        spell = (lambda v: v if isinstance(v, str) else str(v)) if self.export.keyed else self.scalar
        if found.kind == "categories":
            expected = [spell(v) for v in found.labels]
        else:
            expected = [spell(v) for v in sorted({v for v in found.values if v is not None})]
        if [self.typed(v) for v in labels] != [self.typed(v) for v in expected]:
            self.wrong(f"obs {name}: labels {labels[:5]}, not {expected[:5]}")
            return
        schema = self.export.obs["_obsSchemas"]["categorical"]
        place = self.export.place(schema["codesPathPattern"], field[0], field[skip], EXT[dtype])
        codes = self.export.payload(place, DTYPES[dtype], self.n).tolist()
        wanted = [None if v is None else spell(v) for v in found.values]
        decoded = [None if c == missing else labels[c] for c in codes]
        bad = sum(self.typed(a) != self.typed(b) for a, b in zip(decoded, wanted))
        if bad:
            self.wrong(f"obs {name}: {bad} cells have another label")
        self.outliers(name, field, skip, schema, np.asarray(codes), missing)
        self.centroids(name, labels, np.asarray(codes), centroids)

    @staticmethod
    def scalar(value):
        return str(value) if isinstance(value, float) and not math.isfinite(value) else value

    @staticmethod
    def typed(value):
        return (type(value).__name__, value)

    # statistics of categories ------------------------------------------------------------------

    def latent(self, matrices):
        self.space = None
        for key in LATENT:
            if key in matrices:
                self.space = matrices[key]
                return
        for key, matrix in matrices.items():
            if not key.startswith("X_umap") and not re.search(r"_umap(_[123]d)?$", key):
                self.space = matrix
                return

    def outliers(self, name, field, skip, schema, codes, missing):
        if schema["outlierPathPattern"] is None:
            return
        quantized = schema["outlierQuantized"]
        place = self.export.place(schema["outlierPathPattern"], field[0], field[skip])
        stored = self.export.payload(place, DTYPES[schema["outlierDtype"]], self.n)
        decoded = stored.astype("f8")
        if quantized:
            top = 254 if schema["outlierDtype"] == "uint8" else 65534
            low, high = field[skip + 5], field[skip + 6]
            decoded = np.where(stored == top + 1, np.nan, low + stored * ((high - low) / top))
        self.fields += 1
        self.values += self.n
        expected = np.full(self.n, np.nan)
        if self.space is None or self.space.shape[1] == 0:
            expected[:] = 0
        else:
            space = self.space.astype("f4").astype("f8")
            for code in np.unique(codes):
                cells = np.flatnonzero(codes == code)
                if code == missing or len(cells) < 10:
                    continue
                distance = np.sqrt(((space[cells] - space[cells].mean(axis=0)) ** 2).sum(axis=1))
                # Distances that differ in the last digits of single precision may share a rank.
                ranks = np.searchsorted(np.sort(distance), distance * (1 + 1e-5) + 1e-12, side="right")
                expected[cells] = ranks / len(cells)
        if (np.isnan(expected) != np.isnan(decoded)).any():
            self.wrong(f"outliers of {name}: other cells have none")
            return
        step = 1.02 / (254 if quantized and schema["outlierDtype"] == "uint8" else 65534)
        error = np.abs(expected - decoded)
        close = np.nan_to_num(error) <= step + 1e-6
        if close.mean() < 0.95 or np.nan_to_num(error).max() > 0.25:
            self.wrong(f"outliers of {name}: {int((~close).sum())} cells differ, up to {np.nanmax(error)}")

    def centroids(self, name, labels, codes, centroids):
        for dimension, entries in centroids.items():
            points = self.shown[int(dimension)]
            named = [self.typed(e["category"]) for e in entries]
            expected = [self.typed(v) for i, v in enumerate(labels) if (codes == i).sum() >= 10]
            if named != expected:
                self.wrong(f"centroids of {name}: {named[:3]}, not {expected[:3]}")
                continue
            for entry in entries:
                code = next(i for i, v in enumerate(labels) if self.typed(v) == self.typed(entry["category"]))
                cells = points[codes == code].astype("f8")
                self.centroid(name, entry, cells)

    def centroid(self, name, entry, cells):
        self.values += cells.shape[1]
        center = cells.mean(axis=0)
        used = len(cells)
        if len(cells) > 10:
            distance = np.sqrt(((cells - center) ** 2).sum(axis=1))
            limit = np.quantile(distance, 0.95)
            inside = distance <= limit * (1 + 1e-6)
            if inside.sum() >= 10:
                center, used = cells[inside].mean(axis=0), int(inside.sum())
        if abs(entry["n_points"] - used) > max(1, used // 100):
            self.wrong(f"centroid {name} {entry['category']}: of {entry['n_points']} cells, not {used}")
        elif entry["n_points"] == used and np.abs(center - entry["position"]).max() > 1e-4:
            self.wrong(f"centroid {name} {entry['category']}: {entry['position']}, not {center}")

    # matrices ----------------------------------------------------------------------------------

    def embeddings(self, matrices):
        if self.job.get("embedding"):
            return {int(d): key for d, key in self.job["embedding"].items()}
        chosen = {}
        for d in (1, 2, 3):
            key = f"X_umap_{d}d"
            if key in matrices and matrices[key].shape[1] == d:
                chosen[d] = key
        width = matrices["X_umap"].shape[1] if "X_umap" in matrices else 0
        if 1 <= width <= 3:
            chosen.setdefault(width, "X_umap")
        if not chosen:
            for family in SUBSTITUTES:
                for key, matrix in matrices.items():
                    bare = key[2:] if key.startswith("X_") else key
                    match = bare.startswith(family) if family.endswith("_") else bare.lower() == family
                    if match and matrix.shape[1] >= 1:
                        return {matrix.shape[1] if matrix.shape[1] <= 3 else 2: key}
        return chosen

    def points(self, matrices):
        self.scale, self.shown = {}, {}
        expected = self.embeddings(matrices)
        for d, key in expected.items():
            stored = self.export.payload(f"points_{d}d.bin", "f4", self.n * d).reshape(self.n, d)
            self.shown[d] = stored
            exact = matrices[key][:, :d].astype("f4" if self.export.keyed else "f8").astype("f8")
            low, high = exact.min(axis=0), exact.max(axis=0)
            extent = float((high - low).max())
            extent = 1.0 if self.export.keyed and extent < 1e-8 else extent
            self.scale[d] = 2 / extent
            wanted = (exact - (low + high) / 2) * self.scale[d]
            self.fields += 1
            self.values += wanted.size
            rounding = 4e-7 * (1 + np.abs((low + high) / 2).max() / extent)
            if np.abs(wanted - stored).max() > rounding:
                self.wrong(f"embedding {d}D of {key}: off by {np.abs(wanted - stored).max()}")
        for d in (1, 2, 3):
            there = self.export.has(f"points_{d}d.bin") or self.export.has(f"points_{d}d.bin.gz")
            if there != (d in expected):
                self.wrong(f"embedding {d}D: {'there' if there else 'not there'}")

    def genes(self):
        names, matrix = self.source.genes(self.job.get("matrix") or "X")
        there = self.export.has("var_manifest.json")
        # Without any gene the manifest may be there, empty, or not.
        if there != (names is not None and len(names) > 0) and names != []:
            self.wrong(f"genes: {'written' if there else 'not written'}")
            return
        if not there:
            return
        if self.job.get("genes"):
            places = [names.index(name) for name in self.job["genes"]]
            names, matrix = self.job["genes"], matrix[:, places]
        manifest = self.export.json("var_manifest.json")
        schema = manifest["_varSchema"]
        skip = 0 if self.export.keyed else 1
        keys = [field[skip] for field in manifest["fields"]]
        same = [k == n or self.job.get("renamed") and k.startswith(n + "-") for k, n in zip(keys, names)]
        if len(keys) != len(names) or not all(same):
            self.wrong(f"genes: {len(keys)} names, the source has {len(names)}")
            return
        sparse = sp.issparse(matrix)
        for i, field in enumerate(manifest["fields"]):
            values = matrix[:, i].toarray().ravel() if sparse else matrix[:, i]
            with np.errstate(over="ignore"):
                exact = values.astype("f4")
            stored = self.export.payload(
                self.export.place(schema["pathPattern"], i, keys[i]), DTYPES[schema["dtype"]], self.n
            )
            self.numbers("gene " + keys[i], exact, stored, schema, field[skip + 1 : skip + 3])

    def graph(self):
        matrix = self.source.graph()
        there = self.export.has("connectivity_manifest.json")
        if there != (matrix is not None):
            self.wrong(f"graph: {'written' if there else 'not written'}")
            return
        if not there:
            return
        manifest = self.export.json("connectivity_manifest.json")
        edges, dtype = manifest["n_edges"], DTYPES[manifest["index_dtype"]]
        source = self.export.payload("connectivity/edges.src.bin", dtype, edges).astype("i8")
        target = self.export.payload("connectivity/edges.dst.bin", dtype, edges).astype("i8")
        self.fields += 1
        self.values += 2 * edges
        matrix = matrix.astype("f8").tocsr()
        matrix.setdiag(0)
        matrix.eliminate_zeros()
        transposed = matrix.T.tocsr()
        if self.job.get("symmetrize") == "mean":
            both = (matrix + transposed) / 2
        else:
            both = matrix.maximum(transposed)
        upper = sp.triu(both, 1).tocoo()
        order = np.lexsort((upper.col, upper.row))
        if edges != upper.nnz or (source != upper.row[order]).any() or (target != upper.col[order]).any():
            self.wrong(f"graph: {edges} edges, the source has {upper.nnz}")
        elif "weightsPath" in manifest:
            weights = self.export.payload("connectivity/edges.weights.f64.bin", "f8", edges)
            self.values += edges
            if (weights != upper.data[order]).any():
                self.wrong("graph: other weights")

    def vectors(self, matrices):
        declared = self.export.identity.get("vector_fields", {}).get("fields", {})
        for name, field in declared.items():
            for dimension, place in field["files"].items():
                d = int(dimension[0])
                explicit = f"{name}_{d}d"
                key = explicit if explicit in matrices else name
                exact = matrices[key].astype("f8")
                stored = self.export.payload(place, "f4", self.n * d).reshape(self.n, d)
                self.fields += 1
                self.values += stored.size
                wanted = exact * self.scale[d]
                close = np.isclose(stored, wanted, rtol=1e-6, atol=1e-30, equal_nan=True)
                if not close.all():
                    self.wrong(f"vectors {name} {d}D: {int((~close).sum())} components differ")
        for key, matrix in matrices.items():
            match = re.fullmatch(r"(.+_umap)(?:_([123])d)?", key)
            if match and not key.startswith("X_"):
                d = int(match.group(2) or matrix.shape[1])
                if d in self.scale and matrix.shape[1] == d and match.group(1) not in declared:
                    if self.export.keyed or np.isfinite(matrix).all():
                        self.wrong(f"vectors {key}: left out")


# refusals --------------------------------------------------------------------------------------


def reason(job):
    """Why no export of this source can be made, found without the exporter; None if it could."""
    path = pathlib.Path(job["source"])
    if not h5py.is_hdf5(path):
        return "not an HDF5 file"
    try:
        source = Source(path, job.get("modality"))
    except Unreadable as e:
        return f"not a whole AnnData file: {e}"
    except (OSError, RuntimeError) as e:
        return "damaged: " + str(e).split("(")[0].strip()
    except (KeyError, ValueError, TypeError) as e:
        return f"damaged: {e}"
    if source.n == 0:
        return "no cells"
    matrices = source.obsm()
    usable = {k: m for k, m in matrices.items() if m.shape[1] >= 1}
    if not usable:
        return "no embedding"
    if job["layout"] == "indexed" and source.n == 1:
        return "one cell has no extent"
    flat = [m for k, m in usable.items() if k.startswith("X_umap") and np.ptp(m, axis=0).max() == 0]
    if job["layout"] == "indexed" and flat:
        return "an embedding without extent"
    for key in (job.get("embedding") or {}).values():
        if not np.isfinite(matrices[key].astype("f8")).all():
            return f"coordinates that are not finite: {key}"
    names = [name.lower() for name in source.var.index]
    if len(set(names)) != len(names) and not job.get("renamed"):
        return "genes of one name"
    return None


# How a refusal must read, by the start of the reason that this script finds.
MESSAGES = (
    ("not an HDF5 file", "HDF5"),
    ("not a whole AnnData file: several modalities", "--modality"),
    ("not a whole AnnData file", "looks incomplete|no AnnData file|contains itself"),
    ("damaged", "truncated|looks incomplete"),
    ("no cells", "no cells"),
    ("no embedding", "no embedding was found"),
    ("one cell has no extent", "extent"),
    ("an embedding without extent", "extent"),
    ("coordinates that are not finite", "not finite"),
    ("genes of one name", "--duplicates"),
)


def refused(job):
    """Whether a refusal is right, and the reason that this script finds."""
    found = reason(job)
    pattern = next((p for start, p in MESSAGES if found and found.startswith(start)), None)
    agrees = pattern is not None and re.search(pattern, job["refusal"]) is not None
    return agrees, f"{found} (the message: {job['refusal'].strip()})" if not agrees else found


def about(source):
    """What the source is, for people."""
    result = {"era": source.era(), "cells": source.n, "genes": len(source.var.index)}
    return result | {"matrix": source.stored()}


def judge(job):
    result = {"source": job["source"], "layout": job["layout"], "era": "", "matrix": ""}
    result.update(cells=None, genes=None, fields=0, values=0, steps=0.0)
    result.update(verdict="wrong", reason="", problems=[])
    try:
        result.update(about(Source(pathlib.Path(job["source"]), job.get("modality"))))
    except (OSError, RuntimeError, KeyError, ValueError, TypeError, AttributeError, Unreadable):
        # Nothing can be told of it; whether that is a reason to refuse it follows.
        pass
    if job["export"] is None:
        agrees, found = refused(job)
        result.update(verdict="refused" if agrees else "wrong", reason=found)
        return result
    try:
        check = Check(job)
        check.run()
    except (AssertionError, KeyError, OSError, ValueError, IndexError, TypeError, Unreadable) as e:
        result["problems"] = [f"{type(e).__name__}: {e}"]
        return result
    result.update(fields=check.fields, values=check.values, steps=check.steps)
    result["problems"] = check.problems[:20]
    result["verdict"] = "wrong" if check.problems else "equal"
    return result


def main():
    for line in sys.stdin:
        if line.strip():
            print(json.dumps(judge(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
