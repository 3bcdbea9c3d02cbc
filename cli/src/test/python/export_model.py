"""A small, independent model of the export format: an .h5ad in, every byte of the expected export out.

It knows nothing of the Java code and calls no other writer; its source is docs/format. It serves goldens,
so it is slow, holds everything in memory and covers what the goldens use.
"""
import argparse
import json
import math
import re
import warnings

import numpy as np
import pandas as pd
from scipy import sparse

import arithmetic

F = np.float32
CODE_TYPES = {8: ("u8", "uint8"), 16: ("u16", "uint16"), None: ("f32", "float32")}
LITTLE_ENDIAN = {"uint8": "u1", "uint16": "<u2", "uint32": "<u4", "float32": "<f4", "float64": "<f8"}
LATENT_KEYS = ["scanvi", "scvi", "X_scvi", "X_pca", "harmony", "X_harmony"]
VERSION = "cellfolio 0.1.0"


def bits(text):
    return None if text == "none" else int(text)


def parse_options(arguments):
    """The options of ``cellfolio export`` that change the bytes of an export."""
    parser = argparse.ArgumentParser()
    add = parser.add_argument
    add("--layout", choices=["keyed", "indexed"], default="keyed")
    add("--dataset-id")
    add("--dataset-name", required=True)
    add("--dataset-description", default="")
    add("--source-name")
    add("--source-url")
    add("--source-citation")
    add("--created-at", required=True)
    add("--embedding", action="append", default=[])
    add("--latent")
    add("--connectivities", default="connectivities")
    add("--graph-symmetrize", choices=["max", "mean"])
    add("--vector-field-default")
    add("--obs-keys")
    add("--layer")
    add("--genes")
    add("--var-gene-id-column", default="index")
    add("--var-quantization", type=bits, default=8)
    add("--obs-continuous-quantization", type=bits, default=8)
    add("--obs-categorical-dtype", choices=["auto", "uint8", "uint16"], default="auto")
    add("--compression", type=bits, default=6)
    add("--centroid-outlier-quantile", default="0.95")
    add("--centroid-min-points", type=int, default=10)
    options = parser.parse_args(arguments)
    if options.centroid_outlier_quantile == "none":
        options.centroid_outlier_quantile = None
    else:
        options.centroid_outlier_quantile = float(options.centroid_outlier_quantile)
    return options


def safe(name):
    """The file name of a key in the keyed layout."""
    return re.sub("[^A-Za-z0-9._-]+", "_", name).strip("._") or "field"


def compact(document):
    return json.dumps(document)


def indented(document):
    return json.dumps(document, indent=2)


class Category:
    def __init__(self, key, labels, codes):
        self.key, self.labels, self.codes = key, labels, codes


class Continuous:
    def __init__(self, key, values):
        self.key, self.values = key, values


def native(label):
    """A category label as the JSON scalar of its own kind."""
    if isinstance(label, (bool, np.bool_)):
        return bool(label)
    if isinstance(label, (int, np.integer)):
        return int(label)
    if isinstance(label, (float, np.floating)):
        return float(label)
    return str(label)


def factorize(key, values):
    """A category field from values, None where missing; labels in ascending order."""
    labels = sorted({v for v in values if v is not None})
    positions = {label: code for code, label in enumerate(labels)}
    return Category(key, labels, [-1 if v is None else positions[v] for v in values])


def obs_field(key, column):
    """The field that an obs column becomes, or None for a text column that only identifies cells."""
    kind = column.dtype
    if isinstance(kind, pd.CategoricalDtype):
        labels = [native(label) for label in column.cat.categories]
        return Category(key, labels, [int(code) for code in column.cat.codes])
    if pd.api.types.is_bool_dtype(kind):
        return factorize(key, [None if pd.isna(v) else bool(v) for v in column])
    if pd.api.types.is_numeric_dtype(kind):
        with np.errstate(over="ignore"):
            return Continuous(key, column.to_numpy(dtype=np.float64, na_value=np.nan).astype(F))
    values = [None if pd.isna(v) else str(v) for v in column]
    distinct = {v for v in values if v is not None}
    if len(distinct) == len(values) or len(distinct) > 65534:
        return None
    return factorize(key, values)


