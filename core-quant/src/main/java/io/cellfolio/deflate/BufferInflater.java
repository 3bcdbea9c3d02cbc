package io.cellfolio.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** How many entries of a table of runs are used before more bits are taken in. */
  private static final int ENTRIES = 5;

  /** Room behind the result, in bytes, with which {@link #inflate} is faster to its end. */
  public static final int SLACK = ENTRIES * RunTable.MOST_BYTES + Long.BYTES;

  /** Stored bytes up to which a smaller table of runs is made, because making one takes time. */
  private static final int MANY_BYTES = 1 << 14;

  private static final int FEW_BYTES = 1 << 12;

  private static final int LITERAL_BITS = 11;
  private static final int DISTANCE_BITS = 9;
  private static final int PRECODE_BITS = 7;
  private static final int LITERALS = 288;
  private static final int DISTANCES = 32;
  private static final int END_OF_BLOCK = 256;
  private static final int[] PRECODE_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private final DecodingTable literals = new DecodingTable(LITERAL_BITS, literalSymbols());
  private final DecodingTable distances = new DecodingTable(DISTANCE_BITS, distanceSymbols());
  private final RunTable runs = new RunTable(LITERAL_BITS);
  private final DecodingTable precode = new DecodingTable(PRECODE_BITS, precodeSymbols());
  private final byte[] possible = new byte[END_OF_BLOCK];
  private final boolean[] found = new boolean[END_OF_BLOCK];
  private final byte[] lengths = new byte[LITERALS + DISTANCES + 138];

  private int room;
  private boolean onlyRuns;

  /** Where zeros end that were put behind the result, but for what later blocks wrote. */
  private int cleared;

  private byte[] source;
  private byte[] target;
  private int at;
  private int end;
  private int out;
  private long bits;
  private int count;

  private static int[] literalSymbols() {
    int[] symbols = new int[LITERALS];
    for (int i = 0; i < END_OF_BLOCK; i++) {
      symbols[i] = i << 16 | DecodingTable.LITERAL;
    }
    symbols[END_OF_BLOCK] = DecodingTable.END;
    int base = 3;
    for (int i = 0; i < 28; i++) {
      int extra = i < 8 ? 0 : (i - 4) / 4;
      symbols[END_OF_BLOCK + 1 + i] = base << 16 | DecodingTable.BASE | extra << 8;
      base += 1 << extra;
    }
    symbols[285] = 258 << 16 | DecodingTable.BASE;
    symbols[286] = DecodingTable.INVALID;
    symbols[287] = DecodingTable.INVALID;
    return symbols;
  }

  private static int[] distanceSymbols() {
    int[] symbols = new int[DISTANCES];
    int base = 1;
    for (int i = 0; i < 30; i++) {
      int extra = i < 4 ? 0 : (i - 2) / 2;
      symbols[i] = base << 16 | DecodingTable.BASE | extra << 8;
      base += 1 << extra;
    }
    symbols[30] = DecodingTable.INVALID;
    symbols[31] = DecodingTable.INVALID;
    return symbols;
  }

  private static int[] precodeSymbols() {
    int[] symbols = new int[19];
    Arrays.setAll(symbols, i -> i << 16);
    return symbols;
  }

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
    source = input;
    target = output;
    room = limit;
    at = from;
    end = to;
    out = 0;
    bits = 0;
    count = 0;
    Arrays.fill(possible, (byte) 0);
    Arrays.fill(found, false);
    cleared = 0;
    boolean last = false;
    while (!last) {
      refill();
      last = take(1) == 1;
      boolean sound =
          switch (take(2)) {
            case 0 -> stored();
            case 1 -> fixedCodes() && compressed();
            case 2 -> dynamicCodes() && (!onlyRuns || runs()) && compressed();
            default -> false;
          };
      if (!sound || count < 0) {
        return -1;
      }
    }
    toByte();
    return out;
  }

  /**
   * Where the stream ended that was inflated last.
   *
   * @return position in the input after its last byte
   */
  public int end() {
    return at;
  }

  /**
   * Whether a byte can be in what was inflated last. It cannot when no block had a code for it.
   *
   * @param value the byte, 0 to 255
   * @return false when it is certain that the result does not hold it
   */
  public boolean mayHold(int value) {
    return possible[value] != 0;
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

  /** Gives back whole bytes that were taken into the bit buffer and not used. */
  private void toByte() {
    at -= count >> 3;
    bits = 0;
    count = 0;
  }

  private void refill() {
    if (at <= end - 8) {
      bits |= (long) LONGS.get(source, at) << count;
      at += 63 - count >> 3;
      count |= 56;
    } else {
      while (count < 56 && at < end) {
        bits |= (source[at++] & 255L) << count;
        count += 8;
      }
    }
  }

  private int take(int number) {
    int value = (int) bits & (1 << number) - 1;
    bits >>>= number;
    count -= number;
    return value;
  }

  private boolean stored() {
    toByte();
    if (at > end - 4) {
      return false;
    }
    int length = source[at] & 255 | (source[at + 1] & 255) << 8;
    int inverse = source[at + 2] & 255 | (source[at + 3] & 255) << 8;
    at += 4;
    if ((length ^ inverse) != 0xffff || length > end - at || length > room - out) {
      return false;
    }
    System.arraycopy(source, at, target, out, length);
    Arrays.fill(possible, (byte) 1);
    at += length;
    out += length;
    return true;
  }

  private boolean fixedCodes() {
    Arrays.fill(possible, (byte) 1);
    Arrays.fill(lengths, 0, 144, (byte) 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    Arrays.fill(lengths, 280, 288, (byte) 8);
    Arrays.fill(lengths, LITERALS, LITERALS + DISTANCES, (byte) 5);
    return literals.fill(lengths, 0, LITERALS, false)
        && distances.fill(lengths, LITERALS, DISTANCES, false);
  }

  private boolean dynamicCodes() {
    refill();
    int nLiterals = take(5) + 257;
    int nDistances = take(5) + 1;
    int nPrecode = take(4) + 4;
    if (nLiterals > 286 || nDistances > 30) {
      return false;
    }
    Arrays.fill(lengths, 0, PRECODE_ORDER.length, (byte) 0);
    for (int i = 0; i < nPrecode; i++) {
      refill();
      lengths[PRECODE_ORDER[i]] = (byte) take(3);
    }
    if (!precode.fill(lengths, 0, PRECODE_ORDER.length, true)) {
      return false;
    }
    int total = nLiterals + nDistances;
    int filled = 0;
    while (filled < total) {
      refill();
      int entry = precode.entries()[(int) bits & precode.mask()];
      if ((entry & DecodingTable.KIND) != DecodingTable.LITERAL) {
        return false;
      }
      take(entry & 255);
      int symbol = entry >>> 16;
      if (symbol < 16) {
        lengths[filled++] = (byte) symbol;
        continue;
      }
      if (symbol == 16 && filled == 0) {
        return false;
      }
      byte value = symbol == 16 ? lengths[filled - 1] : 0;
      int repeat = symbol == 16 ? 3 + take(2) : symbol == 17 ? 3 + take(3) : 11 + take(7);
      if (repeat > total - filled || count < 0) {
        return false;
      }
      Arrays.fill(lengths, filled, filled + repeat, value);
      filled += repeat;
    }
    for (int i = 0; i < END_OF_BLOCK; i++) {
      possible[i] |= lengths[i];
    }
    onlyRuns = lengths[nLiterals] == 1;
    for (int i = nLiterals + 1; i < total; i++) {
      onlyRuns &= lengths[i] == 0;
    }
    return lengths[END_OF_BLOCK] != 0
        && distances.fill(lengths, nLiterals, nDistances, false)
        && literals.fill(lengths, 0, nLiterals, false);
  }

  /**
   * The body of a block whose only distance is 1, several symbols at a time, up to where more has
   * to be checked; the rest is left to {@link #compressed}.
   *
   * @return false when the stream is damaged
   */
  private boolean runs() {
    byte[] in = source;
    byte[] to = target;
    int[] first = literals.entries();
    int firstMask = literals.mask();
    int from = at;
    int o = out;
    int fast = end - 8;
    int roomy = Math.min(room, to.length - SLACK);
    long buffer = bits;
    int left = count;
    if (o == 0 && (first[(int) buffer & firstMask] & DecodingTable.KIND) != DecodingTable.LITERAL) {
      return true;
    }
    int runBits =
        end - from < FEW_BYTES
            ? LITERAL_BITS - 2
            : end - from < MANY_BYTES ? LITERAL_BITS - 1 : LITERAL_BITS;
    runs.fill(literals, runBits);
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
    at = from;
    out = o;
    bits = buffer;
    count = left;
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
    byte[] in = source;
    byte[] to = target;
    int[] first = literals.entries();
    int[] second = distances.entries();
    int firstMask = literals.mask();
    int secondMask = distances.mask();
    int from = at;
    int o = out;
    int limit = room;
    int fast = end - 8;
    long buffer = bits;
    int left = count;
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
    at = from;
    out = o;
    bits = buffer;
    count = left;
    return sound;
  }

  private static void copy(byte[] bytes, int to, int distance, int length) {
    for (int i = 0; i < length; i++) {
      bytes[to + i] = bytes[to - distance + i];
    }
  }
}
