package io.cellfolio.cli;

import io.cellfolio.export.CategoryWidth;
import io.cellfolio.export.ExportOptions;
import io.cellfolio.format.Compression;
import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
import io.cellfolio.quant.Rounding;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** How the export is written. */
final class EncodingOptions {
  @Option(
      names = "--layout",
      paramLabel = "keyed|indexed",
      description =
          "Generation of the format: keyed for the Cellucid 0.9.0 viewer, indexed for 0.9.1. Default: keyed.")
  Layout layout;

  @Option(
      names = "--var-quantization",
      paramLabel = "8|16|none",
      description = "Bits of a gene value; none keeps 32-bit floats. Default: 8.")
  SampleType varType;

  @Option(
      names = "--obs-continuous-quantization",
      paramLabel = "8|16|none",
      description =
          "Bits of a continuous obs value and of outlier quantiles; none keeps 32-bit floats. Default: 8.")
  SampleType obsType;

  @Option(
      names = "--obs-categorical-dtype",
      paramLabel = "auto|uint8|uint16",
      description =
          "Width of category codes: uint8 holds 254 categories, uint16 65,534. Default: auto, the narrower that fits.")
  CategoryWidth categoryWidth;

  @Option(
      names = "--rounding",
      paramLabel = "truncate|nearest",
      description =
          "Values between two codes: cut off as Cellucid does, or to the nearest, which halves the largest error. Default: truncate.")
  Rounding rounding;

  @Option(
      names = "--compression",
      paramLabel = "1..9|none",
      description = "gzip level of the payloads. Default: 6.")
  Compression compression;

  @Option(
      names = "--centroid-outlier-quantile",
      paramLabel = "Q|none",
      description =
          "Share of a category's cells, above 0.5 and below 1, that places its label; none for no labels. Default: 0.95.")
  OptionalDouble centroidOutlierQuantile;

  @Option(
      names = "--centroid-min-points",
      paramLabel = "N",
      converter = OptionReader.Positive.class,
      description = "The fewest cells of a category that has a label. Default: 10.")
  Integer centroidMinPoints;

  void applyTo(ExportOptions.Builder options) {
    if (layout != null) {
      options.layout(layout);
    }
    if (varType != null) {
      options.varType(varType);
    }
    if (obsType != null) {
      options.obsType(obsType);
    }
    if (categoryWidth != null) {
      options.categoryWidth(categoryWidth);
    }
    if (rounding != null) {
      options.rounding(rounding);
    }
    if (compression != null) {
      options.compression(compression);
    }
    if (centroidOutlierQuantile != null) {
      options.centroidOutlierQuantile(centroidOutlierQuantile);
    }
    if (centroidMinPoints != null) {
      options.centroidMinPoints(centroidMinPoints);
    }
  }
}
