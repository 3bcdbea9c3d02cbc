package io.cellfolio.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.format.Layout;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SourceNamesTest {
  private static final List<String> NAMES =
      Arrays.asList("Pisd", "PISD", "a", "PISD", null, "b-1", "a", "b", "B");

  private static void find(Layout layout, String key, int column) {
    assertThat(new SourceNames(NAMES, layout).column(key))
        .as(key)
        .isEqualTo(column < 0 ? OptionalInt.empty() : OptionalInt.of(column));
  }

  @Test
  void findsWhatKeyedExportsTellApartByFile() {
    find(Layout.keyed(), "Pisd", 0);
    find(Layout.keyed(), "PISD-1", 1);
    find(Layout.keyed(), "PISD-2", 3);
    find(Layout.keyed(), "a", 2);
    find(Layout.keyed(), "a-1", 6);
    find(Layout.keyed(), "b-1", 5);
    // "B-1" would collide with "b-1".
    find(Layout.keyed(), "B-2", 8);
    find(Layout.keyed(), "c", -1);
    find(Layout.keyed(), "c-1", -1);
    find(Layout.keyed(), "a-0", -1);
  }

  @Test
  void findsWhatIndexedExportsTellApartByName() {
    find(Layout.indexed(), "Pisd", 0);
    find(Layout.indexed(), "PISD", 1);
    find(Layout.indexed(), "PISD-1", 3);
    find(Layout.indexed(), "B", 8);
    find(Layout.indexed(), "B-1", -1);
  }
}
