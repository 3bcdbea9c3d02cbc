"""Makes the JSON goldens in src/test/resources/goldens: what Python's json module itself writes.

Run from the module's directory:  python3 src/test/python/make_json_goldens.py
The result depends on the seed below alone. Only the standard library is used.
"""

import json
import math
import pathlib
import random
import struct

SEED = 20261122
ROOT = pathlib.Path(__file__).resolve().parents[1] / "resources" / "goldens"


def bits(value):
    return struct.pack(">d", value).hex()


def from_bits(number):
    return struct.unpack(">d", struct.pack(">Q", number))[0]


def to_float32(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


def doubles(rng):
    """Edge cases, then seeded doubles of several kinds."""
    values = [
        0.0, -0.0, 1.0, -1.0, 0.1, 0.2, 0.3, 1 / 3, 2 / 3, 900.0, 1e15, 1e16, 1e17, 1e22, 1e23,
        9999999999999998.0, 123456789012345680.0, 0.0001, 0.00012345, 0.00001, 1e-5, 2.5e-07,
        5e-324, 1e-323, 1.5e-323, 2.2250738585072014e-308, 2.225073858507201e-308,
        1.7976931348623157e308, 4.35, 2e-3, 2.0e-44, 9007199254740991.0, 9007199254740992.0,
        9007199254740993.0, 9007199254740994.0, 18014398509481984.0, 4503599627370496.5,
        2.98023223876953125e-8, 5.684341886080802e-14, 9.5367431640625e-07, 8.41e21, 2.0e23,
        9.409340012568249e18, 2.2e-322, math.pi, math.e, math.nan, math.inf, -math.inf,
    ]
    values += [float(f) for f in (2**63, 2**64, 10**16 - 2, 10**15 + 0.5)]
    values += [to_float32(v) for v in (0.1, 1.7, 3.4028234e38, 1e-45, 1.17549435e-38, 16777217.0)]
    for exponent in range(-1074, 1024, 21):
        power = math.ldexp(1.0, exponent)
        values += [power, math.nextafter(power, 0.0), math.nextafter(power, math.inf)]
    for exponent in range(-322, 309, 13):
        power = float("1e%d" % exponent)
        values += [power, math.nextafter(power, 0.0), math.nextafter(power, math.inf)]
    while len(values) < 1300:
        values.append(from_bits(rng.getrandbits(64)))
    while len(values) < 1700:
        values.append(to_float32(rng.gauss(0, 1) * 10 ** rng.randint(-6, 6)))
    while len(values) < 2000:
        values.append(float("%.*g" % (rng.randint(1, 17), rng.gauss(0, 1) * 10 ** rng.randint(-20, 20))))
    return values


def strings(rng):
    """Every escape, then seeded strings over all planes, unpaired surrogates included."""
    texts = ["", "plain", "/", "\"\\/", "\b\f\n\r\t", "\x00\x1f\x20\x7e\x7f\x80\x9f\xa0\xff",
             "\u00e9", "\u7ec6\u80de", "\u2028\u2029", "\ufeff", "\uffff", "\U00010000",
             "\U0001f600", "\U0010ffff", "\ud800", "\udfff", "\udfff\ud800", "a\ud83dz", "</script>"]
    texts += [chr(c) for c in range(0x80)]
    while len(texts) < 400:
        text = ""
        for _ in range(rng.randint(1, 12)):
            top = rng.choice([0x7F, 0xFF, 0x7FF, 0xFFFF, 0x10FFFF])
            text += chr(rng.randint(0, top))
        texts.append(text)
    return texts


def utf16(text):
    return text.encode("utf-16-be", "surrogatepass").hex()


def joined(text):
    """Two halves of a pair are one character to every UTF-16 reader, so write them as one."""
    return text.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "surrogatepass")


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("ascii"))


