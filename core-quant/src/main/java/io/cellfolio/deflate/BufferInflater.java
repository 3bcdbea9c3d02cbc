package io.cellfolio.deflate;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;

/**
 * Undoes deflate (RFC 1951) where all of the data and room for all of the result are in memory, as
 * with a chunk or a small payload. Keeping no state between calls, it is faster than {@link
 * java.util.zip.Inflater}, which it agrees with in what it takes for sound. It says of damaged data
 * only that they are damaged.
 *
 * <p>An inflater serves one thread, one buffer after another; it allocates nothing.
 */
public final class BufferInflater {
  private static final VarHandle LONGS = BitSource.LONGS;

  /** How many entries of a table of runs are used before more bits are taken in. */
  private static final int ENTRIES = 5;

  /** Room behind the result, in bytes, with which {@link #inflate} is faster to its end. */
  public static final int SLACK = ENTRIES * RunTable.MOST_BYTES + Long.BYTES;

  /** Stored bytes up to which a smaller table of runs is made, because making one takes time. */
  private static final int MANY_BYTES = 1 << 14;

  private static final int FEW_BYTES = 1 << 12;

  private static final int RUN_BITS = DecodingTable.LITERAL_BITS;

  private final BitSource source = new BitSource();
  private final BlockTables tables = new BlockTables();
  private final RunTable runs = new RunTable(RUN_BITS);
  private final boolean[] found = new boolean[Alphabet.END_OF_BLOCK];

  private byte[] target;
  private int out;
  private int room;

  /** Where zeros end that were put behind the result, but for what later blocks wrote. */
  private int cleared;

  /** Makes an inflater. */
  public BufferInflater() {}

  /**
   * Inflates a raw deflate stream.
   *
   * @param input array that holds it
   * @param from position of its first byte
   * @param to position after the last byte that may belong to it
   * @param output receives the result from its first byte on; bytes behind the result may change
   * @param limit the most bytes of the result
   * @return the length of the result; -1 when the stream is damaged, does not end before {@code
   *     to}, or has a longer result
   */
  public int inflate(byte[] input, int from, int to, byte[] output, int limit) {
    Objects.checkFromToIndex(from, to, input.length);
    Objects.checkFromIndexSize(0, limit, output.length);
    source.open(input, from, to);
    target = output;
    room = limit;
    out = 0;
    tables.forgetBytes();
    Arrays.fill(found, false);
    cleared = 0;
    boolean last = false;
    while (!last) {
      source.refill();
      last = source.take(1) == 1;
      boolean sound =
          switch (source.take(2)) {
            case 0 -> stored();
            case 1 -> tables.fillFixed() && compressed();
            case 2 -> tables.fillDynamic(source) && (!tables.onlyRuns() || runs()) && compressed();
            default -> false;
          };
      if (!sound || source.count() < 0) {
        return -1;
      }
    }
    source.toByte();
    return out;
  }

  /**
   * Where the stream ended that was inflated last.
   *
   * @return position in the input after its last byte
   */
  public int end() {
    return source.at();
  }

  /**
   * Whether a byte can be in what was inflated last. It cannot when no block had a code for it.
   *
   * @param value the byte, 0 to 255
   * @return false when it is certain that the result does not hold it
   */
  public boolean mayHold(int value) {
    return tables.allows(value);
  }

  /**
   * Whether a byte is known to be in what was inflated last. Rare ones are, as their codes are
   * long.
   *
   * @param value the byte, 0 to 255
   * @return true when it is certain that the result holds it
   */
  public boolean surelyHolds(int value) {
    return found[value];
  }

  private boolean stored() {
    source.toByte();
    if (source.at() > source.end() - 4) {
      return false;
    }
    int length = source.takeShort();
    int inverse = source.takeShort();
    if ((length ^ inverse) != 0xffff
        || length > source.end() - source.at()
        || length > room - out) {
      return false;
    }
    System.arraycopy(source.bytes(), source.at(), target, out, length);
    tables.allowAllBytes();
    source.skip(length);
    out += length;
    return true;
  }

