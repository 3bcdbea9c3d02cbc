package io.cellfolio.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** An expression matrix in memory. */
final class ArrayGeneMatrix implements GeneMatrix {
  /** A block's numbers per gene: its column and its end. */
  private static final int BYTES_PER_GENE = 2 * Integer.BYTES;

  private final List<String> names;
  private final NavigableMap<String, List<String>> varText = new TreeMap<>();
  private final String storage;
  private final GeneSlices slices;

  ArrayGeneMatrix(
      List<String> names,
      NavigableMap<String, List<String>> varText,
      String storage,
      GeneSlices slices) {
    this.names = List.copyOf(names);
    varText.forEach(
        (column, values) ->
            this.varText.put(column, Collections.unmodifiableList(new ArrayList<>(values))));
    this.storage = storage;
    this.slices = slices;
  }

  @Override
  public String location() {
    return "X";
  }

  @Override
  public String storage() {
    return storage;
  }

  @Override
  public int nGenes() {
    return names.size();
  }

  @Override
  public List<String> geneNames() {
    return names;
  }

  @Override
  public List<String> varTextColumns() {
    return List.copyOf(varText.keySet());
  }

  @Override
  public Optional<List<String>> geneNames(String column) {
    return Optional.ofNullable(varText.get(column));
  }

  @Override
  public GeneBlockCursor openBlocks(int[] columns, Resources resources) {
    int before = -1;
    for (int column : columns) {
      if (column <= before || column >= names.size()) {
        throw new IllegalArgumentException(
            "requested columns: expected strictly ascending numbers below "
                + names.size()
                + ", got "
                + column
                + " after "
                + before);
      }
      before = column;
    }
    return new Cursor(columns.clone(), resources.memory().bytes() / resources.threads());
  }

  private final class Cursor implements GeneBlockCursor {
    private final int[] columns;
    private final long budget;
    private int next;

    Cursor(int[] columns, long budget) {
      this.columns = columns;
      this.budget = budget;
    }

    @Override
    public synchronized Optional<GeneBlock> next() {
      if (next == columns.length) {
        return Optional.empty();
      }
      int from = next++;
      long elements = slices.elements(columns[from]);
      while (next < columns.length) {
        long grown = elements + slices.elements(columns[next]);
        long bytes = grown * slices.bytesPerElement() + (long) (next - from + 1) * BYTES_PER_GENE;
        if (bytes > budget || grown > GeneSlices.LONGEST_ARRAY) {
          break;
        }
        elements = grown;
        next++;
      }
      return Optional.of(slices.block(Arrays.copyOfRange(columns, from, next)));
    }

    @Override
    public synchronized void close() {
      next = columns.length;
    }
  }
}
