#!/usr/bin/env python3
"""Exports a file with Java's flight recorder on, and prints where the processor time went.

    profile.py INPUT.h5ad OUT [OPTIONS OF EXPORT...]

The recorder looks at every running thread each 10 ms; a sample counts for the part of the program
that its innermost frame of our own belongs to. What compilers and the collector of garbage take is
added from their own events. Needs the JDK's `jfr` on the path or in $JAVA_HOME/bin. $CELLFOLIO
names another launcher.
"""
import collections
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

PARTS = [
    ("turn rows into genes", r"h5ad\.(TurnedBlockReader|Run|GeneBuckets|EntryRun|TurningPlan|Csr|SparseScan)"),
    ("read the input", r"(h5ad|source)\."),
    ("deflate: look for matches", r"deflate\.(RepeatProbe|MatchTrial|LongestParser|MatchFinder|SavingParser|Prices|CheapestParser|Entropy|TokenList)"),
    ("deflate: runs and codes", r"deflate\."),
    ("quantize, normalize, edges, centroids", r"quant\."),
    ("check what was staged", r"validate\."),
    ("plan, write files, manifests", r"(export|format|cli)\."),
]
FRAME = re.compile(r"^\s+(\S+)\(.*line:", re.M)


def jfr(recording, *events):
    home = os.environ.get("JAVA_HOME")
    tool = f"{home}/bin/jfr" if home else "jfr"
    text = subprocess.run([tool, "print", "--events", ",".join(events), recording],
                          check=True, capture_output=True, text=True).stdout
    return re.split(r"^jdk\.\w+ \{", text, flags=re.M)[1:]


def seconds(event, field="duration"):
    value, unit = re.search(field + r" = ([\d.]+) (\w+)", event).groups()
    return float(value) * {"s": 1, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}[unit]


def part(event):
    frames = FRAME.findall(event)
    ours = next((f for f in frames if f.startswith("io.cellfolio.")), None)
    if ours is None:
        return "Java itself"
    name = ours[len("io.cellfolio."):]
    return next(title for title, pattern in PARTS if re.match(pattern, name))


def main():
    source, target, *options = sys.argv[1:]
    here = pathlib.Path(__file__).resolve().parent
    launcher = os.environ.get("CELLFOLIO", str(here.parent.parent / "cellfolio"))
    with tempfile.TemporaryDirectory() as work:
        recording = f"{work}/export.jfr"
        environment = dict(os.environ)
        environment["CELLFOLIO_JAVA_OPTS"] = (
            environment.get("CELLFOLIO_JAVA_OPTS", "")
            + f" -XX:StartFlightRecording:filename={recording},settings=profile,"
            + "jdk.Compilation#enabled=true,jdk.Compilation#threshold=0ms")
        start = time.monotonic()
        subprocess.run([launcher, "export", source, "-o", target, "--quiet", *options],
                       check=True, env=environment, stdout=subprocess.DEVNULL)
        wall = time.monotonic() - start
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        samples = jfr(recording, "jdk.ExecutionSample")
        compiled = jfr(recording, "jdk.Compilation")
        pauses = jfr(recording, "jdk.GCPhasePause")
    total = usage.ru_utime + usage.ru_stime
    compiling = sum(map(seconds, compiled))
    collecting = sum(map(seconds, pauses))
    counts = collections.Counter(map(part, samples))
    print(f"{wall:.1f} s, {total:.1f} s of processor ({usage.ru_stime:.1f} s in the system), {len(samples)} samples")
    print(f"compilers {compiling:.1f} s from start to end of each method, pauses of the collector {collecting:.1f} s")
    print()
    print("| part | share of samples |")
    print("|---|---|")
    for title, number in counts.most_common():
        print(f"| {title} | {100 * number / len(samples):.0f} % |")
    print()
    print("| method | share |")
    print("|---|---|")
    methods = collections.Counter(
        re.sub(r"^io\.cellfolio\.", "", FRAME.findall(s)[0]) for s in samples if FRAME.search(s))
    for name, number in methods.most_common(15):
        print(f"| `{name}` | {100 * number / len(samples):.0f} % |")


main()