  /**
   * The body of a block whose only distance is 1, several symbols at a time, up to where more has
   * to be checked; the rest is left to {@link #compressed}.
   *
   * @return false when the stream is damaged
   */
  private boolean runs() {
    byte[] in = source.bytes();
    byte[] to = target;
    int[] first = tables.literals().entries();
    int firstMask = tables.literals().mask();
    int from = source.at();
    int end = source.end();
    int o = out;
    int fast = end - 8;
    int roomy = Math.min(room, to.length - SLACK);
    long buffer = source.bits();
    int left = source.count();
    if (o == 0 && (first[(int) buffer & firstMask] & DecodingTable.KIND) != DecodingTable.LITERAL) {
      return true;
    }
    int runBits =
        end - from < FEW_BYTES ? RUN_BITS - 2 : end - from < MANY_BYTES ? RUN_BITS - 1 : RUN_BITS;
    runs.fill(tables.literals(), runBits);
    clear(o);
    long[] table = runs.entries();
    int tableMask = (1 << runBits) - 1;
    while (from <= fast && o < roomy) {
      buffer |= (long) LONGS.get(in, from) << left;
      from += 63 - left >> 3;
      left |= 56;
      int n = 0;
      for (; n < ENTRIES; n++) {
        long entry = table[(int) buffer & tableMask];
        int taken = (int) entry & 15;
        if (taken == 0) {
          break;
        }
        buffer >>>= taken;
        left -= taken;
        LONGS.set(to, o, entry >>> 16);
        o += (int) entry >>> 4 & 7;
        int length = (int) entry >>> 7 & 511;
        int last = to[o - 1];
        // Nearly all runs are of zeros, which are there already.
        if (length * last != 0) {
          Arrays.fill(to, o, o + length, (byte) last);
        }
        o += length;
      }
      if (n == ENTRIES) {
        continue;
      }
      if (from > fast) {
        break;
      }
      buffer |= (long) LONGS.get(in, from) << left;
      from += 63 - left >> 3;
      left |= 56;
      int entry = first[(int) buffer & firstMask];
      if ((entry & DecodingTable.KIND) == DecodingTable.LEAD) {
        int more = (int) (buffer >>> (entry & 255)) & (1 << (entry >>> 8 & 15)) - 1;
        entry = first[(entry >>> 16) + more];
      }
      int kind = entry & DecodingTable.KIND;
      if (kind == DecodingTable.LITERAL) {
        buffer >>>= entry;
        left -= entry & 255;
        found[entry >>> 16] = true;
        to[o++] = (byte) (entry >>> 16);
        continue;
      }
      if (kind != DecodingTable.BASE) {
        break;
      }
      buffer >>>= entry;
      left -= entry & 255;
      int extra = entry >>> 8 & 15;
      int length = (entry >>> 16) + ((int) buffer & (1 << extra) - 1);
      buffer >>>= extra;
      boolean near = (buffer & 1) == 0;
      buffer >>>= 1;
      left -= extra + 1;
      if (!near) {
        return false;
      }
      int last = to[o - 1];
      if (last != 0) {
        Arrays.fill(to, o, o + length, (byte) last);
      }
      o += length;
    }
    source.goOn(from, buffer, left);
    out = o;
    return o <= room;
  }

  /** Makes sure that everything behind what is inflated so far is 0. */
  private void clear(int from) {
    int to =
        cleared == 0
            ? (int) Math.min(target.length, (long) room + SLACK)
            : Math.min(cleared, from + 16);
    if (from < to) {
      Arrays.fill(target, from, to, (byte) 0);
    }
    cleared = Math.max(cleared, to);
  }

