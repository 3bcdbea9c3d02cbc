#!/usr/bin/env python3
"""Runs a command and appends what it took to a file of JSON lines.

measure.py LOG GROUP VARIANT ROUND DIRECTORY COMMAND...

Wall time, processor time and the peak of resident memory are those that the kernel reports for the
process and the children that it waited for; bytes and files are those of the directory afterwards.
An output that is a JSON object, or lines of it that are, go into the record.
"""
import json
import os
import subprocess
import sys
import time


def contents(directory):
    size = files = 0
    for parent, _, names in os.walk(directory):
        for name in names:
            size += os.path.getsize(os.path.join(parent, name))
            files += 1
    return size, files


def objects(text):
    """The JSON object that an output is, or those that its lines are."""
    try:
        whole = json.loads(text)
    except ValueError:
        return [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    return [whole] if isinstance(whole, dict) else []


def main():
    log, group, variant, round_, directory, *command = sys.argv[1:]
    os.sync()
    output = open(f"{log}.out", "w+b")
    start = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    output.seek(0)
    text = output.read().decode(errors="replace")
    if status != 0:
        sys.exit(f"{' '.join(command)}\nfailed with status {os.waitstatus_to_exitcode(status)}\n{text}")
    size, files = contents(directory)
    record = {
        "group": group,
        "variant": variant,
        "round": int(round_),
        "wall": wall,
        "cpu": usage.ru_utime + usage.ru_stime,
        "rss": usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
        "bytes": size,
        "files": files,
    }
    for found in objects(text):
        record.update(found)
    with open(log, "a") as lines:
        print(json.dumps(record), file=lines)


main()
