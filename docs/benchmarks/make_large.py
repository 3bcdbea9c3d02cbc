#!/usr/bin/env python3
"""Makes .h5ad files larger than `cellfolio demo` does: any number of values, 64-bit row pointers.

    make_large.py XL.h5ad --cells 500000 --genes 20000 --density 0.05 --seed 1

Needs numpy and h5py. Cells are drawn in blocks and appended to chunked datasets, so that memory
stays within a few hundred megabytes plus what the cells' tables and graph need. Equal arguments
make equal data.

Genes differ by a log-normal factor, and every cluster raises and lowers some of them. A cell's
molecules are a multinomial sample of its cluster's profile, of a log-normal number; X is
ln(1 + 10,000 count / total) as float32 in compressed rows. The graph connects every cell with the
cells that follow and precede it along the first axis of the embedding.
"""
import argparse
import sys

import h5py
import numpy as np

CLUSTERS = 12
BLOCK_ENTRIES = 4_000_000
CHUNK = 1 << 18
DEPTH_DEVIATION = 0.35
NEIGHBORS = 8


def alias_table(weights):
    """Thresholds and aliases to draw by weight in constant time (Walker's method)."""
    n = len(weights)
    left = weights * (n / weights.sum())
    thresholds, aliases = np.ones(n), np.arange(n, dtype=np.int32)
    small = [i for i in range(n) if left[i] < 1]
    large = [i for i in range(n) if left[i] >= 1]
    while small and large:
        poor, rich = small.pop(), large[-1]
        thresholds[poor], aliases[poor] = left[poor], rich
        left[rich] -= 1 - left[poor]
        if left[rich] < 1:
            small.append(large.pop())
    return thresholds, aliases


def profiles_of(random, n_genes):
    base = random.lognormal(0, 1.4, n_genes)
    changed = random.random((CLUSTERS, n_genes)) < 0.1
    profiles = np.where(changed, base * random.lognormal(0, 1, (CLUSTERS, n_genes)), base)
    return profiles / profiles.sum(axis=1, keepdims=True)


