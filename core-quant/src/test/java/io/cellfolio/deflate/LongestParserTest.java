package io.cellfolio.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passing over whole runs finds what looking at every place finds. */
class LongestParserTest {
  private static final int PAYLOADS = 60;

  @ParameterizedTest(name = "level {0}, seed {1}")
  @CsvSource({"4, 1", "5, 2", "6, 3", "7, 4", "8, 5", "9, 6"})
  void asOneByOne(int level, long seed) {
    LongestEffort effort = LongestEffort.ofLevel(level);
    LongestParser parser = new LongestParser(effort);
    for (int i = 0; i < PAYLOADS; i++) {
      byte[] payload = payload(new Random(seed * PAYLOADS + i));
      TokenList tokens = new TokenList();
      parser.begin();
      parser.parse(payload, 0, 0, payload.length, 0, tokens);
      TokenList expected = new TokenList();
      expected.reserve(payload.length);
      for (int[] token : oneByOne(payload, effort)) {
        if (token[0] == 1) {
          expected.literal((byte) token[1]);
        } else {
          expected.match(token[0], token[1]);
        }
      }
      SymbolCounts found = counts(tokens);
      SymbolCounts sought = counts(expected);
      String payloadName = "payload %d of %d bytes".formatted(i, payload.length);
      assertThat(tokens.size()).as(payloadName).isEqualTo(expected.size());
      assertThat(found.literals).as(payloadName).isEqualTo(sought.literals);
      assertThat(found.distances).as(payloadName).isEqualTo(sought.distances);
    }
  }

  /** Runs of few values, short and long, with and without repeats. */
  private static byte[] payload(Random random) {
    byte[] payload = new byte[1 + random.nextInt(3000)];
    int longest = 1 << random.nextInt(10);
    int values = 1 + random.nextInt(4);
    for (int at = 0; at < payload.length; ) {
      byte value = (byte) random.nextInt(values);
      for (int left = 1 + random.nextInt(longest); left > 0 && at < payload.length; left--) {
        payload[at++] = value;
      }
    }
    return payload;
  }

  private static SymbolCounts counts(TokenList tokens) {
    SymbolCounts counts = new SymbolCounts();
    counts.clear();
    tokens.count(0, tokens.size(), counts);
    return counts;
  }

  /** The same parse, place by place: {1, byte} for a literal, {length, distance} for a match. */
  private static List<int[]> oneByOne(byte[] in, LongestEffort effort) {
    List<int[]> tokens = new ArrayList<>();
    int[] before = {2, 0};
    boolean waiting = false;
    int at = 0;
    while (at < in.length) {
      int[] found = {2, 0};
      if (before[0] < effort.lazy() && at + 3 <= in.length) {
        int[] longer = longest(in, at, before[0], effort);
        if (longer[0] > before[0] && !(longer[0] == 3 && longer[1] > 4096)) {
          found = longer;
        }
      }
      if (before[0] >= 3 && found[0] <= before[0]) {
        tokens.add(before);
        at += before[0] - 1;
        before = new int[] {2, 0};
        waiting = false;
        continue;
      }
      if (waiting) {
        tokens.add(new int[] {1, in[at - 1]});
      }
      waiting = true;
      before = found;
      at++;
    }
    if (waiting) {
      tokens.add(new int[] {1, in[in.length - 1]});
    }
    return tokens;
  }

  private static int[] longest(byte[] in, int at, int atLeast, LongestEffort effort) {
    int limit = Math.min(in.length - at, 258);
    int left = atLeast >= effort.good() ? effort.chain() / 4 : effort.chain();
    int[] best = {atLeast, 0};
    for (int place = at - 1; place >= 0 && left > 0; place--) {
      if (hash(in, place) != hash(in, at)) {
        continue;
      }
      left--;
      int length = 0;
      while (length < limit && in[place + length] == in[at + length]) {
        length++;
      }
      if (length > best[0]) {
        best = new int[] {length, at - place};
        if (length >= Math.min(effort.nice(), limit)) {
          break;
        }
      }
    }
    return best;
  }

  /** Places are told apart as the parser does it, so that those that only seem alike count. */
  private static int hash(byte[] in, int at) {
    int three = in[at] & 0xff | (in[at + 1] & 0xff) << 8 | (in[at + 2] & 0xff) << 16;
    return three * 0x9e3779b1 >>> 17;
  }
}
