#!/bin/sh
# How long `validate --level content` takes beside plain Python that reads every payload, alternating, medians of whole processes;
# then the memory of a validation in a heap of 256 MB.
#
# usage: docs/benchmarks/validate.sh EXPORT [RUNS]
#
# Needs python3 with numpy, GNU time as /usr/bin/time. CELLFOLIO names another launcher.
set -eu

export_dir=$1
runs=${2:-5}
here=$(cd "$(dirname "$0")" && pwd)
cellfolio=${CELLFOLIO:-$here/../../cellfolio}
python=${PYTHON:-/usr/bin/python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

timed() {
  log=$1
  shift
  /usr/bin/time -a -o "$work/$log" -f '%e %U %M' "$@"
}

median() {
  sort -n "$1" | awk -v column="$2" '{ v[NR] = $column } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}

"$cellfolio" --version >/dev/null # builds, and makes the archive of classes, outside of what is measured
i=0
while [ "$i" -lt "$runs" ]; do
  timed python "$python" "$here/read_payloads.py" "$export_dir" >"$work/read"
  timed java "$cellfolio" validate "$export_dir" --no-progress >"$work/out" || [ $? -eq 1 ]
  i=$((i + 1))
done
cat "$work/read"
tail -n 1 "$work/out"
p=$(median "$work/python" 1)
j=$(median "$work/java" 1)
echo "python3, gzip + numpy: $p s, $(median "$work/python" 2) s of processor (medians of $runs)"
echo "validate --level content: $j s, $(median "$work/java" 2) s of processor (medians of $runs)"
awk -v p="$p" -v j="$j" 'BEGIN { printf "ratio: %.2f\n", p / j }'

CELLFOLIO_JAVA_OPTS="-Xmx256m -Xlog:gc:file=$work/gc" timed small "$cellfolio" validate "$export_dir" --no-progress >"$work/out" || [ $? -eq 1 ]
tail -n 1 "$work/out"
awk '{ print "with -Xmx256m: " $1 " s, peak RSS " int($3 / 1024) " MB" }' "$work/small"
grep -o '[0-9]*M->' "$work/gc" | tr -d 'M>-' | sort -n | tail -n 1 | sed 's/^/largest heap before a collection: /; s/$/ MB/'
