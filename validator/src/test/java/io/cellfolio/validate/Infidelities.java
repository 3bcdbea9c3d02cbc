package io.cellfolio.validate;

import io.cellfolio.source.CategoryLabel;
import io.cellfolio.source.ObsColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Ways in which well-formed exports do not say what their source says. */
final class Infidelities {
  private static final List<Infidelity> ALL = new ArrayList<>();

  private Infidelities() {}

  private static void add(
      Golden golden,
      Rule rule,
      String found,
      String name,
      BiConsumer<Mutant, SourceData> edit,
      Rule... also) {
    Set<Rule> related = EnumSet.noneOf(Rule.class);
    related.addAll(List.of(also));
    ALL.add(new Infidelity(name, golden, rule, found, related, edit));
  }

  private static void add(
      Golden golden,
      Rule rule,
      String found,
      String name,
      Consumer<SourceData> edit,
      Rule... also) {
    add(golden, rule, found, name, (mutant, data) -> edit.accept(data), also);
  }

  private static void both(
      Rule rule, String found, String name, Consumer<SourceData> edit, Rule... also) {
    add(Golden.KEYED, rule, found, name, edit, also);
    add(Golden.INDEXED, rule, found, name, edit, also);
  }

  static {
    both(
        Rule.SOURCE_CELL_COUNT,
        "48",
        "a cell more",
        data -> {
          data.nCells = 49;
          data.continuous.clear();
          data.columns.clear();
          data.obsm.clear();
          data.genes.clear();
          data.geneNames.clear();
          data.edges.clear();
        });
    both(
        Rule.SOURCE_CELL_ORDER,
        "cells 3, 40",
        "two cells exchanged everywhere",
        data -> data.swapCells(3, 40),
        Rule.SOURCE_EDGES,
        Rule.SOURCE_CATEGORY);
    both(
        Rule.SOURCE_CELL_ORDER,
        "cells 3, 40",
        "two cells exchanged in an embedding",
        data -> SourceData.swap(data.obsm.get("X_umap_2d"), 3, 40));
    both(
        Rule.SOURCE_CELL_ORDER,
        "another order",
        "two cells exchanged in a gene",
        data -> swapExtremes(data.gene("ENSG00000000003.15")));
    both(
        Rule.SOURCE_CELL_ORDER,
        "another order",
        "two cells exchanged in a field",
        data -> swapExtremes(data.continuous.get("n_counts")));
    both(
        Rule.SOURCE_CELL_ORDER,
        "another order",
        "two cells exchanged in a category field",
        data -> swapCategories(data, "stage"));
    both(
        Rule.SOURCE_CELL_ORDER,
        "another order",
        "all cells reversed in an embedding",
        data -> Collections.reverse(Arrays.asList(data.obsm.get("X_umap_3d"))));
    both(
        Rule.SOURCE_FIELD_UNKNOWN,
        "ACTB",
        "a gene of another name",
        data -> data.geneNames.set(0, "nobody-else"));
    both(
        Rule.SOURCE_FIELD_UNKNOWN,
        "\"age\"",
        "a field of another name",
        data -> data.continuous.put("aged", data.continuous.remove("age")));
    both(
        Rule.SOURCE_FIELD_KIND,
        "continuous",
        "numbers that are categories",
        data -> {
          data.continuous.remove("age");
          data.columns.put(
              "age",
              new ObsColumn.Categorical(
                  "age", List.of(new CategoryLabel.Text("a")), new int[data.nCells]));
        });
    both(
        Rule.SOURCE_FIELD_KIND,
        "category",
        "categories that are numbers",
        data -> {
          data.columns.remove("stage");
          data.continuous.put("stage", new float[data.nCells]);
        });
    both(
        Rule.SOURCE_LABELS,
        "lacks",
        "a label renamed",
        data -> relabel(data, "stage", labels -> labels.set(0, new CategoryLabel.Text("renamed"))),
        Rule.SOURCE_CATEGORY,
        Rule.SOURCE_LABELS_SHIFTED);
    both(
        Rule.SOURCE_LABELS,
        "another order",
        "labels in another order with their cells",
        data -> {
          ObsColumn.Categorical column = (ObsColumn.Categorical) data.columns.get("stage");
          int last = column.categories().size() - 1;
          List<CategoryLabel> reversed = new ArrayList<>(column.categories());
          Collections.reverse(reversed);
          int[] codes =
              Arrays.stream(column.codes()).map(code -> code < 0 ? code : last - code).toArray();
          data.columns.put("stage", new ObsColumn.Categorical("stage", reversed, codes));
        });
    both(
        Rule.SOURCE_LABELS_SHIFTED,
        "shifted by",
        "labels shifted by one category",
        data -> {
          ObsColumn.Categorical column = (ObsColumn.Categorical) data.columns.get("stage");
          int count = column.categories().size();
          int[] codes =
              Arrays.stream(column.codes())
                  .map(code -> code < 0 ? code : (code + 1) % count)
                  .toArray();
          data.columns.put("stage", new ObsColumn.Categorical("stage", column.categories(), codes));
        });
    both(
        Rule.SOURCE_CATEGORY,
        "another category",
        "a cell of another category",
        data -> {
          int[] codes = ((ObsColumn.Categorical) data.columns.get("stage")).codes();
          codes[7] = (codes[7] + 1) % 3;
        });
    both(
        Rule.SOURCE_MISSING_VALUES,
        "one side only",
        "a category that is missing",
        data -> ((ObsColumn.Categorical) data.columns.get("stage")).codes()[7] = -1);
    both(
        Rule.SOURCE_COORDINATES,
        "off by",
        "a point moved",
        data -> data.obsm.get("X_umap_2d")[5][0] *= 0.5);
    both(
        Rule.SOURCE_SIGN,
        "axis 1",
        "an axis mirrored",
        data -> negate(data.obsm.get("X_umap_2d"), 1));
    both(
        Rule.SOURCE_AXES,
        "columns 1, 0",
        "the axes exchanged",
        data -> permute(data.obsm.get("X_umap_2d"), 1, 0));
    both(
        Rule.SOURCE_AXES,
        "columns 1, 2, 0",
        "the axes rotated",
        data -> permute(data.obsm.get("X_umap_3d"), 2, 0, 1));
    both(
        Rule.SOURCE_AXES,
        "columns 1, 0",
        "the axes of vectors exchanged",
        data -> permute(data.obsm.get("velocity_umap_2d"), 1, 0));
    for (Golden golden : List.of(Golden.KEYED, Golden.INDEXED)) {
      add(
          golden,
          Rule.SOURCE_HALF_PRECISION,
          "half precision",
          "coordinates of half precision",
          (mutant, data) -> halve(mutant, mutant.points(2)));
      add(
          golden,
          Rule.SOURCE_HALF_PRECISION,
          "half precision",
          "vectors of half precision",
          (mutant, data) ->
              halve(
                  mutant,
                  mutant.file(mutant.keyed() ? "vectors/velocity_umap_3d" : "vectors/1_3d")));
    }
    both(
        Rule.SOURCE_SIGN,
        "opposite sign",
        "a gene negated",
        data -> SourceData.scale(data.gene("MT-ND1"), -1));
    both(
        Rule.SOURCE_SCALE,
        "values times 0.99",
        "a gene off by 1 %",
        data -> SourceData.scale(data.gene("MT-ND1"), 1.01f));
    both(
        Rule.SOURCE_SCALE,
        "values times",
        "a field in other units",
        data -> SourceData.scale(data.continuous.get("n_counts"), 1000));
    for (Golden golden : List.of(Golden.KEYED_FLOAT, Golden.INDEXED_FLOAT)) {
      add(
          golden,
          Rule.SOURCE_HALF_PRECISION,
          "half precision",
          "a gene of half precision",
          (mutant, data) -> halve(mutant, mutant.path("var", "MT-ND1", "values")));
    }
    add(
        Golden.INDEXED_PLAIN,
        Rule.SOURCE_HALF_PRECISION,
        "half precision",
        "bounds of half precision",
        (mutant, data) -> halveBounds(mutant, data));
    both(
        Rule.SOURCE_VALUES,
        "off by",
        "a value changed",
        data -> data.gene("MT-ND1")[firstZero(data.gene("MT-ND1"))] = 1f);
    both(
        Rule.SOURCE_MISSING_VALUES,
        "one side only",
        "a value that is missing",
        data -> data.gene("MT-ND1")[firstZero(data.gene("MT-ND1"))] = Float.NaN);
    both(
        Rule.SOURCE_MISSING_VALUES,
        "one side only",
        "a value that is not missing",
        data -> fillFirstNaN(data.gene("nan gene")));
    both(
        Rule.SOURCE_BOUNDS,
        "bounds",
        "a range that was rounded",
        data -> {
          float[] gene = data.gene("MT-ND1");
          for (int i = 0; i < gene.length; i++) {
            gene[i] = gene[i] == max(gene) ? gene[i] * 0.9999f : gene[i];
          }
        });
    both(
        Rule.SOURCE_GENES_EXCHANGED,
        "those of",
        "two genes exchanged",
        data -> Collections.swap(data.genes, 0, 10));
    both(
        Rule.SOURCE_GENES_EXCHANGED,
        "those of",
        "all genes one column on",
        data -> Collections.rotate(data.genes, 1),
        Rule.SOURCE_VALUES,
        Rule.SOURCE_MISSING_VALUES,
        Rule.SOURCE_CELL_ORDER,
        Rule.SOURCE_SCALE,
        Rule.SOURCE_BOUNDS);
    both(
        Rule.SOURCE_LAYER,
        "another scale",
        "other values of the same matrix",
        data ->
            data.genes.forEach(
                gene -> {
                  for (int i = 0; i < gene.length; i++) {
                    gene[i] = (float) Math.expm1(gene[i]);
                  }
                }));
    both(
        Rule.SOURCE_EDGES,
        "1 missing",
        "an edge that is not exported",
        data -> data.edges.add(missingEdge(data)));
    both(Rule.SOURCE_EDGES, "1 too many", "an edge that is made up", data -> data.edges.remove(11));
    add(
        Golden.INDEXED,
        Rule.SOURCE_WEIGHTS,
        "1 edge",
        "a weight changed",
        data -> data.edges.get(5)[2] += 1e-9);
    both(
        Rule.SOURCE_VECTORS,
        "off by",
        "a vector changed",
        data -> data.obsm.get("velocity_umap_2d")[5][0] += 0.25);
    both(
        Rule.SOURCE_SCALE,
        "values times",
        "vectors of another unit",
        data -> multiply(data.obsm.get("velocity_umap_3d"), 2));
    both(
        Rule.SOURCE_SIGN,
        "opposite sign",
        "vectors the other way round",
        data -> multiply(data.obsm.get("velocity_umap_3d"), -1));
  }

