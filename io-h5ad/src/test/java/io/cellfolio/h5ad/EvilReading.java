package io.cellfolio.h5ad;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads each given file, and every dataset and group in it, and prints one line for each: its name,
 * the milliseconds it took, and what refused it.
 */
final class EvilReading {
  private static final int DEEPEST = 8;

  private EvilReading() {}

  public static void main(String[] arguments) throws IOException {
    for (String argument : arguments) {
      Path path = Path.of(argument);
      long start = System.nanoTime();
      List<String> refusals = new ArrayList<>();
      try (H5adFile file = H5adFile.open(path, H5adOptions.defaults())) {
        refusals.add("opened " + file.nCells());
      } catch (MalformedH5adException | UnsupportedEncodingException e) {
        refusals.add(e.getMessage());
      }
      try (HdfContainer container = HdfContainer.open(path)) {
        read(container.root(), refusals, DEEPEST);
      } catch (MalformedH5adException | UnsupportedEncodingException e) {
        refusals.add(e.getMessage());
      }
      long milliseconds = (System.nanoTime() - start) / 1_000_000;
      System.out.println(
          path.getFileName() + "\t" + milliseconds + "\t" + String.join(" | ", refusals));
    }
  }

  private static void read(HdfObject object, List<String> refusals, int depth) throws IOException {
    try {
      if (object instanceof HdfDataset dataset) {
        object.container().call(object.path(), () -> values(dataset));
      } else if (object instanceof HdfGroup group && depth > 0) {
        for (String name : group.names()) {
          try {
            HdfObject member = group.child(name).orElse(group);
            if (member != group) {
              read(member, refusals, depth - 1);
            }
          } catch (MalformedH5adException | UnsupportedEncodingException e) {
            refusals.add(e.getMessage());
          }
        }
      }
    } catch (MalformedH5adException | UnsupportedEncodingException e) {
      refusals.add(e.getMessage());
    }
  }

  private static int values(HdfDataset dataset) throws IOException {
    if (dataset.isNull() || dataset.dimensions().length > 1) {
      return 0;
    }
    if (dataset.type() instanceof HdfType.FixedText
        || dataset.type() instanceof HdfType.VariableText) {
      return VectorReader.texts(dataset).length;
    }
    return VectorReader.floats(dataset).length;
  }
}
