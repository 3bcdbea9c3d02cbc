package io.cellfolio.quant;

import io.cellfolio.source.CategoryLabel;
import io.cellfolio.source.ObsPieces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the categories of a column are, found without holding its cells: the labels of {@link
 * CategoryCodes}.
 */
public final class CategorySurvey {
  private final TextLabels texts;
  private final boolean tooMany;
  private final int missing;
  private List<CategoryLabel> labels;

  private CategorySurvey(
      List<CategoryLabel> labels, TextLabels texts, boolean tooMany, int missing) {
    this.labels = labels;
    this.texts = texts;
    this.tooMany = tooMany;
    this.missing = missing;
  }

  private static CategorySurvey known(List<CategoryLabel> labels, int missing) {
    return new CategorySurvey(List.copyOf(labels), null, false, missing);
  }

  /**
   * How many categories there are.
   *
   * @return the number of labels; 0 when there are too many
   */
  public int size() {
    return labels == null ? texts.size() : labels.size();
  }

  /**
   * The labels. Texts are sorted when they are asked for, which is seldom done for names of cells.
   *
   * @return one per category; empty when there are too many
   */
  public List<CategoryLabel> labels() {
    if (labels == null) {
      labels = List.copyOf(texts.sorted(new int[texts.size()]));
    }
    return labels;
  }

  /**
   * Whether text has more different values than were asked for.
   *
   * @return true where labels are missing for that reason
   */
  public boolean tooMany() {
    return tooMany;
  }

  /**
   * The number of cells without a category, as far as they were read.
   *
   * @return 0 or more
   */
  public int missing() {
    return missing;
  }

  /**
   * Reads a column.
   *
   * @param column {@link ObsPieces.Categorical}, {@link ObsPieces.Flags} or {@link ObsPieces.Text}
   * @param mostTexts how many different texts are wanted at most, 0 or more
   * @return what was found
   * @throws IllegalArgumentException when the column is of another kind, a declared code is not -1
   *     and no category, or a truth value is not -1, 0 or 1
   * @throws IOException when the column cannot be read
   */
  public static CategorySurvey of(ObsPieces column, int mostTexts) throws IOException {
    try {
      if (column instanceof ObsPieces.Categorical declared) {
        return ofDeclared(declared);
      }
      if (column instanceof ObsPieces.Flags flags) {
        return ofFlags(flags);
      }
      if (column instanceof ObsPieces.Text text) {
        return ofText(text, mostTexts);
      }
    } catch (IllegalArgumentException e) {
      throw CategoryCodes.wrong(column.name(), e);
    }
    throw CategoryCodes.noCategories(column.name(), column);
  }

  private static CategorySurvey ofDeclared(ObsPieces.Categorical column) throws IOException {
    int[] missing = {0};
    column
        .codes()
        .read(
            (first, count, codes) -> {
              for (int i = 0; i < count; i++) {
                PackedCodes.require(first + i, codes[i], column.nCategories());
                missing[0] += codes[i] < 0 ? 1 : 0;
              }
            });
    return known(column.labels().read(), missing[0]);
  }

  private static CategorySurvey ofFlags(ObsPieces.Flags column) throws IOException {
    int[] counts = new int[3];
    column
        .values()
        .read(
            (first, count, values) -> {
              for (int i = 0; i < count; i++) {
                PackedCodes.require(first + i, values[i], 2);
                counts[values[i] + 1]++;
              }
            });
    List<CategoryLabel> labels = new ArrayList<>(2);
    if (counts[1] > 0) {
      labels.add(new CategoryLabel.Flag(false));
    }
    if (counts[2] > 0) {
      labels.add(new CategoryLabel.Flag(true));
    }
    return known(labels, counts[0]);
  }

  private static CategorySurvey ofText(ObsPieces.Text column, int most) throws IOException {
    TextLabels texts = new TextLabels();
    int[] missing = {0};
    column
        .values()
        .read(
            (first, count, values) -> {
              // The rest is read too, because damage has to be found.
              for (int i = 0; i < count && texts.size() <= most; i++) {
                missing[0] += texts.number(values[i]) < 0 ? 1 : 0;
              }
            });
    return texts.size() > most
        ? new CategorySurvey(List.of(), null, true, missing[0])
        : new CategorySurvey(null, texts, false, missing[0]);
  }
}