  static List<Infidelity> list() {
    return List.copyOf(ALL);
  }

  private static void swapExtremes(float[] values) {
    int low = -1;
    int high = -1;
    for (int i = 0; i < values.length; i++) {
      if (Float.isFinite(values[i])) {
        low = low < 0 || values[i] < values[low] ? i : low;
        high = high < 0 || values[i] > values[high] ? i : high;
      }
    }
    SourceData.swap(values, low, high);
  }

  private static void swapCategories(SourceData data, String key) {
    int[] codes = ((ObsColumn.Categorical) data.columns.get(key)).codes();
    int other = 1;
    while (codes[other] == codes[0]) {
      other++;
    }
    SourceData.swap(codes, 0, other);
  }

  private static void relabel(SourceData data, String key, Consumer<List<CategoryLabel>> change) {
    ObsColumn.Categorical column = (ObsColumn.Categorical) data.columns.get(key);
    List<CategoryLabel> labels = new ArrayList<>(column.categories());
    change.accept(labels);
    data.columns.put(key, new ObsColumn.Categorical(key, labels, column.codes()));
  }

  private static void negate(double[][] rows, int axis) {
    for (double[] row : rows) {
      row[axis] = -row[axis];
    }
  }

  private static void permute(double[][] rows, int... order) {
    for (double[] row : rows) {
      double[] old = row.clone();
      for (int axis = 0; axis < order.length; axis++) {
        row[axis] = old[order[axis]];
      }
    }
  }

