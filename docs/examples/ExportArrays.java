import io.cellfolio.export.ExportListener;
import io.cellfolio.export.ExportOptions;
import io.cellfolio.export.ExportReport;
import io.cellfolio.export.Exporter;
import io.cellfolio.export.Notice;
import io.cellfolio.source.ArrayCellSource;
import io.cellfolio.source.CellSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.ejml.data.FMatrixSparseCSC;

/** Exports cells that are in memory: no file, no HDF5. */
public final class ExportArrays {
  private static final int CELLS = 300;
  private static final List<String> GENES = List.of("CD3D", "MS4A1", "LYZ");

  public static void main(String[] arguments) throws IOException {
    Path target = Path.of(arguments[0]);
    try (CellSource cells = cells()) {
      ExportOptions options =
          ExportOptions.builder().datasetName("Three kinds of cells").threads(2).build();
      ExportReport report = Exporter.export(cells, target, options, ExportListener.silent());
      System.out.println(report.files() + " files in " + report.directory().getFileName());
      for (Notice notice : report.notices()) {
        System.out.println(notice.text());
      }
    }
  }

  private static CellSource cells() {
    Random random = new Random(1);
    int[] kinds = new int[CELLS];
    float[] ages = new float[CELLS];
    double[][] places = new double[CELLS][2];
    FMatrixSparseCSC expression = new FMatrixSparseCSC(CELLS, GENES.size(), CELLS);
    for (int cell = 0; cell < CELLS; cell++) {
      kinds[cell] = random.nextInt(GENES.size());
      // A missing value is NaN.
      ages[cell] = cell % 10 == 0 ? Float.NaN : 20 + random.nextInt(60);
      places[cell][0] = 10 * Math.cos(2 * kinds[cell]) + random.nextGaussian();
      places[cell][1] = 10 * Math.sin(2 * kinds[cell]) + random.nextGaussian();
      expression.set(cell, kinds[cell], 1 + random.nextFloat());
    }
    return ArrayCellSource.builder("arrays", CELLS)
        .obs("cell_type", List.of("T cell", "B cell", "monocyte"), kinds)
        .obs("age", ages)
        .obsm("X_umap", places)
        .genes(expression, GENES)
        .build();
  }
}
