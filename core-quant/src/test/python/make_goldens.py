#!/usr/bin/env python3
"""Compute what the arithmetic of both layouts must give, with NumPy as an independent oracle.

Nothing is shared with the Java code: array operations of NumPy do the sums, means, norms and
quantiles, so their order of operations is NumPy's own.  Run it with Debian's python3-numpy;
it writes ``../resources/goldens/*.tsv``.  Each line holds a case, the name of an array, its dtype,
its shape and its little-endian bytes in base64; lines that start with ``#`` are remarks.

What NumPy's versions disagree on is stored under both names: see ``mean_of_column``.  Everything
but the arrays named ``numpy1`` came out the same under NumPy 1.24.2 and 2.4.6.
"""
import base64
import platform
import sys
from pathlib import Path

import numpy as np

F = np.float32
OUT = Path(__file__).resolve().parent.parent / "resources" / "goldens"
SEED = 20260117


class Goldens:
    def __init__(self):
        self.lines = [
            f"# made by make_goldens.py with NumPy {np.__version__}, Python {platform.python_version()}, seed {SEED}",
            "# case, array, dtype, shape, little-endian bytes in base64",
        ]

    def put(self, case, **arrays):
        for name, value in arrays.items():
            array = np.asarray(value)
            code = array.dtype.kind + str(array.dtype.itemsize)
            if code not in ("f4", "f8", "u1", "u2", "i4"):
                raise TypeError(f"{case}.{name}: {array.dtype}")
            data = np.ascontiguousarray(array, dtype="<" + code).tobytes()
            shape = "x".join(map(str, array.shape))
            self.lines.append("\t".join((case, name, code, shape, base64.b64encode(data).decode())))

    def save(self, file):
        OUT.mkdir(parents=True, exist_ok=True)
        (OUT / file).write_text("\n".join(self.lines) + "\n", encoding="ascii")
        print(file, (OUT / file).stat().st_size, "bytes")


# -- quantisation ---------------------------------------------------------------------------------

def keyed_codes(values, top):
    """Single precision; double where single precision overflows."""
    valid = np.isfinite(values)
    low, high = (float(values[valid].min()), float(values[valid].max())) if valid.any() else (0.0, 1.0)
    if low == high:
        high = low + 1.0
        if low == high:
            high = float(np.nextafter(low, np.inf))
    scale = top / (high - low)
    codes = np.full(len(values), top + 1, dtype=np.uint8 if top == 254 else np.uint16)
    with np.errstate(over="ignore"):
        wide = bool(np.isinf(F(scale)) or np.isinf(F(high) - F(low)))
    kind = np.float64 if wide else F
    steps = np.subtract(values[valid].astype(kind), kind(low), dtype=kind)
    steps = np.multiply(steps, kind(scale), dtype=kind)
    codes[valid] = np.clip(steps, 0, top).astype(codes.dtype)
    return codes, np.array([low, high])


def indexed_codes(values, top):
    """Double precision and a nudge."""
    valid = np.isfinite(values)
    codes = np.full(len(values), top + 1, dtype=np.uint8 if top == 254 else np.uint16)
    if not valid.any():
        return codes, np.array([0.0, 0.0])
    wide = values[valid].astype(np.float64)
    low, high = wide.min(), wide.max()
    if low == high:
        codes[valid] = 0
    else:
        steps = (wide - low) * (top / (high - low)) + 1e-8
        codes[valid] = np.clip(steps, 0, top).astype(codes.dtype)
    return codes, np.array([low, high])


def nearest_codes(codes, bounds, values, top):
    """The half-up neighbour, from the truncating rule's bounds."""
    valid = np.isfinite(values)
    out = codes.copy()
    low, high = bounds
    scale = 0.0 if low == high else top / (high - low)
    out[valid] = np.minimum(np.floor((values[valid].astype(np.float64) - low) * scale + 0.5), top)
    return out


