"""The .h5ad inputs of the goldens, made with anndata from seeded numbers."""
import warnings

import anndata
import h5py
import numpy as np
import pandas as pd
from scipy import sparse

F = np.float32
TEXT = h5py.string_dtype()


def category(values, categories):
    return pd.Categorical(values, categories=categories)


def store_as_text(path, columns):
    """anndata turns repeated text into categories when it writes; put plain text arrays back."""
    with h5py.File(path, "r+") as file:
        for name, values in columns.items():
            del file["obs"][name]
            text = file["obs"].create_dataset(name, data=np.array(values, dtype=object), dtype=TEXT)
            text.attrs["encoding-type"] = "string-array"
            text.attrs["encoding-version"] = "0.2.0"


def write(adata, path, text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        adata.write_h5ad(path)
    store_as_text(path, text)


def clustered(random, groups, centers, spread, columns):
    """Points around one center per group."""
    means = random.normal(0, centers, size=(max(groups) + 1, columns))
    return means[groups] + random.normal(0, spread, size=(len(groups), columns))


def symmetric_graph(random, n_cells, n_edges):
    """Symmetric single-precision weights without a diagonal, and one pair of stored zeros."""
    pairs = set()
    while len(pairs) < n_edges:
        i, j = sorted(random.choice(n_cells - 1, 2, replace=False).tolist())
        pairs.add((i, j))
    pairs = sorted(pairs)
    weights = random.uniform(0.01, 1, len(pairs)).astype(F)
    weights[3] = 0
    rows = [i for i, _ in pairs] + [j for _, j in pairs]
    columns = [j for _, j in pairs] + [i for i, _ in pairs]
    return sparse.csr_matrix((np.concatenate([weights, weights]), (rows, columns)), shape=(n_cells, n_cells))


def islets(path):
    """48 cells, 16 genes in a csr matrix, every kind of obs column, two embeddings, a symmetric graph."""
    random = np.random.default_rng(20260102)
    n = 48
    names = ["\u03b2 cell", "Ductal/acinar", "\u03b1 cell", "rare"]
    groups = random.permutation(np.repeat([0, 1, 2, 3, 4], [20, 11, 10, 4, 3]))
    cells = np.arange(n)
    obs = pd.DataFrame(index=[f"cell-{i:02d}" for i in cells])
    obs["cluster"] = category(
        [names[g] if g < 4 else None for g in groups],
        ["unused", "\u03b2 cell", "Ductal/acinar", "rare", "\u03b1 cell"])
    obs["barcode"] = [f"{i:02d}-AAACCTG" for i in cells]
    donors = ["\U0001f600 pilot", "\uff5e tilde", "D \"10\"", "D\\2"]
    obs["donor"] = [donors[d] for d in random.integers(0, 4, n)]
    obs["is doublet"] = random.random(n) < 0.3
    obs["passed"] = pd.array([None if r < 0.2 else bool(r < 0.7) for r in random.random(n)], dtype="boolean")
    obs["n_counts"] = random.integers(1, 2**27, n)
    mito = random.gamma(2, 3, n)
    mito[[4, 9]] = np.nan
    mito[17], mito[30] = np.inf, -np.inf
    obs["pct mito (%)"] = mito
    obs["constant"] = np.full(n, 0.3, F)
    obs["huge"] = np.full(n, 1e20)
    obs["all nan"] = np.full(n, np.nan)
    obs["age"] = pd.array([None if i % 7 == 3 else int(i * i) for i in cells], dtype="Int64")
    obs["stage"] = category(np.array([5, 3, 12])[random.integers(0, 3, n)], [12, 3, 5])
    obs["dose"] = category(np.array([0.1, 1.0, 1e-07])[random.integers(0, 3, n)], [1e-07, 0.1, 1.0])
    obs["flag"] = category(random.random(n) < 0.5, [False, True])
    obs["small"] = category([f"s{i % 6}" for i in cells], [f"s{k}" for k in range(6)])
    obs["empty"] = category([None] * n, [])
    beyond = random.normal(0, 1, n)
    beyond[21] = 1e39
    obs["\u00e9tat"] = beyond

    genes = ["ACTB", "HLA-DRB1/2", "g\u00e8ne", "\u7ec6\u80de", ".hidden.", "constant", "all-zero", "nan gene",
             "inf gene", "negative", "MT-ND1", "x y", "UBE2@", "ENSG00000000003.15", "1-Mar", "-a-"]
    counts = random.poisson(random.uniform(0.1, 2, len(genes)), size=(n, len(genes)))
    values = np.log1p(counts * random.uniform(0.5, 9, size=(n, 1))).astype(F)
    values[:, genes.index("constant")] = F(2.5)
    values[:, genes.index("all-zero")] = 0
    values[[2, 11, 40], genes.index("nan gene")] = np.nan
    values[7, genes.index("inf gene")] = np.inf
    values[8, genes.index("inf gene")] = -np.inf
    values[:, genes.index("negative")] -= values[:, genes.index("negative")].mean()
    x = sparse.csr_matrix(values)
    x.data[[5, 60]] = 0

    planar = clustered(random, groups, 6, 0.7, 2).astype(F)
    deep = clustered(random, groups, 3, 0.9, 3)
    adata = anndata.AnnData(
        X=x, obs=obs, var=pd.DataFrame(index=genes),
        obsm={
            "X_pca": clustered(random, groups, 2, 1, 10),
            "X_umap": planar,
            "X_umap_3d": deep,
            "drift_umap": random.normal(0, 0.4, (n, 2)).astype(F),
            "velocity_umap_2d": random.normal(0, 0.2, (n, 2)).astype(F),
            "velocity_umap_3d": random.normal(0, 0.2, (n, 3)).astype(F),
        },
        obsp={"connectivities": symmetric_graph(random, n, 110)}, dtype=F)
    write(adata, path, {"donor": list(obs["donor"])})


def liver(path):
    """40 cells, 12 genes in a dense double matrix, a 1-D and a 2-D embedding, a graph that is not symmetric."""
    random = np.random.default_rng(20260103)
    n = 40
    groups = random.permutation(np.repeat([0, 1, 2], [17, 13, 10]))
    obs = pd.DataFrame(index=[f"{i}" for i in range(n)])
    obs["phase"] = category(np.array(["G1", "S", "G2M"])[groups], ["G1", "S", "G2M"])
    obs["G2/M score"] = random.normal(0, 1, n).astype(F)
    obs["sample"] = category([f"sample {k}" for k in random.permutation(n)], [f"sample {k}" for k in range(n)])
    obs["is_control"] = np.zeros(n, bool)
    obs["n_genes"] = random.integers(200, 9000, n).astype(np.int32)
    symbols = ["ALB", "HLA-DRB1/2", "APOA1", "TTR", "gene \u03b3", "flat", "CYP3A4", "MT-CO1", "SAA1", "beyond", "KRT18", "VIM"]
    x = np.log1p(random.poisson(1.2, (n, 12)) * random.uniform(0.5, 4, (n, 1)))
    x[:, symbols.index("flat")] = -1.25
    x[3, symbols.index("beyond")] = 1e300
    x[4, symbols.index("beyond")] = np.nan
    weights = sparse.random(n, n, 0.08, format="csr", random_state=np.random.RandomState(5))
    weights = sparse.csr_matrix(weights + sparse.diags([1.0] * 3 + [0.0] * (n - 3)))
    adata = anndata.AnnData(
        X=x, obs=obs,
        var=pd.DataFrame({"gene_symbols": symbols}, index=[f"ENSG{k:011d}" for k in range(12)]),
        obsm={
            "X_pca": random.normal(0, 1, (n, 4)),
            "X_umap_1d": clustered(random, groups, 5, 0.8, 1),
            "X_umap_2d": clustered(random, groups, 5, 0.8, 2).astype(F),
            "flow_umap_1d": random.normal(0, 0.3, (n, 1)).astype(F),
        },
        obsp={"connectivities": weights}, dtype=np.float64)
    write(adata, path, {})