def depth_for(profiles, density):
    """The median number of molecules whose expected share of counts above 0 is the density."""
    sample = profiles[:, :: max(1, profiles.shape[1] // 4000)]
    factors = np.exp(DEPTH_DEVIATION * np.array([-1.64, -1.04, -0.52, 0, 0.52, 1.04, 1.64]))
    low, high = 0.0, 1e9
    for _ in range(80):
        middle = (low + high) / 2
        found = np.mean([-np.expm1(-middle * factor * sample).mean() for factor in factors])
        low, high = (middle, high) if found < density else (low, middle)
    return high


def rows(random, profiles, cluster, depth):
    """Yields for blocks of cells: genes, normalized values, and how many each cell has."""
    n_genes = profiles.shape[1]
    tables = [alias_table(profile) for profile in profiles]
    thresholds = np.concatenate([table[0] for table in tables])
    aliases = np.concatenate([table[1] for table in tables])
    step = max(1, BLOCK_ENTRIES // n_genes)
    for start in range(0, len(cluster), step):
        block = cluster[start : start + step]
        molecules = random.poisson(random.lognormal(np.log(depth), DEPTH_DEVIATION, len(block)))
        drawn = random.integers(0, n_genes, molecules.sum(), dtype=np.int32)
        offsets = np.repeat(block.astype(np.int32) * n_genes, molecules)
        other = random.random(len(drawn), dtype=np.float32) >= thresholds[drawn + offsets]
        drawn[other] = aliases[(drawn + offsets)[other]]
        drawn += np.repeat(np.arange(len(block), dtype=np.int32) * n_genes, molecules)
        counts = np.bincount(drawn, minlength=len(block) * n_genes)
        stored = np.flatnonzero(counts)
        cells, genes = np.divmod(stored, n_genes)
        values = np.log1p(counts[stored] * (1e4 / np.maximum(1, molecules))[cells])
        yield genes.astype(np.int32), values.astype(np.float32), np.bincount(cells, minlength=len(block))


def tag(node, encoding, version):
    node.attrs["encoding-type"] = encoding
    node.attrs["encoding-version"] = version
    return node


def texts(group, name, values):
    data = np.array(values, dtype=object)
    tag(group.create_dataset(name, data=data, dtype=h5py.string_dtype()), "string-array", "0.2.0")


def frame(file, name, index, order):
    group = tag(file.create_group(name), "dataframe", "0.2.0")
    group.attrs["_index"] = "_index"
    group.attrs["column-order"] = np.array(order, dtype=h5py.string_dtype())
    texts(group, "_index", index)
    return group


def write_matrix(file, shape, blocks, level):
    group = tag(file.create_group("X"), "csr_matrix", "0.1.0")
    group.attrs["shape"] = np.array(shape, dtype=np.int64)
    options = dict(shape=(0,), maxshape=(None,), chunks=(CHUNK,))
    if level:
        options.update(compression="gzip", compression_opts=level)
    data = group.create_dataset("data", dtype=np.float32, **options)
    indices = group.create_dataset("indices", dtype=np.int32, **options)
    held, per_cell, size = [[], [], 0], [], 0

    def flush():
        nonlocal size
        end = size + held[2]
        for dataset, parts in ((data, held[1]), (indices, held[0])):
            dataset.resize((end,))
            if parts:
                dataset[size:end] = np.concatenate(parts)
        size = end
        held[:] = [[], [], 0]

    for genes, values, counts in blocks:
        held[0].append(genes)
        held[1].append(values)
        held[2] += len(genes)
        per_cell.append(counts)
        if held[2] >= 16 * CHUNK:
            flush()
    flush()
    pointers = np.concatenate([[0], np.cumsum(np.concatenate(per_cell))])
    group.create_dataset("indptr", data=pointers.astype(np.int64 if size >= 2**31 else np.int32))
    return size


def write_graph(file, random, first_axis):
    n = len(first_axis)
    order = np.argsort(first_axis, kind="stable").astype(np.int32)
    near = min(NEIGHBORS, (n - 1) // 2)
    # One weight for each pair of ranks, so that the graph is symmetric to the bit.
    weights = 1 - random.random((near, n), dtype=np.float32)
    ranks = np.arange(n)
    columns = np.empty((n, 2 * near), dtype=np.int32)
    values = np.empty((n, 2 * near), dtype=np.float32)
    for k in range(1, near + 1):
        columns[order, k - 1] = order[(ranks + k) % n]
        values[order, k - 1] = weights[k - 1]
        columns[order, near + k - 1] = order[(ranks - k) % n]
        values[order, near + k - 1] = weights[k - 1][(ranks - k) % n]
    sorting = np.argsort(columns, axis=1)
    obsp = tag(file.create_group("obsp"), "dict", "0.1.0")
    group = tag(obsp.create_group("connectivities"), "csr_matrix", "0.1.0")
    group.attrs["shape"] = np.array((n, n), dtype=np.int64)
    group["data"] = np.take_along_axis(values, sorting, axis=1).ravel()
    group["indices"] = np.take_along_axis(columns, sorting, axis=1).ravel()
    group["indptr"] = np.arange(n + 1, dtype=np.int64) * 2 * near


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out")
    parser.add_argument("--cells", type=int, required=True)
    parser.add_argument("--genes", type=int, required=True)
    parser.add_argument("--density", type=float, required=True, help="share of values above 0")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--compression", type=int, default=0, help="gzip level of X; 0 for none")
    args = parser.parse_args()
    if args.cells < 20 or args.genes < 1 or not 0 < args.density < 0.95:
        parser.error("expected 20 cells or more, a gene, and a density above 0 and below 0.95")
    model, molecules, tables, edges = (
        np.random.default_rng(seed) for seed in np.random.SeedSequence(args.seed).spawn(4)
    )
    profiles = profiles_of(model, args.genes)
    cluster = model.integers(0, CLUSTERS, args.cells)
    places = tables.normal(0, 6, (CLUSTERS, 3))[cluster] + tables.normal(0, 1, (args.cells, 3))
    components = tables.normal(0, 2, (CLUSTERS, 20))[cluster] + tables.normal(0, 1, (args.cells, 20))
    with h5py.File(args.out, "w") as file:
        tag(file, "anndata", "0.1.0")
        blocks = rows(molecules, profiles, cluster, depth_for(profiles, args.density))
        stored = write_matrix(file, (args.cells, args.genes), blocks, args.compression)
        obs = frame(file, "obs", [f"cell{i}" for i in range(args.cells)], ["cluster", "score"])
        codes = tag(obs.create_group("cluster"), "categorical", "0.2.0")
        codes.attrs["ordered"] = False
        tag(codes.create_dataset("codes", data=cluster.astype(np.int8)), "array", "0.2.0")
        texts(codes, "categories", [f"cluster {i}" for i in range(CLUSTERS)])
        scores = tables.normal(0, 1, args.cells).astype(np.float32)
        tag(obs.create_dataset("score", data=scores), "array", "0.2.0")
        frame(file, "var", [f"gene{i}" for i in range(args.genes)], [])
        obsm = tag(file.create_group("obsm"), "dict", "0.1.0")
        for key, values in {
            "X_umap_2d": places[:, :2],
            "X_umap_3d": places,
            "X_pca": components,
            "velocity_umap_2d": np.stack([-places[:, 1], places[:, 0]], axis=1) * 0.02,
        }.items():
            tag(obsm.create_dataset(key, data=values.astype(np.float32)), "array", "0.2.0")
        write_graph(file, edges, places[:, 0])
        for key in ("layers", "uns", "varm", "varp"):
            tag(file.create_group(key), "dict", "0.1.0")
    print(f"{args.out}: {args.cells} x {args.genes}, {stored} values, {stored / args.cells / args.genes:.4f}", file=sys.stderr)


main()