class Export:
    """One export: manifests as text and payloads as (dtype, bytes), by path."""

    def __init__(self, adata, options):
        self.adata, self.options = adata, options
        self.keyed = options.layout == "keyed"
        self.n_cells = adata.n_obs
        self.suffix = "" if options.compression is None else ".gz"
        self.manifests, self.payloads = {}, {}
        self.precision = F if self.keyed else np.float64
        self.fields = self.selected_fields()
        self.points = self.embeddings()
        self.write_obs()
        self.n_genes = self.write_var()
        self.n_edges = self.write_connectivity()
        self.write_identity()

    # parts of the source

    def selected_fields(self):
        wanted = self.options.obs_keys.split(",") if self.options.obs_keys else list(self.adata.obs.columns)
        found = [obs_field(key, self.adata.obs[key]) for key in wanted]
        return [field for field in found if field is not None]

    def chosen_embeddings(self):
        if self.options.embedding:
            pairs = [choice.split("=", 1) for choice in self.options.embedding]
            return {int(d): key for d, key in sorted(pairs)}
        obsm = self.adata.obsm
        chosen = {d: f"X_umap_{d}d" for d in (1, 2, 3)}
        chosen = {d: k for d, k in chosen.items() if k in obsm and obsm[k].shape[1] == d}
        if "X_umap" in obsm and obsm["X_umap"].shape[1] in (1, 2, 3):
            chosen.setdefault(obsm["X_umap"].shape[1], "X_umap")
        return dict(sorted(chosen.items()))

    def embeddings(self):
        normalize = arithmetic.normalize_keyed if self.keyed else arithmetic.normalize_indexed
        points = {}
        for d, key in self.chosen_embeddings().items():
            points[d] = normalize(np.asarray(self.adata.obsm[key])[:, :d])
            self.put(f"points_{d}d.bin", "float32", points[d][0].astype(F))
        return points

    def latent(self):
        key = self.options.latent
        if key is None:
            key = next((k for k in LATENT_KEYS if k in self.adata.obsm), "none")
        return None if key == "none" else np.asarray(self.adata.obsm[key]).astype(F)

    # payloads

    def put(self, path, dtype, values):
        path += self.suffix
        assert path not in self.payloads, path
        self.payloads[path] = (dtype, np.asarray(values).astype(LITTLE_ENDIAN[dtype]).tobytes())
        return path

    def name(self, key, index):
        return safe(key) if self.keyed else str(index)

    def put_values(self, directory, part, key, index, values, width):
        """Writes one continuous payload and returns its recorded bounds, [] when it is not quantized."""
        ext, dtype = CODE_TYPES[width]
        path = f"{directory}/{self.name(key, index)}.{part}.{ext}"
        if width is None:
            kept = np.array([v if math.isfinite(v) else np.nan for v in values], F)
            self.put(path, dtype, kept)
            return []
        quantize = arithmetic.quantize_keyed if self.keyed else arithmetic.quantize_indexed
        codes, low, high = quantize(values, width)
        self.put(path, dtype, codes)
        return [low, high]

    # manifests

    def value_schema(self, directory, width):
        ext, dtype = CODE_TYPES[width]
        place = "{key}" if self.keyed else "{index}"
        schema = {"pathPattern": f"{directory}/{place}.values.{ext}{self.suffix}", "ext": ext, "dtype": dtype,
                  "quantized": width is not None}
        if width is not None:
            schema["quantizationBits"] = width
        return schema

    def head(self, index, key):
        return [key] if self.keyed else [index, key]

    def code_dtypes(self, categories):
        chosen = self.options.obs_categorical_dtype
        needed = ["uint8" if len(c.labels) <= 254 else "uint16" for c in categories]
        if chosen != "auto":
            return [chosen] * len(categories)
        if not self.keyed and "uint16" in needed:
            return ["uint16"] * len(categories)
        return needed

    def write_obs(self):
        options = self.options
        width = options.obs_continuous_quantization
        ext, dtype = CODE_TYPES[width]
        place = "{key}" if self.keyed else "{index}"
        latent = self.latent()
        continuous, categorical, listed = [], [], []
        categories = [f for f in self.fields if isinstance(f, Category)]
        code_dtypes = dict(zip([c.key for c in categories], self.code_dtypes(categories)))
        for index, field in enumerate(self.fields):
            head = self.head(index, field.key)
            if isinstance(field, Continuous):
                bounds = self.put_values("obs", "values", field.key, index, field.values, width)
                continuous.append(head + bounds)
                listed.append({"key": field.key, "kind": "continuous"})
                continue
            labels = [str(label) for label in field.labels] if self.keyed else field.labels
            code_dtype = code_dtypes[field.key]
            missing, code_ext = (255, "u8") if code_dtype == "uint8" else (65535, "u16")
            codes = [missing if code < 0 else code for code in field.codes]
            self.put(f"obs/{self.name(field.key, index)}.codes.{code_ext}", code_dtype, codes)
            entry = head + [labels, code_dtype, missing, self.centroids(field, labels)]
            if latent is not None or self.keyed:
                if latent is None:
                    ranks = np.zeros(self.n_cells, F)
                else:
                    ranks = arithmetic.outlier_quantiles(latent, field.codes, len(labels), options.centroid_min_points)
                entry += self.put_values("obs", "outliers", field.key, index, ranks, width)
            categorical.append(entry)
            listed.append({"key": field.key, "kind": "category", "n_categories": len(labels)})
        schemas = {}
        if continuous:
            schemas["continuous"] = self.value_schema("obs", width)
        if categorical:
            outliers = latent is not None or self.keyed
            schemas["categorical"] = {
                "codesPathPattern": f"obs/{place}.codes.{{ext}}{self.suffix}",
                "outlierPathPattern": f"obs/{place}.outliers.{ext}{self.suffix}" if outliers else None,
                "outlierExt": ext if outliers else None,
                "outlierDtype": dtype if outliers else None,
                "outlierQuantized": outliers and width is not None,
            }
        self.manifests["obs_manifest.json"] = compact({
            "_format": "compact_v1",
            "n_points": self.n_cells,
            "centroid_outlier_quantile": options.centroid_outlier_quantile,
            "latent_key": "latent_space",
            "compression": options.compression,
            "_obsSchemas": schemas,
            "_continuousFields": continuous,
            "_categoricalFields": categorical,
        })
        if not self.keyed:
            listed.sort(key=lambda entry: entry["kind"] != "continuous")
        self.listed = listed
        self.recorded_dtype = options.obs_categorical_dtype
        if not self.keyed and self.recorded_dtype == "auto":
            self.recorded_dtype = "uint16" if "uint16" in code_dtypes.values() else "uint8"

    def centroids(self, field, labels):
        by_dimension = {}
        for d, (coordinates, _) in self.points.items():
            entries = []
            if self.options.centroid_outlier_quantile is not None:
                for code, label in enumerate(labels):
                    rows = [row for row, c in zip(coordinates, field.codes) if c == code]
                    found = arithmetic.centroid(
                        rows, self.options.centroid_outlier_quantile, self.options.centroid_min_points,
                        self.precision) if rows else None
                    if found:
                        position, count = found
                        entries.append({"category": label, "position": position, "n_points": count})
            by_dimension[str(d)] = entries
        return by_dimension

    def write_var(self):
        options = self.options
        source = self.adata.raw if options.layer == "raw" else self.adata
        if source.X is None or options.genes == "none":
            return 0
        column = options.var_gene_id_column
        names = [str(n) for n in (source.var.index if column == "index" else source.var[column])]
        chosen = options.genes.split(",") if options.genes else names
        matrix = source.X.tocsc() if sparse.issparse(source.X) else source.X
        fields = []
        for index, name in enumerate(chosen):
            values = matrix[:, names.index(name)]
            values = values.toarray().ravel() if sparse.issparse(values) else np.asarray(values).ravel()
            with np.errstate(over="ignore"):
                values = values.astype(F)
            bounds = self.put_values("var", "values", name, index, values, options.var_quantization)
            fields.append(self.head(index, name) + bounds)
        self.manifests["var_manifest.json"] = compact({
            "_format": "compact_v1",
            "n_points": self.n_cells,
            "var_gene_id_column": column if self.keyed or column != "index" else None,
            "compression": options.compression,
            "quantization": options.var_quantization,
            "_varSchema": {"kind": "continuous", **self.value_schema("var", options.var_quantization)},
            "fields": fields,
        })
        return len(fields)

    def edges(self):
        """Weight of every undirected edge (i, j), i < j."""
        stored = sparse.coo_matrix(self.adata.obsp[self.options.connectivities])
        directed = {}
        for i, j, w in zip(stored.row.tolist(), stored.col.tolist(), stored.data.tolist()):
            if not w >= 0:
                raise ValueError(f"weight {w} of edge {i}, {j}")
            if w > 0:
                directed[i, j] = directed.get((i, j), 0.0) + float(w)
        combined = {}
        for i, j in directed:
            there, back = directed[i, j], directed.get((j, i), 0.0)
            if not self.keyed and self.options.graph_symmetrize is None and (i == j or there != back):
                raise ValueError(f"the graph is not symmetric at {i}, {j}")
            if i != j:
                mean = self.options.graph_symmetrize == "mean"
                combined[min(i, j), max(i, j)] = (there + back) / 2 if mean else max(there, back)
        return combined

    def write_connectivity(self):
        if self.options.connectivities not in self.adata.obsp:
            return None
        edges = self.edges()
        order = sorted(edges)
        degree = [0] * self.n_cells
        for i, j in order:
            degree[i] += 1
            degree[j] += 1
        small = self.n_cells <= (65535 if self.keyed else 65536)
        dtype, width = ("uint16", 2) if small else ("uint32", 4)
        document = {
            "format": "edge_pairs",
            "n_cells": self.n_cells,
            "n_edges": len(order),
            "max_neighbors": max(degree),
            "index_bytes": width,
            "index_dtype": dtype,
            "sourcesPath": self.put("connectivity/edges.src.bin", dtype, [i for i, _ in order]),
            "destinationsPath": self.put("connectivity/edges.dst.bin", dtype, [j for _, j in order]),
        }
        if not self.keyed:
            weights = [edges[pair] for pair in order]
            document["weightsPath"] = self.put("connectivity/edges.weights.f64.bin", "float64", weights)
            document["weight_dtype"] = "float64"
            document["weight_bytes"] = 8
        document["compression"] = self.options.compression
        self.manifests["connectivity_manifest.json"] = compact(document)
        return len(order)

    def vector_fields(self):
        """Field id -> {dimension: obsm key}, in manifest order."""
        explicit, implicit = {}, {}
        for key in sorted(self.adata.obsm.keys()):
            match = re.fullmatch("(.+_umap)(?:_([123])d)?", key)
            columns = self.adata.obsm[key].shape[1]
            if not match or key.startswith("X_") or columns not in self.points:
                continue
            if match[2] is None:
                implicit.setdefault(match[1], {})[columns] = key
            elif int(match[2]) == columns:
                explicit.setdefault(match[1], {})[columns] = key
        fields = explicit
        for field, dimensions in implicit.items():
            for d, key in dimensions.items():
                fields.setdefault(field, {}).setdefault(d, key)
        ids = list(fields) if self.keyed else sorted(fields)
        return {field: dict(sorted(fields[field].items())) for field in ids}

    def write_vectors(self):
        found = self.vector_fields()
        if not found:
            return None
        documents = {}
        for index, (field, dimensions) in enumerate(found.items()):
            files = {}
            for d, key in dimensions.items():
                values, scale = np.asarray(self.adata.obsm[key]), self.points[d][1]
                if self.keyed:
                    scaled = [[F(F(v) * F(scale)) for v in row] for row in values]
                else:
                    scaled = [[F(float(v) * scale) for v in row] for row in values]
                files[f"{d}d"] = self.put(f"vectors/{field if self.keyed else index}_{d}d.bin", "float32", scaled)
            words = field[: -len("_umap")].replace("_", " ")
            documents[field] = {
                "label": words[:1].upper() + words[1:] + " (UMAP)" if self.keyed else field,
                "available_dimensions": list(dimensions),
                "default_dimension": max(dimensions),
                "files": files,
                "basis": "umap",
            }
        default = self.options.vector_field_default
        if default is None:
            default = "velocity_umap" if "velocity_umap" in found else min(found)
        return {"default_field": default, "fields": documents}

    def write_identity(self):
        options = self.options
        n_category = sum(entry["kind"] == "category" for entry in self.listed)
        vectors = self.write_vectors()
        document = {
            "version": 2,
            "id": options.dataset_id or safe(options.dataset_name),
            "name": options.dataset_name,
            "description": options.dataset_description,
            "created_at": options.created_at,
            "cellucid_data_version": VERSION,
            "stats": {
                "n_cells": self.n_cells,
                "n_genes": self.n_genes,
                "n_obs_fields": len(self.listed),
                "n_categorical_fields": n_category,
                "n_continuous_fields": len(self.listed) - n_category,
                "has_connectivity": self.n_edges is not None,
                "n_edges": self.n_edges,
            },
            "embeddings": {
                "available_dimensions": list(self.points),
                "default_dimension": max(self.points),
                "files": {f"{d}d": f"points_{d}d.bin{self.suffix}" for d in self.points},
            },
            "obs_fields": self.listed,
            "export_settings": {
                "compression": options.compression,
                "var_quantization": options.var_quantization,
                "obs_continuous_quantization": options.obs_continuous_quantization,
                "obs_categorical_dtype": self.recorded_dtype,
            },
        }
        source = {"name": options.source_name, "url": options.source_url, "citation": options.source_citation}
        source = {part: text for part, text in source.items() if text}
        if source:
            document["source"] = source
        if vectors:
            document["vector_fields"] = vectors
        self.manifests["dataset_identity.json"] = indented(document)


def read(path):
    import anndata

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return anndata.read_h5ad(path)
