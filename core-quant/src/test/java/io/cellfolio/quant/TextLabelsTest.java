package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.source.CategoryLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextLabelsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 31, 32, 33, 5000, 100_000})
  void numbersTextsInTheOrderInWhichTheyCome(int different) {
    Random random = new Random(different);
    TextLabels labels = new TextLabels();
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < 2 * different; i++) {
      String text = "text " + random.nextInt(different);
      int next = expected.size();
      assertThat(labels.number(text)).isEqualTo(expected.computeIfAbsent(text, any -> next));
      assertThat(labels.size()).isEqualTo(expected.size());
    }
    assertThat(labels.number(null)).isEqualTo(-1);
    checkSorted(labels, expected);
  }

  @Test
  void textsThatJavaHashesAlikeStayApart() {
    List<String> texts = new ArrayList<>(List.of(""));
    for (int length = 0; length < 14; length++) {
      List<String> longer = new ArrayList<>();
      for (String text : texts) {
        longer.add(text + "Aa");
        longer.add(text + "BB");
      }
      texts = longer;
    }
    assertThat(texts.stream().mapToInt(String::hashCode).distinct()).hasSize(1);
    TextLabels labels = new TextLabels();
    Map<String, Integer> expected = new HashMap<>();
    for (String text : texts) {
      int next = expected.size();
      assertThat(labels.number(text)).isEqualTo(next);
      expected.put(text, next);
    }
    texts.forEach(text -> assertThat(labels.number(text)).isEqualTo(expected.get(text)));
    checkSorted(labels, expected);
  }

  private static void checkSorted(TextLabels labels, Map<String, Integer> expected) {
    int[] places = new int[expected.size()];
    List<CategoryLabel> sorted = labels.sorted(places);
    List<String> texts = expected.keySet().stream().sorted().toList();
    assertThat(sorted).hasSameSizeAs(texts);
    for (int i = 0; i < texts.size(); i++) {
      assertThat(sorted.get(i)).isEqualTo(new CategoryLabel.Text(texts.get(i)));
      assertThat(places[expected.get(texts.get(i))]).isEqualTo(i);
    }
  }
}
