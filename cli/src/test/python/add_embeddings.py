#!/usr/bin/env python3
"""Copies files that hold no embedding and adds one, so that their other parts can be exported.

Usage: add_embeddings.py TARGET_DIRECTORY < FILES
Reads one path per line and writes one line each: the copy's path, or an empty line where the file
has an embedding already, holds no cells, or is no AnnData file that h5py can open.
"""

import pathlib
import shutil
import sys

import h5py
import numpy as np


def rows(root):
    obs = root["obs"]
    if isinstance(obs, h5py.Dataset):
        return obs.shape[0]
    index = obs[obs.attrs["_index"]]
    return (index["values"] if isinstance(index, h5py.Group) else index).shape[0]


def columns(element):
    if isinstance(element, h5py.Dataset):
        if element.shape is None or element.dtype.kind not in "iufb":
            return 0
        return element.shape[1] if element.ndim == 2 else int(element.ndim == 1)
    if "shape" in element.attrs:
        return int(element.attrs["shape"][1])
    return len(element.attrs.get("column-order", ()))


def embedded(root):
    obsm = root.get("obsm")
    if isinstance(obsm, h5py.Dataset):
        return bool(obsm.dtype.names)
    return isinstance(obsm, h5py.Group) and any(columns(obsm[key]) > 0 for key in obsm)


def add(root):
    count = rows(root)
    if count == 0 or embedded(root):
        return False
    cells = np.arange(count, dtype="f8")
    points = np.stack([np.cos(cells) * cells, np.sin(cells) * cells + 1e3], axis=1)
    root.require_group("obsm").create_dataset("X_umap", data=points)
    return True


def copy(path, target):
    try:
        with h5py.File(path, "r") as file:
            modalities = list(file["mod"]) if "mod" in file and "X" not in file else []
            roots = [file["mod"][name] for name in modalities] or [file]
            if not any(rows(root) > 0 and not embedded(root) for root in roots):
                return ""
        shutil.copy(path, target)
        with h5py.File(target, "r+") as file:
            added = [add(root) for root in ([file["mod"][m] for m in modalities] or [file])]
        return str(target) if any(added) else ""
    except (OSError, KeyError, RuntimeError, ValueError, TypeError):
        return ""


def main():
    directory = pathlib.Path(sys.argv[1])
    for number, line in enumerate(sys.stdin):
        path = pathlib.Path(line.strip())
        print(copy(path, directory / f"{number}-{path.name}"), flush=True)


if __name__ == "__main__":
    main()