def identity(keyed, small):
    compression = None if small else 6
    suffix = "" if small else ".gz"
    continuous = [] if small else [{"key": "n counts", "kind": "continuous"}]
    categorical = [{"key": "cell type", "kind": "category", "n_categories": 3}]
    document = {
        "version": 2,
        "id": "tiny",
        "name": "Tiny \u00e9",
        "description": "" if small else "line one\nline \"two\"",
        "created_at": "2026-11-22T08:10:33Z",
        "cellucid_data_version": "0.0.9" if keyed else "0.9.1",
        "stats": {
            "n_cells": 5,
            "n_genes": 0 if small else 2,
            "n_obs_fields": len(continuous) + 1,
            "n_categorical_fields": 1,
            "n_continuous_fields": len(continuous),
            "has_connectivity": not small,
            "n_edges": None if small else 4,
        },
        "embeddings": {
            "available_dimensions": [2] if small else [1, 2, 3],
            "default_dimension": 2 if small else 3,
            "files": {
                "%dd" % d: "points_%dd.bin%s" % (d, suffix) for d in ([2] if small else [1, 2, 3])
            },
        },
        "obs_fields": categorical + continuous if keyed else continuous + categorical,
        "export_settings": {
            "compression": compression,
            "var_quantization": None if small else 8,
            "obs_continuous_quantization": None if small else 16,
            "obs_categorical_dtype": "auto" if keyed else "uint8",
        },
    }
    if small:
        return document
    document["source"] = {"name": "A study", "url": "https://example.org/?a=b", "citation": "X (2026)"}
    fields = {}
    for index, name in enumerate(["T_fwd_umap", "velocity_umap"] + (["drift"] if keyed else [])):
        label = name
        if keyed:
            label = {"T_fwd_umap": "T fwd (UMAP)", "velocity_umap": "Velocity (UMAP)"}.get(name, "Drift")
        fields[name] = {
            "label": label,
            "available_dimensions": [2, 3],
            "default_dimension": 3,
            "files": {
                "%dd" % d: "vectors/%s_%dd.bin.gz" % (name if keyed else index, d) for d in (2, 3)
            },
        }
        if name.endswith("_umap"):
            fields[name]["basis"] = "umap"
    document["vector_fields"] = {"default_field": "velocity_umap", "fields": fields}
    return document


def value_schema(axis, keyed, extension, suffix):
    dtype = {"f32": "float32", "u8": "uint8", "u16": "uint16"}[extension]
    schema = {
        "pathPattern": "%s/{%s}.values.%s%s" % (axis, "key" if keyed else "index", extension, suffix),
        "ext": extension,
        "dtype": dtype,
        "quantized": extension != "f32",
    }
    if extension != "f32":
        schema["quantizationBits"] = 8 if extension == "u8" else 16
    return schema


def categorical_schema(keyed, extension, suffix):
    name = "key" if keyed else "index"
    return {
        "codesPathPattern": "obs/{%s}.codes.{ext}%s" % (name, suffix),
        "outlierPathPattern": "obs/{%s}.outliers.%s%s" % (name, extension, suffix),
        "outlierExt": extension,
        "outlierDtype": {"f32": "float32", "u8": "uint8", "u16": "uint16"}[extension],
        "outlierQuantized": extension != "f32",
    }


def obs(keyed, small):
    suffix = "" if small else ".gz"
    head = (lambda index, key: [key]) if keyed else (lambda index, key: [index, key])
    labels = ["B cell", "T \u03b3\u03b4", "nk/\"x\""] if keyed else ["B cell", True, 2.5]
    centroids = {"2": []} if small else {
        "1": [{"category": labels[0], "position": [0.10000000149011612], "n_points": 3}],
        "2": [{"category": labels[0], "position": [-0.0, 1e-05], "n_points": 3},
              {"category": labels[2], "position": [-1.0, 1.0], "n_points": 2}],
        "3": [],
    }
    document = {
        "_format": "compact_v1",
        "n_points": 5,
        "centroid_outlier_quantile": None if small else 0.95,
        "latent_key": "latent_space",
        "compression": None if small else 6,
        "_obsSchemas": {},
        "_continuousFields": [],
        "_categoricalFields": [],
    }
    if not small:
        document["_obsSchemas"]["continuous"] = value_schema("obs", keyed, "u16", suffix)
        document["_continuousFields"].append(head(0, "n counts") + [0.10000000149011612, 1e16])
    document["_obsSchemas"]["categorical"] = categorical_schema(keyed, "f32" if small else "u16", suffix)
    document["_categoricalFields"].append(
        head(0 if small else 1, "cell type")
        + [labels, "uint8", 255, centroids]
        + ([] if small else [0.25, 1.0])
    )
    return document