def quantization(rng):
    counts = rng.poisson(0.3, 400)
    gene = np.log1p(counts * rng.uniform(2, 9, 400)).astype(F)
    gaps = rng.normal(size=120).astype(F)
    gaps[::7] = np.nan
    gaps[3::31] = np.inf
    gaps[5::37] = -np.inf
    columns = {
        "mixed": np.array([0.1, 0.2, 0.35, np.nan, np.inf, 1.7], F),
        "top-code-unreached": np.array([-0.8, -1.3, -0.2], F),
        "normal": rng.normal(size=400).astype(F),
        "gene": gene,
        "negative-gene": -gene,
        "far-from-zero": (1e6 + rng.normal(size=100)).astype(F),
        "gaps": gaps,
        "constant": np.full(5, 3.25, F),
        "constant-zero": np.zeros(4, F),
        "constant-2^53": np.full(3, 2.0**53, F),
        "constant-1e30": np.full(3, 1e30, F),
        "constant-with-gap": np.array([np.nan, -7.5, -7.5], F),
        "all-nan": np.full(4, np.nan, F),
        "all-infinite": np.array([np.inf, -np.inf], F),
        "one": np.array([0.1], F),
        "subnormal": np.array([0, 1e-45, 5e-45, 1e-44, 7e-42], F),
        "narrow": (rng.uniform(0, 1, 60) * 1e-36).astype(F),
        "narrow-for-16-bits": (rng.uniform(-1, 1, 60) * 1e-35).astype(F),
        "wide": np.append((rng.uniform(-1, 1, 60) * 3.3e38), [3.4e38, -3.4e38]).astype(F),
        "neighbors": np.array([1, np.nextafter(F(1), F(2)), 1], F),
        "whole": np.arange(300).astype(F),
    }
    g = Goldens()
    for name, values in columns.items():
        g.put(name, values=values)
        for bits, top in ((8, 254), (16, 65534)):
            for layout, rule in (("keyed", keyed_codes), ("indexed", indexed_codes)):
                codes, bounds = rule(values, top)
                g.put(name, **{
                    f"{layout}-{bits}": codes,
                    f"{layout}-{bits}-nearest": nearest_codes(codes, bounds, values, top),
                })
                if bits == 8:
                    g.put(name, **{f"{layout}-bounds": bounds + 0.0})  # a positive zero
    g.save("quantization.tsv")


# -- embeddings -----------------------------------------------------------------------------------

def keyed_embedding(coordinates):
    x = coordinates.astype(F)
    low, high = x.min(axis=0), x.max(axis=0)
    widest = float((high - low).max())
    scale = 2.0 / (widest if widest >= 1e-8 else 1.0)
    center = (low + high) / F(2)
    return (x - center) * F(scale), scale, center.astype(np.float64)


def indexed_embedding(coordinates):
    x = coordinates.astype(np.float64)
    low, high = x.min(axis=0), x.max(axis=0)
    scale = 2.0 / (high - low).max()
    center = (low + high) / 2.0
    return (x - center) * scale, scale, center


def embeddings(rng):
    g = Goldens()
    square = np.array([[0, 0], [10, 5], [2.5, 1], [7.3, 4.9]])
    cases = {
        "square": square,
        "1d": rng.normal(3, 5, size=(40, 1)),
        "2d": rng.normal(-20, 7, size=(40, 2)),
        "3d": rng.normal(size=(40, 3)) * [1, 30, 0.01] + [5, 1e4, 0],
        "single-precision": rng.normal(size=(25, 2)).astype(F).astype(np.float64),
        "factor-one": np.array([[0.0, 0.1], [2.0, 0.7], [0.3, 0.9]]),
        "tiny-range": np.array([[1.0, 1e-9], [1.0, 2e-9]]),
        "one-point": np.array([[4.0, -2.5], [4.0, -2.5]]),
    }
    for name, coordinates in cases.items():
        vectors = rng.normal(size=coordinates.shape) * 0.3
        g.put(name, coordinates=coordinates, vectors=vectors)
        points, scale, center = keyed_embedding(coordinates)
        single = vectors.astype(F)
        g.put(name, **{
            "keyed-points": points, "keyed-scale": np.array([scale]), "keyed-centers": center,
            "keyed-vectors": single if scale == 1 else single * F(scale),
        })
        if name != "one-point":
            points, scale, center = indexed_embedding(coordinates)
            g.put(name, **{
                "indexed-points": points.astype(F), "indexed-scale": np.array([scale]), "indexed-centers": center,
                "indexed-vectors": (vectors * scale).astype(F),
            })
    g.save("embeddings.tsv")


# -- centroids ------------------------------------------------------------------------------------

def mean_of_column(column, rule):
    """NumPy 1 adds a single column by buffers of 8192 rows, NumPy 2 as one: a difference beyond 8192 rows."""
    before = np.setbufsize(8192 if rule == "numpy1" else 1 << 20)
    try:
        return np.ascontiguousarray(column).mean()
    finally:
        np.setbufsize(before)


def mean(points, rule):
    if points.shape[1] == 1:
        if rule == "numpy1" and mean_of_column(points[:, 0], rule) != points.mean(axis=0)[0]:
            sys.exit("this NumPy does not add single columns by buffers; run with NumPy 1")
        return np.array([mean_of_column(points[:, 0], rule)])
    return points.mean(axis=0)


