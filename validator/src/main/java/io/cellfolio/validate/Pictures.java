package io.cellfolio.validate;

import io.cellfolio.format.Bounds;
import io.cellfolio.format.SampleType;
import io.cellfolio.quant.Dequantizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads from an export what pictures of it need, from the same bytes that a viewer gets. */
final class Pictures {
  /** More points than that cannot be told apart. */
  static final int MOST_CELLS = 20_000;

  private static final int MOST_CATEGORIES = 40;
  private static final int TRIED_GENES = 60;
  private static final long MOST_BYTES = 512L << 20;

  private final Dataset dataset;
  private final PayloadOpener opener;
  private final ExportFiles files;
  private final Structure structure;

  /**
   * Points on a map.
   *
   * @param title what the map is
   * @param across what its first coordinate is
   * @param up what its other coordinate is
   * @param x one coordinate per shown cell
   * @param y the other coordinate
   * @param cells how many cells there are, shown or not
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Map(String title, String across, String up, float[] x, float[] y, long cells) {}

  /**
   * Categories of the shown cells.
   *
   * @param title the field
   * @param labels the categories
   * @param codes category of each shown cell, -1 where there is none
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Categories(String title, List<String> labels, int[] codes) {
    /** Copies the labels. */
    Categories {
      labels = List.copyOf(labels);
    }
  }

  /**
   * Numbers of the shown cells.
   *
   * @param title the gene or field
   * @param values one number per shown cell, NaN where there is none
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Numbers(String title, float[] values) {}

  private Pictures(ExportFiles files) {
    Findings unheard = Findings.with(Set.of(), 1);
    this.files = files;
    this.structure = Structure.check(files, unheard);
    this.dataset = structure.dataset();
    this.opener = new PayloadOpener(files, unheard, structure.files());
  }

  /** Looks into an export; empty when the directory is none. */
  static Optional<Pictures> of(Path directory) {
    return ExportFiles.of(directory, ExportFiles.DIRECT)
        .filter(files -> Documents.names().stream().anyMatch(n -> files.facts(n).isRegular()))
        .map(Pictures::new);
  }

  /** Sizes of the payload files by path. */
  List<Long> storedSizes() {
    return structure.files().values().stream().map(FileFacts::size).sorted().toList();
  }

  /** The 2D embedding, else another one by its first axes. */
  Optional<Map> map() throws IOException {
    List<Dataset.PointsPart> parts = new ArrayList<>(dataset.points());
    parts.sort(Comparator.comparingInt(part -> Math.abs(part.file().dimension() - 2)));
    for (Dataset.PointsPart part : parts) {
      Optional<float[]> numbers = floats(part.payload(), part.file().dimension());
      if (numbers.isPresent()) {
        return Optional.of(map(part.file(), numbers.get()));
      }
    }
    return Optional.empty();
  }

  private Map map(IdentityModel.PointsFile file, float[] numbers) {
    int d = file.dimension();
    int shown = numbers.length / d;
    float[] x = new float[shown];
    float[] y = new float[shown];
    for (int i = 0; i < shown; i++) {
      x[i] = numbers[i * d];
      // One axis alone is drawn as a band.
      y[i] = d > 1 ? numbers[i * d + 1] : (i % 64 - 32) / 320f;
    }
    String title = "%s embedding".formatted(file.name());
    String up = d > 1 ? "axis 2 of " + d : "no axis; cells are spread to be seen";
    return new Map(title, "axis 1 of " + d, up, x, y, dataset.nCells());
  }

  /** A category field that a picture can show. */
  Optional<Categories> categories() throws IOException {
    List<Dataset.CategoryPart> parts = new ArrayList<>(dataset.categories());
    parts.removeIf(part -> part.field().nCategories() < 1);
    parts.sort(Comparator.comparing(part -> !isShowable(part.field().nCategories())));
    for (Dataset.CategoryPart part : parts) {
      Optional<byte[]> bytes = bytes(part.codes(), 1);
      if (bytes.isPresent()) {
        return Optional.of(categories(part, bytes.get()));
      }
    }
    return Optional.empty();
  }

  private static boolean isShowable(int count) {
    return count > 1 && count <= MOST_CATEGORIES;
  }

  private static Categories categories(Dataset.CategoryPart part, byte[] bytes) {
    int width = part.codes().type().bytes();
    int count = part.field().nCategories();
    int[] codes = new int[bytes.length / width];
    for (int i = 0; i < codes.length; i++) {
      int code = (int) Elements.unsigned(bytes, i * width, width);
      codes[i] = code < count ? code : -1;
    }
    List<String> labels = new ArrayList<>();
    for (int category = 0; category < count; category++) {
      Spot label = part.field().labels().orElseThrow().item(category);
      labels.add(label.text().orElse(label.shown()));
    }
    return new Categories(part.field().key().orElse("?"), labels, codes);
  }

  /** Of some genes the one that differs most between cells; without genes a continuous field. */
  Optional<Numbers> numbers() throws IOException {
    boolean genes = !dataset.genes().isEmpty();
    List<Dataset.ValuesPart> parts = genes ? dataset.genes() : dataset.continuous();
    int step = Math.max(1, parts.size() / TRIED_GENES);
    Numbers best = null;
    double bestSpread = -1;
    for (int i = 0; i < parts.size(); i += step) {
      Optional<float[]> values = values(parts.get(i));
      double spread = values.map(Pictures::spread).orElse(-1d);
      if (spread > bestSpread) {
        bestSpread = spread;
        String title = (genes ? "gene " : "obs field ") + parts.get(i).field().key().orElse("?");
        best = new Numbers(title, values.get());
      }
    }
    return Optional.ofNullable(best);
  }

  /** The variance of a gene's values when their range is 1. */
  private static double spread(float[] values) {
    double sum = 0;
    double squares = 0;
    double low = Double.MAX_VALUE;
    double high = -Double.MAX_VALUE;
    int count = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        sum += value;
        squares += (double) value * value;
        low = Math.min(low, value);
        high = Math.max(high, value);
        count++;
      }
    }
    double range = high - low;
    return count == 0 || !(range > 0) ? 0 : (squares - sum * sum / count) / count / range / range;
  }

  private Optional<float[]> values(Dataset.ValuesPart part) throws IOException {
    Payload payload = part.payload();
    if (!payload.type().coded()) {
      return floats(payload, 1);
    }
    Optional<Bounds> bounds = part.field().bounds();
    if (bounds.isEmpty()) {
      return Optional.empty();
    }
    Dequantizer decoder = new Dequantizer(payload.type(), bounds.get().min(), bounds.get().max());
    return bytes(payload, 1).map(decoder::decode);
  }

  private Optional<float[]> floats(Payload payload, int perCell) throws IOException {
    if (payload.type() != SampleType.F32) {
      return Optional.empty();
    }
    return bytes(payload, perCell)
        .map(
            bytes -> {
              float[] values = new float[bytes.length / Float.BYTES];
              for (int i = 0; i < values.length; i++) {
                values[i] = Elements.f32(bytes, i * Float.BYTES);
              }
              return values;
            });
  }

  /** The bytes of every n-th cell, so that few enough are left; empty when they cannot be read. */
  private Optional<byte[]> bytes(Payload payload, int perCell) throws IOException {
    int row = perCell * payload.type().bytes();
    long cells = payload.elements() / perCell;
    if (cells == 0 || payload.rawBytes() > MOST_BYTES || !opener.isUsable(payload)) {
      return Optional.empty();
    }
    long step = Math.max(1, (cells + MOST_CELLS - 1) / MOST_CELLS);
    byte[] shown = new byte[(int) ((cells + step - 1) / step * row)];
    try (Workbench bench = new Workbench(files, new RunCounts())) {
      PayloadInput input = bench.input(0);
      byte[] buffer = bench.buffer(0);
      int rows = Workbench.CHUNK_BYTES / row;
      int at = 0;
      input.open(payload);
      for (long cell = 0; cell < cells; cell += rows) {
        int n = input.read(buffer, (int) Math.min(rows, cells - cell) * row) / row;
        for (int i = 0; i < n; i++) {
          if ((cell + i) % step == 0) {
            System.arraycopy(buffer, i * row, shown, at, row);
            at += row;
          }
        }
      }
      return Optional.of(shown);
    } catch (PayloadFault e) {
      // The report names what is wrong with the payload; there is no picture of it.
      return Optional.empty();
    }
  }
}
