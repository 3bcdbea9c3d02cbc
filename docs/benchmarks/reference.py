#!/usr/bin/env python3
"""Exports an .h5ad file with the reference, cellucid-python, as one of its users would.

reference.py FILE DIRECTORY, with a checkout in the environment variable CELLUCID_PYTHON.

8 bits, gzip 6, and the parts that cellfolio takes without options. Texts that are different for
every cell are left out of obs, as cellfolio leaves them out.
"""
import os
import sys
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(os.environ["CELLUCID_PYTHON"]) / "src"))
warnings.simplefilter("ignore")

import anndata
from cellucid import prepare


def main():
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    data = anndata.read_h5ad(source)
    embeddings = {}
    for key in ("X_umap", "X_umap_1d", "X_umap_2d", "X_umap_3d"):
        if key in data.obsm:
            embeddings[f"X_umap_{data.obsm[key].shape[1]}d"] = data.obsm[key]
    vectors = {key: data.obsm[key] for key in data.obsm if "velocity" in key}
    columns = [
        name
        for name in data.obs
        if data.obs[name].dtype != object or data.obs[name].nunique() < data.n_obs
    ]
    sys.stdout = open(os.devnull, "w")
    prepare(
        latent_space=data.obsm["X_pca"],
        obs=data.obs,
        obs_keys=columns,
        var=data.var,
        gene_expression=data.X,
        connectivities=data.obsp["connectivities"] if "connectivities" in data.obsp else None,
        out_dir=target,
        var_quantization=8,
        obs_continuous_quantization=8,
        compression=6,
        dataset_name=source.stem,
        vector_fields=vectors or None,
        force=True,
        **embeddings,
    )


main()
