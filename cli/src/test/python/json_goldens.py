"""JSON as Python's json.dumps prints it: the byte-exact target of docs/format/json.md."""
import json
import random
import struct

FLOATS = [
    0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 1e-05, 1e-04, 0.0001234, 9.999e-05, 1e15, 1e16, 123456789012345.6, 9007199254740992.0,
    9007199254740993.0, 9999999999999998.0, 1e17, 1.5e16, 1e22, 1e23, 1e100, 2.5e-07, 5e-324, 1e-323,
    2.2250738585072014e-308, 2.225073858507201e-308, 1.7976931348623157e308, 3.4028234663852886e38,
    1.401298464324817e-45, 0.10000000149011612, 0.30000001192092896, 1.7000000476837158, 2e-3, 2.0e-44, 4.35, 900.0,
    100.0, 1e5, 123456.789, 2.0**-1074, 2.0**-1022, 2.0**63, 2.0**64, 2.0**53 - 1, 1 / 3, 2 / 3, 8.41e21, 2.0**-44,
    9.5367431640625e-07, 5.0e-05, 4.9406564584124654e-324, 1.0000000200408773e20, 1.000000020040877504e20,
]
STRINGS = [
    "", "plain", "a/b", "quote \" backslash \\", "tab\tline\nreturn\rfeed\fback\b", "\u0000\u0001\u001f", "~\u007f\u0080\u009f",
    "\u00e9\u00df\u03b2", "\u7ec6\u80de", "\u2028\u2029", "\ufeff\ufffd\uffff", "\U0001f600", "\U0010ffff a \U00010000", "</script>",
    "HLA-DRB1/2", "% mito",
]


def float_of(bits):
    return struct.unpack(">d", struct.pack(">Q", bits))[0]


def bits_of(value):
    return struct.unpack(">Q", struct.pack(">d", value))[0]


def finite(bits):
    return bits >> 52 & 0x7FF != 0x7FF


def float_bits():
    """Edge cases, then seeded doubles: any bits, widened single precision, short decimals, powers of two and ten."""
    source = random.Random(20260102)
    chosen = [bits_of(v) for v in FLOATS]
    chosen += [b for b in (source.getrandbits(64) for _ in range(620)) if finite(b)][:600]
    for _ in range(500):
        single = struct.unpack(">f", struct.pack(">f", source.gauss(0, 10 ** source.uniform(-6, 6))))[0]
        chosen.append(bits_of(single))
    chosen += [bits_of(round(source.uniform(-1000, 1000), source.randrange(0, 12))) for _ in range(250)]
    chosen += [bits_of(float(f"{source.randrange(1, 10 ** 6)}e{source.randrange(-320, 300)}")) for _ in range(250)]
    for exponent in range(-1074, 1024, 17):
        power = bits_of(2.0**exponent)
        chosen += [power, power + 1, max(power - 1, 1)]
    chosen += [bits_of(float(f"1e{exponent}")) for exponent in range(-20, 25)]
    return list(dict.fromkeys(chosen))


def utf16(text):
    data = text.encode("utf-16-be")
    return " ".join(data[k : k + 2].hex() for k in range(0, len(data), 2))


def documents():
    yield "compact.json", None, {
        "_format": "compact_v1", "n_points": 3, "quantile": 0.95, "none": None, "yes": True, "no": False, "empty": {}, "list": [],
        "fields": [["ACTB", 0.0, 6.504000186920166], ["g\u00e8ne", -0.0, 1e-05], ["\U0001f600", 1e16, 5e-324]],
    }
    yield "indented.json", 2, {
        "version": 2, "id": "a.b-c_1", "description": "", "stats": {"n_edges": None, "has": False},
        "list": [1, 2.5, "x/y", [], {}], "files": {"2d": "points_2d.bin.gz"}, "nested": [{"key": "\u03b2", "kind": "category"}],
    }
    yield "numbers.json", None, [
        1e-05, 1e16, 1e15, 0.10000000149011612, -0.0, 0.0, 5e-324, 1.7976931348623157e308, 2.5e-07, 900.0, 0.0001, 9007199254740993,
        -1, 0,
    ]


def write(directory):
    directory.mkdir(parents=True, exist_ok=True)
    floats = [f"{bits:016x}\t{json.dumps(float_of(bits))}\n" for bits in float_bits()]
    (directory / "floats.tsv").write_text("".join(floats), encoding="ascii")
    strings = [f"{utf16(text)}\t{json.dumps(text)}\n" for text in STRINGS]
    (directory / "strings.tsv").write_text("".join(strings), encoding="ascii")
    for name, indent, document in documents():
        (directory / name).write_text(json.dumps(document, indent=indent), encoding="ascii")
    (directory / ".gitattributes").write_text("* -text\n", encoding="ascii")