def obs_without_outliers():
    document = obs(False, True)
    schema = document["_obsSchemas"]["categorical"]
    for key in ("outlierPathPattern", "outlierExt", "outlierDtype"):
        schema[key] = None
    return document


def obs_empty():
    return {
        "_format": "compact_v1",
        "n_points": 5,
        "centroid_outlier_quantile": 0.95,
        "latent_key": "latent_space",
        "compression": None,
        "_obsSchemas": {},
        "_continuousFields": [],
        "_categoricalFields": [],
    }


def var(keyed, small):
    genes = [["MS4A1"], ["HLA-DRB1/2"]] if keyed else [[0, "MS4A1"], [1, "HLA-DRB1/2"]]
    if not small:
        genes = [gene + [0.0, 2.5e-07] for gene in genes]
    schema = {"kind": "continuous"}
    schema.update(value_schema("var", keyed, "f32" if small else "u8", "" if small else ".gz"))
    return {
        "_format": "compact_v1",
        "n_points": 5,
        "var_gene_id_column": "symbol" if small else ("index" if keyed else None),
        "compression": None if small else 6,
        "quantization": None if small else 8,
        "_varSchema": schema,
        "fields": genes,
    }


def connectivity(keyed, small):
    suffix = "" if small else ".gz"
    document = {
        "format": "edge_pairs",
        "n_cells": 5 if small else 70000,
        "n_edges": 0 if small else 4,
        "max_neighbors": 0 if small else 2,
        "index_bytes": 2 if small else 4,
        "index_dtype": "uint16" if small else "uint32",
        "sourcesPath": "connectivity/edges.src.bin" + suffix,
        "destinationsPath": "connectivity/edges.dst.bin" + suffix,
    }
    if not keyed:
        document["weightsPath"] = "connectivity/edges.weights.f64.bin" + suffix
        document["weight_dtype"] = "float64"
        document["weight_bytes"] = 8
    document["compression"] = None if small else 6
    return document


def catalog():
    return {
        "version": 1,
        "default": "tiny",
        "datasets": [
            {"id": "brain", "path": "brain/", "name": "Brain \u00e9", "description": "", "n_cells": 7, "n_genes": 0},
            {"id": "tiny", "path": "tiny/", "name": "Tiny", "n_cells": 5, "n_genes": 2,
             "state_manifest": "state-snapshots.json", "state_sha256": "0123456789abcdef" * 4},
            {"id": "x", "path": "x/", "name": "x"},
        ],
    }


def main():
    rng = random.Random(SEED)
    lines = ["%s\t%r" % (bits(value), value) for value in doubles(rng)]
    write(ROOT / "json" / "floats.tsv", "\n".join(lines) + "\n")
    lines = ["%s\t%s" % (utf16(text), json.dumps(joined(text))) for text in strings(rng)]
    write(ROOT / "json" / "strings.tsv", "\n".join(lines) + "\n")

    nested = {"a": {}, "b": [], "c": [[], {}, [1, [2.0, None]], {"d": {"e": [True, False]}}], "\u00e9\"": -3}
    write(ROOT / "json" / "nested.one-line.json", json.dumps(nested))
    write(ROOT / "json" / "nested.indented.json", json.dumps(nested, indent=2))

    for keyed in (True, False):
        folder = ROOT / "documents" / ("keyed" if keyed else "indexed")
        for small in (True, False):
            kind = "small" if small else "full"
            write(folder / kind / "dataset_identity.json", json.dumps(identity(keyed, small), indent=2))
            write(folder / kind / "obs_manifest.json", json.dumps(obs(keyed, small)))
            write(folder / kind / "var_manifest.json", json.dumps(var(keyed, small)))
            write(folder / kind / "connectivity_manifest.json", json.dumps(connectivity(keyed, small)))
        write(folder / "no-fields" / "obs_manifest.json", json.dumps(obs_empty()))
    write(ROOT / "documents" / "indexed" / "no-outliers" / "obs_manifest.json", json.dumps(obs_without_outliers()))
    write(ROOT / "documents" / "datasets.json", json.dumps(catalog(), indent=2))


if __name__ == "__main__":
    main()