  /** The body of a block; everything that the loop needs is in local variables. */
  private boolean compressed() {
    byte[] in = source.bytes();
    byte[] to = target;
    int[] first = tables.literals().entries();
    int[] second = tables.distances().entries();
    int firstMask = tables.literals().mask();
    int secondMask = tables.distances().mask();
    int from = source.at();
    int end = source.end();
    int o = out;
    int limit = room;
    int fast = end - 8;
    long buffer = source.bits();
    int left = source.count();
    boolean sound = false;
    boolean open = true;
    // As long as both arrays have room for whatever may come next, little has to be checked.
    int roomy = limit - 3 - Alphabet.MAX_MATCH - Long.BYTES;
    while (from <= fast && o < roomy) {
      buffer |= (long) LONGS.get(in, from) << left;
      from += 63 - left >> 3;
      left |= 56;
      int entry = first[(int) buffer & firstMask];
      if ((entry & DecodingTable.KIND) == DecodingTable.LITERAL) {
        buffer >>>= entry;
        left -= entry & 255;
        to[o++] = (byte) (entry >>> 16);
        entry = first[(int) buffer & firstMask];
        if ((entry & DecodingTable.KIND) == DecodingTable.LITERAL) {
          buffer >>>= entry;
          left -= entry & 255;
          to[o++] = (byte) (entry >>> 16);
          entry = first[(int) buffer & firstMask];
          if ((entry & DecodingTable.KIND) == DecodingTable.LITERAL) {
            buffer >>>= entry;
            left -= entry & 255;
            to[o++] = (byte) (entry >>> 16);
            continue;
          }
        }
        if (from > fast) {
          break;
        }
        buffer |= (long) LONGS.get(in, from) << left;
        from += 63 - left >> 3;
        left |= 56;
      }
      if ((entry & DecodingTable.KIND) == DecodingTable.LEAD) {
        int more = (int) (buffer >>> (entry & 255)) & (1 << (entry >>> 8 & 15)) - 1;
        entry = first[(entry >>> 16) + more];
      }
      int kind = entry & DecodingTable.KIND;
      buffer >>>= entry;
      left -= entry & 255;
      if (kind == DecodingTable.LITERAL) {
        to[o++] = (byte) (entry >>> 16);
        continue;
      }
      if (kind != DecodingTable.BASE) {
        sound = kind == DecodingTable.END;
        open = false;
        break;
      }
      int extra = entry >>> 8 & 15;
      int length = (entry >>> 16) + ((int) buffer & (1 << extra) - 1);
      buffer >>>= extra;
      left -= extra;
      entry = second[(int) buffer & secondMask];
      if ((entry & DecodingTable.KIND) == DecodingTable.LEAD) {
        int more = (int) (buffer >>> (entry & 255)) & (1 << (entry >>> 8 & 15)) - 1;
        entry = second[(entry >>> 16) + more];
      }
      buffer >>>= entry;
      left -= entry & 255;
      extra = entry >>> 8 & 15;
      int distance = (entry >>> 16) + ((int) buffer & (1 << extra) - 1);
      buffer >>>= extra;
      left -= extra;
      if ((entry & DecodingTable.KIND) != DecodingTable.BASE || distance > o) {
        open = false;
        break;
      }
      if (distance == 1) {
        long repeated = (to[o - 1] & 255L) * 0x0101010101010101L;
        for (int k = 0; k < length; k += Long.BYTES) {
          LONGS.set(to, o + k, repeated);
        }
      } else if (distance >= Long.BYTES) {
        for (int k = 0; k < length; k += Long.BYTES) {
          LONGS.set(to, o + k, (long) LONGS.get(to, o - distance + k));
        }
      } else {
        for (int k = 0; k < length; k++) {
          to[o + k] = to[o - distance + k];
        }
      }
      o += length;
    }
    while (open) {
      if (from <= fast) {
        buffer |= (long) LONGS.get(in, from) << left;
        from += 63 - left >> 3;
        left |= 56;
      } else {
        while (left < 56 && from < end) {
          buffer |= (in[from++] & 255L) << left;
          left += 8;
        }
      }
      int entry = first[(int) buffer & firstMask];
      if ((entry & DecodingTable.KIND) == DecodingTable.LEAD) {
        int more = (int) (buffer >>> (entry & 255)) & (1 << (entry >>> 8 & 15)) - 1;
        entry = first[(entry >>> 16) + more];
      }
      int kind = entry & DecodingTable.KIND;
      buffer >>>= entry;
      left -= entry & 255;
      if (kind == DecodingTable.LITERAL) {
        if (left < 0 || o >= limit) {
          break;
        }
        to[o++] = (byte) (entry >>> 16);
        continue;
      }
      if (kind != DecodingTable.BASE) {
        sound = kind == DecodingTable.END && left >= 0;
        break;
      }
      int extra = entry >>> 8 & 15;
      int length = (entry >>> 16) + ((int) buffer & (1 << extra) - 1);
      buffer >>>= extra;
      left -= extra;
      entry = second[(int) buffer & secondMask];
      if ((entry & DecodingTable.KIND) == DecodingTable.LEAD) {
        int more = (int) (buffer >>> (entry & 255)) & (1 << (entry >>> 8 & 15)) - 1;
        entry = second[(entry >>> 16) + more];
      }
      buffer >>>= entry;
      left -= entry & 255;
      extra = entry >>> 8 & 15;
      int distance = (entry >>> 16) + ((int) buffer & (1 << extra) - 1);
      buffer >>>= extra;
      left -= extra;
      if ((entry & DecodingTable.KIND) != DecodingTable.BASE
          || left < 0
          || distance > o
          || length > limit - o) {
        break;
      }
      copy(to, o, distance, length);
      o += length;
    }
    source.goOn(from, buffer, left);
    out = o;
    return sound;
  }

  private static void copy(byte[] bytes, int to, int distance, int length) {
    for (int i = 0; i < length; i++) {
      bytes[to + i] = bytes[to - distance + i];
    }
  }
}
