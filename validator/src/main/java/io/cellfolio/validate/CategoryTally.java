package io.cellfolio.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How many cells each category has, and where they lie. */
final class CategoryTally {
  private static final int SHOWN_LABELS = 5;
  private static final double LEAST_TOLERANCE = 1e-5;
  private static final double SINGLE_ROUNDING = 6e-8;

  private final CategoryField field;
  private final int nCategories;
  private final long[] sizes;
  private final List<Integer> dimensions;
  private final float[][] least;
  private final float[][] greatest;
  private long tooLarge;
  private long firstTooLarge = -1;
  private int largestCode;

  CategoryTally(CategoryField field, List<Integer> dimensions) {
    this.field = field;
    this.nCategories = field.nCategories();
    this.sizes = new long[nCategories];
    this.dimensions = List.copyOf(dimensions);
    this.least = new float[dimensions.size()][];
    this.greatest = new float[dimensions.size()][];
    for (int cloud = 0; cloud < least.length; cloud++) {
      int numbers = Math.multiplyExact(nCategories, dimensions.get(cloud));
      least[cloud] = new float[numbers];
      greatest[cloud] = new float[numbers];
      Arrays.fill(least[cloud], Float.POSITIVE_INFINITY);
      Arrays.fill(greatest[cloud], Float.NEGATIVE_INFINITY);
    }
  }

  /** How many cells a category has. */
  long size(int category) {
    return sizes[category];
  }

  /** Takes codes in; those that are no category become -1. */
  void addCodes(int[] codes, int n, long before, int missing) {
    for (int i = 0; i < n; i++) {
      int code = codes[i];
      if (code < nCategories) {
        sizes[code]++;
      } else {
        codes[i] = -1;
        if (code != missing) {
          largestCode = Math.max(largestCode, code);
          if (tooLarge++ == 0) {
            firstTooLarge = before + i;
          }
        }
      }
    }
  }

  void addPoints(int cloud, CellPoints points, int[] codes, int n) {
    float[] low = least[cloud];
    float[] high = greatest[cloud];
    if (low == null) {
      return;
    }
    int d = points.dimension();
    for (int i = 0; i < n; i++) {
      for (int axis = 0; axis < d && codes[i] >= 0; axis++) {
        int at = codes[i] * d + axis;
        float value = points.get(i, axis);
        low[at] = Math.min(low[at], value);
        high[at] = Math.max(high[at], value);
      }
    }
  }

  /** Gives up on an embedding that cannot be read. */
  void forget(int cloud) {
    least[cloud] = null;
    greatest[cloud] = null;
  }

  void judge(Findings findings, Payload codes) {
    if (!findings.holds(Rule.CATEGORY_CODE, tooLarge == 0)) {
      findings.add(
          Rule.CATEGORY_CODE,
          codes.path(),
          Place.byteOffset(firstTooLarge * codes.type().bytes()),
          "codes below %d, or %d where there is no category"
              .formatted(nCategories, codes.type().missingCode()),
          "a larger code in %s, up to %d".formatted(Shown.count(tooLarge, "cell"), largestCode));
    }
    judgeUnused(findings);
    for (CategoryField.LabelCentroid centroid : field.centroids()) {
      judgeSize(findings, centroid);
      int cloud = dimensions.indexOf(centroid.dimension());
      if (cloud >= 0 && least[cloud] != null && sizes[centroid.category()] > 0) {
        judgePlace(findings, centroid, cloud);
      }
    }
  }

  private void judgeUnused(Findings findings) {
    List<String> unused = new ArrayList<>();
    int count = 0;
    for (int category = 0; category < nCategories; category++) {
      if (sizes[category] == 0 && count++ < SHOWN_LABELS) {
        unused.add(field.label(category));
      }
    }
    if (!findings.holds(Rule.CATEGORY_UNUSED, count == 0)) {
      findings.add(
          Rule.CATEGORY_UNUSED,
          field.labels().orElseThrow(),
          "a cell for each category",
          "none for %s: %s%s"
              .formatted(
                  count + " of " + nCategories,
                  String.join(", ", unused),
                  count > SHOWN_LABELS ? ", ..." : ""));
    }
  }

  private void judgeSize(Findings findings, CategoryField.LabelCentroid centroid) {
    long size = sizes[centroid.category()];
    boolean possible = centroid.nPoints() > 0 && centroid.nPoints() <= size;
    if (!findings.holds(Rule.CENTROID_SIZE, possible)) {
      findings.add(
          Rule.CENTROID_SIZE,
          centroid.at(),
          "1 to %d cells, the size of category %s"
              .formatted(size, field.label(centroid.category())),
          String.valueOf(centroid.nPoints()));
    }
  }

  private void judgePlace(Findings findings, CategoryField.LabelCentroid centroid, int cloud) {
    int d = centroid.dimension();
    // A sum in single precision drifts with the number of cells.
    double tolerance = Math.max(LEAST_TOLERANCE, SINGLE_ROUNDING * sizes[centroid.category()]);
    for (int axis = 0; axis < d; axis++) {
      float low = least[cloud][centroid.category() * d + axis];
      float high = greatest[cloud][centroid.category() * d + axis];
      if (Float.isNaN(low)) {
        // Cells without a place are told of by the rule of points.
        continue;
      }
      double position = centroid.position()[axis];
      boolean inside = position >= low - tolerance && position <= high + tolerance;
      if (!findings.holds(Rule.CENTROID_PLACE, inside)) {
        findings.add(
            Rule.CENTROID_PLACE,
            centroid.at(),
            "a place from %s to %s on axis %d, like the cells of category %s"
                .formatted(low, high, axis, field.label(centroid.category())),
            Shown.number(position));
        return;
      }
    }
  }
}
