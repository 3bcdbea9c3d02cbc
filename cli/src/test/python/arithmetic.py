"""The numbers of an export, spelled out one operation at a time.

Every rule follows docs/format (quantization.md, embeddings.md, centroids.md) literally and in scalar
steps, so that nothing depends on the order in which a numpy release adds. ``T`` is the precision a
rule works in: numpy.float32 or numpy.float64.
"""
import math

import numpy as np

F = np.float32
D = np.float64


def pairwise_sum(values, T):
    """Sum in the order of centroids.md, "Pairwise sum"."""
    n = len(values)
    if n < 8:
        total = T(0)
        for k, v in enumerate(values):
            total = T(v) if k == 0 else T(total + v)
        return total
    if n <= 128:
        lanes = [T(v) for v in values[:8]]
        full = n - n % 8
        for start in range(8, full, 8):
            for lane in range(8):
                lanes[lane] = T(lanes[lane] + values[start + lane])
        left = T(T(lanes[0] + lanes[1]) + T(lanes[2] + lanes[3]))
        right = T(T(lanes[4] + lanes[5]) + T(lanes[6] + lanes[7]))
        total = T(left + right)
        for v in values[full:]:
            total = T(total + v)
        return total
    half = n // 2
    half -= half % 8
    return T(pairwise_sum(values[:half], T) + pairwise_sum(values[half:], T))


def column_means(rows, T):
    """Mean of each column of a list of rows."""
    n = len(rows)
    if len(rows[0]) == 1:
        sums = [pairwise_sum([row[0] for row in rows], T)]
    else:
        sums = [T(0)] * len(rows[0])
        for row in rows:
            sums = [T(s + T(v)) for s, v in zip(sums, row)]
    return [T(float(s) / n) for s in sums]


def distance(row, center, T):
    """Euclidean distance of one row from a center."""
    squares = []
    for v, c in zip(row, center):
        difference = T(T(v) - c)
        squares.append(T(difference * difference))
    return T(np.sqrt(T(T(0) + pairwise_sum(squares, T))))


def quantile(values, q, T):
    """Linear quantile."""
    ordered = sorted(values)
    position = (len(ordered) - 1) * q
    low = math.floor(position)
    weight = position - low
    a = ordered[low]
    b = ordered[min(low + 1, len(ordered) - 1)]
    step = T(b - a)
    if weight < 0.5:
        return T(a + T(step * T(weight)))
    return T(b - T(step * T(1 - weight)))


def centroid(rows, q, min_points, T):
    """Position and member count of one category's centroid, or None when it is too small."""
    n = len(rows)
    if n < min_points:
        return None
    center = column_means(rows, T)
    count = n
    if n > min_points:
        distances = [distance(row, center, T) for row in rows]
        threshold = quantile(distances, q, T)
        inliers = [row for row, d in zip(rows, distances) if d <= threshold]
        if len(inliers) >= min_points:
            center = column_means(inliers, T)
            count = len(inliers)
    return [float(c) for c in center], count


def outlier_quantiles(latent, codes, n_categories, min_points):
    """Rank of each cell's distance from its category's latent mean; NaN where there is none."""
    result = np.full(len(codes), np.nan, F)
    for category in range(n_categories):
        members = [cell for cell, code in enumerate(codes) if code == category]
        n = len(members)
        if n < min_points or n == 0:
            continue
        rows = [latent[cell] for cell in members]
        center = column_means(rows, F)
        distances = [distance(row, center, F) for row in rows]
        for cell, own in zip(members, distances):
            rank = sum(1 for d in distances if d <= own)
            result[cell] = F(F(rank) / F(n))
    return result


def normalize_keyed(points):
    """Normalized coordinates in single precision, and the scale."""
    x = [[F(v) for v in row] for row in points]
    axes = range(len(x[0]))
    low = [min(row[j] for row in x) for j in axes]
    high = [max(row[j] for row in x) for j in axes]
    widest = max(float(F(high[j] - low[j])) for j in axes)
    if widest < 1e-8:
        widest = 1.0
    center = [F(F(low[j] + high[j]) / F(2)) for j in axes]
    scale = 2.0 / widest
    moved = [[F(F(row[j] - center[j]) * F(scale)) for j in axes] for row in x]
    return np.array(moved, F), scale


def normalize_indexed(points):
    """Normalized coordinates in double precision, and the scale."""
    x = [[float(v) for v in row] for row in points]
    axes = range(len(x[0]))
    low = [min(row[j] for row in x) for j in axes]
    high = [max(row[j] for row in x) for j in axes]
    widest = max(high[j] - low[j] for j in axes)
    if not widest > 0:
        raise ValueError("the embedding has no extent")
    center = [(low[j] + high[j]) / 2 for j in axes]
    scale = 2.0 / widest
    moved = [[(row[j] - center[j]) * scale for j in axes] for row in x]
    return np.array(moved, D), scale


def quantize_keyed(values, bits):
    """Codes and recorded bounds, keyed arithmetic."""
    top = 254 if bits == 8 else 65534
    finite = [float(v) for v in values if math.isfinite(v)]
    low, high = (min(finite) + 0.0, max(finite) + 0.0) if finite else (0.0, 1.0)
    if low == high:
        high = low + 1.0
        if high == low:
            high = math.nextafter(low, math.inf)
    with np.errstate(over="ignore"):
        scale = F(top / (high - low))
        single = math.isfinite(scale) and math.isfinite(F(F(high) - F(low)))
    codes = []
    for v in values:
        if not math.isfinite(v):
            codes.append(top + 1)
            continue
        t = F(F(F(v) - F(low)) * scale) if single else (float(v) - low) * (top / (high - low))
        codes.append(int(min(max(t, F(0)), F(top))))
    return np.array(codes, np.uint8 if bits == 8 else np.uint16), low, high


def quantize_indexed(values, bits):
    """Codes and recorded bounds, indexed arithmetic."""
    top = 254 if bits == 8 else 65534
    finite = [float(v) for v in values if math.isfinite(v)]
    low, high = (min(finite) + 0.0, max(finite) + 0.0) if finite else (0.0, 0.0)
    codes = []
    for v in values:
        if not math.isfinite(v):
            codes.append(top + 1)
        elif low == high:
            codes.append(0)
        else:
            t = (float(v) - low) * (top / (high - low)) + 1e-8
            codes.append(int(min(max(t, 0.0), float(top))))
    return np.array(codes, np.uint8 if bits == 8 else np.uint16), low, high
