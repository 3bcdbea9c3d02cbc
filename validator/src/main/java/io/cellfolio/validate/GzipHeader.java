package io.cellfolio.validate;

/**
 * The header of a gzip member (RFC 1952).
 *
 * @param length its bytes
 * @param fields what it holds beyond the ten bytes that the format asks for, empty if nothing
 */
record GzipHeader(int length, String fields) {
  static final int LEAST_FILE_BYTES = 18;

  private static final int FIXED_BYTES = 10;
  private static final int FLAGS_AT = 3;
  private static final int TIME_AT = 4;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  /**
   * Whether a header may be longer than ten bytes.
   *
   * @param bytes the first bytes of the file, at least {@link #LEAST_FILE_BYTES}
   */
  static boolean hasFields(byte[] bytes) {
    return bytes[FLAGS_AT] != 0;
  }

  /**
   * Reads a header.
   *
   * @param bytes the first bytes of the file
   * @param limit how many there are, at least {@link #LEAST_FILE_BYTES}
   * @throws PayloadFault when this is no gzip member
   */
  static GzipHeader read(byte[] bytes, int limit) throws PayloadFault {
    if ((bytes[0] & 0xff) != 0x1f || (bytes[1] & 0xff) != 0x8b) {
      throw fault(0, "the magic bytes 1f 8b", "%02x %02x".formatted(bytes[0], bytes[1]));
    }
    if (bytes[2] != 8) {
      throw fault(2, "method 8 (deflate)", String.valueOf(bytes[2] & 0xff));
    }
    int flags = bytes[FLAGS_AT] & 0xff;
    if ((flags & RESERVED) != 0) {
      throw fault(FLAGS_AT, "no reserved flag", "flags %02x".formatted(flags));
    }
    int at = FIXED_BYTES;
    StringBuilder fields = new StringBuilder();
    if (Elements.i32(bytes, TIME_AT) != 0) {
      fields.append("a time");
    }
    if ((flags & EXTRA) != 0) {
      require(at + 2, limit);
      at += 2 + Elements.u16(bytes, at);
      add(fields, "an extra field");
    }
    if ((flags & NAME) != 0) {
      at = afterText(bytes, at, limit);
      add(fields, "a file name");
    }
    if ((flags & COMMENT) != 0) {
      at = afterText(bytes, at, limit);
      add(fields, "a comment");
    }
    if ((flags & HEADER_CRC) != 0) {
      at += 2;
      add(fields, "a header checksum");
    }
    require(at, limit);
    return new GzipHeader(at, fields.toString());
  }

  private static void add(StringBuilder fields, String field) {
    fields.append(fields.isEmpty() ? "" : ", ").append(field);
  }

  private static int afterText(byte[] bytes, int from, int limit) throws PayloadFault {
    int at = from;
    while (at < limit && bytes[at] != 0) {
      at++;
    }
    require(at + 1, limit);
    return at + 1;
  }

  private static void require(int end, int limit) throws PayloadFault {
    if (end > limit) {
      throw fault(0, "a gzip header of at most " + limit + " bytes", "a longer one");
    }
  }

  private static PayloadFault fault(int at, String expected, String found) {
    return new PayloadFault(Rule.GZIP_ENVELOPE, Place.byteOffset(at), expected, found);
  }
}
