package io.cellfolio.cli;

import io.cellfolio.export.Notice;
import io.cellfolio.h5ad.H5adFile;
import io.cellfolio.h5ad.MatrixKind;
import io.cellfolio.h5ad.MatrixProfile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Warns of a scaled {@code X}, which is a frequent mistake, and says what to take instead. */
final class MatrixAdvice {
  private MatrixAdvice() {}

  /** A warning, if the matrix that was taken without being named looks scaled. */
  static List<Notice> of(H5adFile source) throws IOException {
    if (source.expressionKind() != MatrixKind.SCALED) {
      return List.of();
    }
    List<MatrixProfile> others =
        source.matrixProfiles().stream().filter(other -> !other.layer().equals("X")).toList();
    String text =
        "X looks %s: it holds negative values, so colors will not show expression; %s"
            .formatted(MatrixKind.SCALED.label(), instead(others));
    return List.of(new Notice(Notice.Kind.WARNING, text));
  }

  private static String instead(List<MatrixProfile> others) {
    for (MatrixKind wanted :
        List.of(MatrixKind.LOG_NORMALIZED, MatrixKind.NORMALIZED, MatrixKind.COUNTS)) {
      Optional<MatrixProfile> found =
          others.stream().filter(other -> other.kind() == wanted).findFirst();
      if (found.isPresent()) {
        return "%s looks %s: take it with --layer %s"
            .formatted(found.get().path().substring(1), looks(wanted), found.get().layer());
      }
    }
    return "no other matrix in the file looks better, so export the data from before scaling";
  }

  private static String looks(MatrixKind kind) {
    return kind == MatrixKind.COUNTS ? "like counts" : kind.label();
  }
}
