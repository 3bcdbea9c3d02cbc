#!/usr/bin/env python3
"""Turns measurements into tables: report.py LOG RESULTS ROOT NAME=FILE...

Prints the report, and keeps it in the directory RESULTS under the date and the commit of ROOT.
"""
import datetime
import json
import os
import platform
import re
import statistics
import subprocess
import sys
from pathlib import Path

FACTORS = ("cells", "genes", "density", "threads", "memory")


def output(*command):
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return done.stdout.strip()
    except OSError:
        return ""


def commit(directory):
    name = output("git", "-C", directory, "rev-parse", "--short=10", "HEAD")
    if not re.fullmatch("[0-9a-f]+", name):
        return "unknown"
    changed = output("git", "-C", directory, "status", "--porcelain", "--untracked-files=no")
    return name + ("-changed" if changed else "")


def machine():
    cpu, memory = platform.processor() or platform.machine(), "?"
    try:
        cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())[1]
        kilobytes = re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text())[1]
        memory = f"{int(kilobytes) / 2**20:.0f} GiB"
    except (OSError, TypeError):
        pass
    java = output("java", "-version").splitlines()
    return f"{os.cpu_count()} x {cpu}, {memory}; {platform.system()} {platform.release()}; {java[0] if java else 'java ?'}"


def median(records, field):
    return statistics.median(record[field] for record in records)


def spread(records):
    walls = [record["wall"] for record in records]
    return f"{min(walls):.2f} to {max(walls):.2f}"


def row(cells):
    return "| " + " | ".join(cells) + " |"


def table(head, rows):
    return "\n".join([row(head), row(["---"] * len(head)), *map(row, rows)]) + "\n"


def figures(records):
    return [
        f"{median(records, 'wall'):.2f}",
        spread(records),
        f"{median(records, 'cpu'):.2f}",
        f"{median(records, 'rss') / 1e6:,.0f}",
        f"{median(records, 'bytes'):,.0f}",
        f"{median(records, 'files'):,.0f}",
    ]


def compared(groups, inputs):
    rows, ratios, limits, foretold = [], [], [], []
    for name, file in inputs:
        group = groups[name]
        own = group["cellfolio"]
        for variant in ("cellfolio", "reference"):
            if variant in group:
                rows.append([name, variant, *figures(group[variant])])
        if "reference" in group:
            other = group["reference"]
            ratios.append(
                [
                    name,
                    f"{median(other, 'wall') / median(own, 'wall'):.1f}",
                    f"{median(other, 'cpu') / median(own, 'cpu'):.1f}",
                    f"{median(other, 'rss') / median(own, 'rss'):.1f}",
                    f"{100 * (1 - median(own, 'bytes') / median(other, 'bytes')):.1f} %",
                ]
            )
        if "forecast" in group:
            forecast = group["forecast"][0]["forecast"]
            seconds = forecast["milliseconds"] / 1000
            foretold.append(
                [
                    name,
                    f"{forecast['files']:,}",
                    f"{median(own, 'files'):,.0f}",
                    f"{forecast['stored_bytes']:,}",
                    f"{forecast['stored_bytes'] / median(own, 'bytes'):.3f}",
                    f"{seconds:.2f}",
                    f"{seconds / median(own, 'wall'):.2f}",
                ]
            )
        if "limit" in group:
            limit = group["limit"][0]
            limits.append(
                [
                    name,
                    f"{os.path.getsize(file) / 1e6:,.0f}",
                    f"{limit['nnz']:,}",
                    f"{limit['read']:.2f}",
                    f"{limit['deflate']:.2f}",
                    f"{limit['ns_per_value']:.1f}",
                    f"{limit['read'] + limit['deflate']:.2f}",
                    f"{median(own, 'wall') / (limit['read'] + limit['deflate']):.2f}",
                ]
            )
    parts = ["## Exports\n"]
    head = ["input", "exporter", "wall s", "from to", "CPU s", "peak RSS MB", "bytes", "files"]
    parts.append(table(head, rows))
    if ratios:
        parts.append("The reference's wall time, CPU time and memory are so many times cellfolio's; bytes are saved:\n")
        parts.append(table(["input", "wall", "CPU", "peak RSS", "bytes saved"], ratios))
    if foretold:
        parts.append("What `--dry-run` foretold, and its ratio to the medians:\n")
        head = ["input", "files", "seen", "bytes", "to bytes seen", "seconds", "to wall s seen"]
        parts.append(table(head, foretold))
    if limits:
        parts.append("## The machine's own limit\n")
        parts.append(
            "One read of the input from the page cache, and the deflate of the quantized genes at level 6, on all "
            "processors, in a warm virtual machine; the last column is cellfolio's wall time, start and all, over it.\n"
        )
        head = ["input", "MB", "values", "read s", "deflate s", "CPU ns per value", "limit s", "ratio"]
        parts.append(table(head, limits))
    return parts


def grown(groups):
    parts = []
    for factor in FACTORS:
        rows = []
        before = None
        for name, group in groups.items():
            if name.split(" ")[0] == factor:
                own = group["cellfolio"]
                wall, cpu = median(own, "wall"), median(own, "cpu")
                growth = "" if before is None else f"{cpu / before:.2f}"
                before = cpu
                rows.append(
                    [name.split(" ")[1], f"{wall:.2f}", f"{cpu:.2f}", growth,
                     f"{median(own, 'rss') / 1e6:,.0f}", f"{median(own, 'bytes'):,.0f}"]
                )
        if rows:
            parts.append(table([factor, "wall s", "CPU s", "CPU, times the row before", "peak RSS MB", "bytes"], rows))
    return ["## How cost grows\n", *parts] if parts else []


def main():
    log, results, root, *inputs = sys.argv[1:]
    inputs = [tuple(pair.split("=", 1)) for pair in inputs]
    groups = {}
    with open(log) as lines:
        for line in lines:
            record = json.loads(line)
            groups.setdefault(record["group"], {}).setdefault(record["variant"], []).append(record)
    rounds = max(record["round"] for group in groups.values() for record in group["cellfolio"])
    reference = os.environ.get("CELLUCID_PYTHON", "")
    compares = any("reference" in group for group in groups.values())
    today = datetime.date.today().isoformat()
    head = [
        f"# Benchmark of {today}, commit {commit(root)}\n",
        f"* Machine: {machine()}",
        f"* Medians of {rounds} round{'s'[:rounds != 1]}, made by `docs/benchmarks/run`; 8 bits, gzip 6, processes from start to end",
    ]
    if compares:
        version = re.search(r'^version = "([^"]+)"', (Path(reference) / "pyproject.toml").read_text(), re.M)[1]
        python = output(
            os.environ.get("PYTHON", "/usr/bin/python3"), "-W", "ignore", "-c",
            "import sys, anndata, numpy, scipy; print('Python', sys.version.split()[0], 'anndata', anndata.__version__,"
            " 'numpy', numpy.__version__, 'scipy', scipy.__version__)",
        ).splitlines()[-1]
        head.append(f"* Reference: cellucid-python {version}, {python}")
    text = "\n".join(head) + "\n\n" + "\n".join([*compared(groups, inputs), *grown(groups)])
    target = Path(results) / f"results-{today}-{commit(root)}.md"
    target.write_text(text)
    print(text)
    print(f"kept in {target}", file=sys.stderr)


main()
