"""Makes the end-to-end goldens of the exporter.

    /usr/bin/python3 cli/src/test/python/make_goldens.py

Needs anndata, h5py, numpy, pandas and scipy (Debian: python3-anndata). Versions that were used are recorded in
cli/src/test/resources/goldens/README.md. Writes only below the goldens directory.
"""
import json
import shutil
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import export_model
import golden_inputs

ROOT = Path(__file__).resolve().parents[4]
GOLDENS = ROOT / "cli/src/test/resources/goldens"

CREATED = ["--created-at", "2026-01-02T03:04:05Z"]
ISLETS = CREATED + [
    "--dataset-name", "Islets (\u03b2), batch 1/2",
    "--dataset-description", "48 cells; \"quoted\", na\u00efve \U0001f9ec",
    "--vector-field-default", "velocity_umap",
]
LIVER = CREATED + [
    "--dataset-name", "liver",
    "--latent", "none",
    "--var-gene-id-column", "gene_symbols",
    "--genes", "VIM,HLA-DRB1/2,ALB,beyond,gene \u03b3,flat,TTR",
]
INDEXED_ONLY = {"liver": ["--graph-symmetrize", "max"]}
VARIANTS = {
    "islets": {
        "8bit-gzip": ISLETS + [
            "--source-name", "cellfolio goldens", "--source-url", "https://example.org/islets"],
        "16bit-plain": ISLETS + [
            "--var-quantization", "16", "--obs-continuous-quantization", "16", "--compression", "none",
            "--obs-categorical-dtype", "uint16", "--centroid-outlier-quantile", "0.9", "--centroid-min-points", "4"],
        "float32-gzip": ISLETS + [
            "--var-quantization", "none", "--obs-continuous-quantization", "none",
            "--centroid-outlier-quantile", "none", "--dataset-id", "islets.v2"],
    },
    "liver": {"8bit-gzip": LIVER},
}
INPUTS = {
    "islets": ("islets, batch 1 (csr).h5ad", golden_inputs.islets),
    "liver": ("liver-dense.h5ad", golden_inputs.liver),
}


def write_payloads(export, path):
    """One payload a line, so that a change shows as one changed line."""
    lines = [
        json.dumps(name) + ": " + json.dumps({"dtype": dtype, "hex": data.hex()})
        for name, (dtype, data) in sorted(export.payloads.items())
    ]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="ascii")


def write_expected(adata, arguments, directory):
    export = export_model.Export(adata, export_model.parse_options(arguments))
    manifests = directory / "manifests"
    manifests.mkdir(parents=True)
    (directory / "options.txt").write_text("".join(a + "\n" for a in arguments), encoding="utf-8")
    write_payloads(export, directory / "payloads.json")
    for name, text in export.manifests.items():
        (manifests / name).write_text(text, encoding="ascii")


def main():
    for name, (file_name, make) in INPUTS.items():
        directory = GOLDENS / name
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        make(directory / file_name)
        adata = export_model.read(directory / file_name)
        for layout in ("keyed", "indexed"):
            for variant, arguments in VARIANTS[name].items():
                extra = INDEXED_ONLY.get(name, []) if layout == "indexed" else []
                write_expected(adata, ["--layout", layout] + arguments + extra, directory / f"{layout}-{variant}")


if __name__ == "__main__":
    main()