def centroids(points, codes, n_categories, quantile, min_points, rule):
    found = []
    for category in range(n_categories):
        members = points[codes == category]
        n = len(members)
        if n < min_points:
            continue
        center = mean(members, rule)
        if n > min_points:
            distances = np.linalg.norm(members - center, axis=1)
            limit = points.dtype.type(np.quantile(distances, quantile))
            inliers = members[distances <= limit]
            if len(inliers) >= min_points:
                center, n = mean(inliers, rule), len(inliers)
        found.append((category, center.astype(np.float64), n))
    return found


def sized_codes(rng, sizes, missing):
    codes = np.concatenate([np.full(n, c, np.int32) for c, n in enumerate(sizes)] + [np.full(missing, -1, np.int32)])
    return rng.permutation(codes).astype(np.int32)


def hashed(n, d):
    """Numbers in [-1, 1) that Java can make again without a file."""
    i = np.arange(n * d, dtype=np.uint64)
    bits = (i * np.uint64(2654435761) + np.uint64(12345)) % np.uint64(2**32)
    return (bits.astype(np.float64) * 2.0**-31 - 1.0).reshape(n, d)


def put_centroids(g, case, name, points, codes, n, quantile, min_points, rule="numpy2"):
    found = centroids(points, codes, n, quantile, min_points, rule)
    g.put(case, **{
        f"{name}-categories": np.array([f[0] for f in found], np.int32),
        f"{name}-positions": np.array([f[1] for f in found]).reshape(len(found), points.shape[1]),
        f"{name}-n-points": np.array([f[2] for f in found], np.int32),
    })


def centroid_files(rng):
    g = Goldens()
    sizes = [0, 5, 9, 10, 11, 12, 21, 150, 300]
    for d in (1, 2, 3):
        codes = sized_codes(rng, sizes, 17)
        coordinates = rng.normal(size=(len(codes), d)) * 4 + codes[:, None]
        case = f"{d}d"
        g.put(case, coordinates=coordinates, codes=codes)
        for layout, embed in (("keyed", keyed_embedding), ("indexed", indexed_embedding)):
            points = embed(coordinates)[0]
            for quantile, min_points in ((0.95, 10), (0.8, 20)):
                name = f"{layout}-{quantile}-{min_points}"
                put_centroids(g, case, name, points, codes, len(sizes), quantile, min_points)
    # Too large for a file: both sides hash the coordinates; codes are cell modulo 3.
    n = 60000
    for d in (1, 2, 3):
        coordinates = hashed(n, d)
        codes = (np.arange(n) % 3).astype(np.int32)
        for layout, embed in (("keyed", keyed_embedding), ("indexed", indexed_embedding)):
            points = embed(coordinates)[0]
            put_centroids(g, f"hashed-{d}d", layout, points, codes, 3, 0.95, 10)
            if d == 1:
                put_centroids(g, f"hashed-{d}d", f"{layout}-numpy1", points, codes, 3, 0.95, 10, "numpy1")
    g.save("centroids.tsv")


# -- outlier quantiles ----------------------------------------------------------------------------

def outliers(latent, codes, n_categories, min_points):
    quantiles = np.full(len(codes), np.nan, F)
    for category in range(n_categories):
        cells = np.flatnonzero(codes == category)
        if len(cells) < min_points:
            continue
        members = latent[cells]
        distances = np.linalg.norm(members - mean(members, "numpy2"), axis=1)
        ranks = np.searchsorted(np.sort(distances), distances, side="right")
        quantiles[cells] = ranks.astype(F) / F(len(cells))
    return quantiles


def outlier_files(rng):
    g = Goldens()
    ladder = np.array([[0], [1], [2], [10]], F)
    g.put("ladder-3", latent=ladder, codes=np.zeros(4, np.int32), quantiles=outliers(ladder, np.zeros(4), 1, 3))
    for d, sizes in ((1, [40, 9, 10, 60]), (2, [40, 9, 60]), (8, [30, 50]), (50, [0, 12, 9, 130, 25]), (130, [25, 30])):
        codes = sized_codes(rng, sizes, 6)
        latent = (rng.normal(size=(len(codes), d)) + codes[:, None]).astype(F)
        latent[3] = latent[1]
        case = f"{d}-columns-10"
        g.put(case, latent=latent, codes=codes, quantiles=outliers(latent, codes, len(sizes), 10))
    g.save("outliers.tsv")


def main():
    rng = np.random.default_rng(SEED)
    quantization(rng)
    embeddings(rng)
    centroid_files(rng)
    outlier_files(rng)


if __name__ == "__main__":
    main()
