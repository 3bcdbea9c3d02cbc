package io.cellfolio.quant;

import io.cellfolio.source.CategoryLabel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Numbers texts in the order in which they come, and puts them in order afterwards. Takes some
 * twenty bytes for a text beside the text itself: a column may hold as many as cells.
 */
final class TextLabels {
  private static final int LEAST_PLACES = 64;

  /** Not known to whoever chose the texts, who could have all of them meet in one place. */
  private static final int SEED = ThreadLocalRandom.current().nextInt();

  private String[] texts = new String[LEAST_PLACES / 2];

  private int[] hashes = new int[LEAST_PLACES / 2];

  /** At a text's place, or the next free one after it, its number and 1; at most half are taken. */
  private int[] numbers = new int[LEAST_PLACES];

  private int size;

  /** The number of a text, -1 for none. */
  int number(String text) {
    if (text == null) {
      return -1;
    }
    int hash = hash(text);
    int mask = numbers.length - 1;
    int place = hash & mask;
    for (int number = numbers[place] - 1; number >= 0; number = numbers[place] - 1) {
      if (hashes[number] == hash && texts[number].equals(text)) {
        return number;
      }
      place = (place + 1) & mask;
    }
    if (size == texts.length) {
      grow();
      place = free(hash);
    }
    texts[size] = text;
    hashes[size] = hash;
    numbers[place] = ++size;
    return size - 1;
  }

  int size() {
    return size;
  }

  /**
   * Sorts by code points.
   *
   * @param places receives for each number its place in the result
   */
  List<CategoryLabel> sorted(int[] places) {
    String[] sorted = Arrays.copyOf(texts, size);
    Arrays.sort(sorted, CodePointOrder.INSTANCE);
    List<CategoryLabel> labels = new ArrayList<>(size);
    for (int place = 0; place < size; place++) {
      places[number(sorted[place])] = place;
      labels.add(new CategoryLabel.Text(sorted[place]));
    }
    return labels;
  }

  private void grow() {
    texts = Arrays.copyOf(texts, 2 * size);
    hashes = Arrays.copyOf(hashes, 2 * size);
    numbers = new int[2 * numbers.length];
    for (int i = 0; i < size; i++) {
      numbers[free(hashes[i])] = i + 1;
    }
  }

  /** The first free place for a text. */
  private int free(int hash) {
    int mask = numbers.length - 1;
    int place = hash & mask;
    while (numbers[place] != 0) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private static int hash(String text) {
    int hash = SEED;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x9E3779B1;
      hash ^= hash >>> 15;
    }
    return hash;
  }
}
