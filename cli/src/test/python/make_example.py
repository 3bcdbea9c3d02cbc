"""Writes docs/format/example.md: a complete tiny export in both layouts.

    /usr/bin/python3 cli/src/test/python/make_example.py          # write
    /usr/bin/python3 cli/src/test/python/make_example.py --check  # fail when the file is out of date
"""
import sys
import warnings
from pathlib import Path

sys.dont_write_bytecode = True

import anndata
import numpy as np
import pandas as pd
from scipy import sparse

import export_model

PAGE = Path(__file__).resolve().parents[4] / "docs/format/example.md"
ARGUMENTS = ["--dataset-name", "Four cells", "--created-at", "2026-01-02T03:04:05Z", "--compression", "none",
             "--centroid-min-points", "2"]
HEAD = """# A complete tiny export, in both layouts

*Informative.* Made by `cli/src/test/python/make_example.py`, which computes every byte by the rules of these pages; `make_example.py
--check` compares this page with what they give today.

Four cells, two genes. The inputs:

| cell | `X_umap` | `X_pca` | `cluster` | `score` | gene `ACTB` | gene `HLA-DRB1/2` | `velocity_umap` |
|---|---|---|---|---|---|---|---|
| 0 | 0, 0 | 0 | T cell | 0.5 | 0.1 | 3 | 1, 0 |
| 1 | 10, 5 | 1 | T cell | NaN | 0.2 | 3 | 0, 1 |
| 2 | 2.5, 1 | 3 | T cell | 2 | 1.7 | 3 | 0, 0 |
| 3 | 7.3, 4.9 | 10 | *missing* | 1 | NaN | 3 | -1, 0.5 |

`cluster` is categorical with the categories `T cell` and `B/NK` (unused). The graph has the edges 0-1 (weight 0.5) and 1-3 (0.25).
Options: 8-bit values, no compression, `--centroid-min-points 2`.

Things to look at:

* `cluster` has three members, so its centroid is trimmed: the 0.95 quantile of the three distances drops the farthest one.
* Outlier quantiles of the three T cells rank their distance from the latent mean 4/3: 2/3 for cell 0, 1/3 for cell 1, 1 for cell 2.
  The cell without a cluster has none.
* `HLA-DRB1/2` is constant: keyed records the bounds 3 and 4, indexed 3 and 3; all codes are 0 in both.
* The largest outlier quantile has the code 253 in the keyed export and 254 in the indexed one: single-precision products often land just
  below the top ([quantization.md](quantization.md#keyed-arithmetic)).
* Two point coordinates differ in their last bit between the layouts ([embeddings.md](embeddings.md)).
* The documents below end without a newline.
"""
UNIT = {"uint8": ("u1", str), "uint16": ("<u2", str), "float32": ("<f4", lambda v: f"{v:.9g}"),
        "float64": ("<f8", lambda v: f"{v:.17g}")}


def cells():
    obs = pd.DataFrame({
        "cluster": pd.Categorical(["T cell", "T cell", "T cell", None], categories=["T cell", "B/NK"]),
        "score": np.array([0.5, np.nan, 2, 1], np.float32),
    }, index=["a", "b", "c", "d"])
    x = np.array([[0.1, 3], [0.2, 3], [1.7, 3], [np.nan, 3]], np.float32)
    graph = sparse.lil_matrix((4, 4))
    graph[0, 1] = graph[1, 0] = 0.5
    graph[1, 3] = graph[3, 1] = 0.25
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return anndata.AnnData(
            X=x, obs=obs, var=pd.DataFrame(index=["ACTB", "HLA-DRB1/2"]), dtype=np.float32,
            obsm={"X_umap": np.array([[0, 0], [10, 5], [2.5, 1], [7.3, 4.9]]),
                  "X_pca": np.array([[0.0], [1], [3], [10]]),
                  "velocity_umap": np.array([[1, 0], [0, 1], [0, 0], [-1, 0.5]], np.float32)},
            obsp={"connectivities": graph.tocsr()})


def rows(export):
    yield "| payload | dtype | bytes | values |"
    yield "|---|---|---|---|"
    for path, (dtype, data) in sorted(export.payloads.items()):
        unit, text = UNIT[dtype]
        values = ", ".join(text(v) for v in np.frombuffer(data, unit).tolist())
        yield f"| `{path}` | {dtype} | `{data.hex()}` | {values} |"


def page():
    parts = [HEAD]
    for layout in ("keyed", "indexed"):
        export = export_model.Export(cells(), export_model.parse_options(["--layout", layout] + ARGUMENTS))
        parts.append(f"## The {layout} export\n\n" + "\n".join(rows(export)) + "\n")
        for name, text in sorted(export.manifests.items()):
            parts.append(f"`{name}`:\n\n```json\n{text}\n```\n")
    return "\n".join(parts)


def main():
    text = page()
    if "--check" in sys.argv[1:]:
        if PAGE.read_text(encoding="utf-8") != text:
            sys.exit(f"{PAGE.name} is out of date: run make_example.py")
        return
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