  private static void multiply(double[][] rows, double factor) {
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] *= factor;
      }
    }
  }

  private static void halve(Mutant mutant, String path) {
    mutant.editRaw(
        path,
        bytes -> {
          for (int i = 0; i < bytes.limit(); i += 4) {
            bytes.putFloat(i, HalfPrecision.round(bytes.getFloat(i)));
          }
        });
  }

  /** Codes of 16 bits between half-precision bounds, as if the values had been rounded first. */
  private static void halveBounds(Mutant mutant, SourceData data) {
    float[] values = data.gene("MT-ND1");
    float low = HalfPrecision.round(0);
    float high = HalfPrecision.round(max(values));
    mutant.set(
        Mutant.VAR, mutant.tuple(Mutant.VAR, "fields", "MT-ND1") + "/3", Float.toString(high));
    mutant.editRaw(
        mutant.path("var", "MT-ND1", "values"),
        bytes -> {
          for (int i = 0; i < values.length; i++) {
            float value = HalfPrecision.round(values[i]);
            double code = (value - low) * (65534d / (high - low)) + 1e-8;
            bytes.putShort(2 * i, (short) (int) Math.min(65534, code));
          }
        });
  }

  private static int firstZero(float[] values) {
    int i = 0;
    while (values[i] != 0) {
      i++;
    }
    return i;
  }

  private static void fillFirstNaN(float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (Float.isNaN(values[i])) {
        values[i] = 1;
        return;
      }
    }
  }

  private static float max(float[] values) {
    float max = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      max = Math.max(max, value);
    }
    return max;
  }

  private static double[] missingEdge(SourceData data) {
    for (int i = 1; i < data.nCells; i++) {
      int other = i;
      if (data.edges.stream().noneMatch(e -> e[0] == 0 && e[1] == other)) {
        return new double[] {0, other, 0.5};
      }
    }
    throw new IllegalStateException("a complete graph");
  }
}
