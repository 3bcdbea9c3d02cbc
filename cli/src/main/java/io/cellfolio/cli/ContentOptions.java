package io.cellfolio.cli;

import io.cellfolio.cli.OptionValues.EmbeddingChoice;
import io.cellfolio.export.Choice;
import io.cellfolio.export.DuplicateNames;
import io.cellfolio.export.ExportOptions;
import io.cellfolio.h5ad.H5adOptions;
import io.cellfolio.quant.Symmetrization;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which parts of the input go into the export. */
final class ContentOptions {
  private static final String NONE = "none";

  @Option(
      names = "--embedding",
      paramLabel = "N=KEY",
      description =
          "Show the first N columns (1 to 3) of obsm/KEY. Repeat for several N. Default: X_umap_1d,"
              + " _2d, _3d and X_umap, else the first of tsne, draw_graph_*, phate, spatial, pca.")
  List<EmbeddingChoice> embeddings = List.of();

  @Option(
      names = "--latent",
      paramLabel = "KEY|none",
      description =
          "Space in obsm that tells outliers of a category. Default: scanvi, scvi, pca or harmony,"
              + " else any that is no UMAP.")
  Choice latent;

  @Option(
      names = "--connectivities",
      paramLabel = "KEY|none",
      description = "Neighbor graph in obsp. Default: connectivities.")
  Choice connectivities;

  @Option(
      names = "--graph-symmetrize",
      paramLabel = "max|mean",
      description =
          "Make an asymmetric graph symmetric and drop its diagonal. Default: such a graph is"
              + " refused by the indexed layout.")
  Symmetrization symmetrize;

  @Option(
      names = "--vector-field",
      paramLabel = "KEY|none",
      description =
          "Vectors in obsm over an embedding, for example velocity_umap. Repeat for several."
              + " Default: all <name>_umap and <name>_umap_<N>d.")
  List<String> vectorFields;

  @Option(
      names = "--vector-field-default",
      paramLabel = "ID",
      description = "The field that is shown first. Default: velocity_umap, else the first.")
  String defaultVectorField;

  @Option(
      names = "--obs-keys",
      paramLabel = "A,B,C",
      description =
          "Columns of obs, in this order; a name with a comma in double quotes. Default: all that"
              + " can be shown.")
  String obsKeys;

  @Option(
      names = "--layer",
      paramLabel = "NAME|raw",
      description = "Take gene values from this layer, or from raw. Default: X.")
  String layer;

  @Option(
      names = "--modality",
      paramLabel = "NAME",
      description = "Take this part of a MuData file (.h5mu), for example rna.")
  String modality;

  @Option(
      names = "--genes",
      paramLabel = "FILE|A,B,C|none",
      description =
          "Genes, in this order: a file with one per line (blank lines and # comments are passed"
              + " over), or names. Default: all.")
  String genes;

  @Option(
      names = "--ignore-missing-genes",
      description = "Pass over named genes that are not in the data. Default: refuse.")
  boolean ignoreMissingGenes;

  @Option(
      names = "--var-gene-id-column",
      paramLabel = "NAME|index",
      description = "Column of var that names the genes. Default: index.")
  String geneIdColumn;

  @Option(
      names = "--duplicates",
      paramLabel = "fail|suffix",
      description =
          "Names that would share a file: refuse, or append -1, -2, ... to later ones. Default:"
              + " fail.")
  DuplicateNames duplicates;

  H5adOptions source(CommandSpec spec) {
    H5adOptions options = H5adOptions.defaults();
    if (layer != null) {
      options = named("--layer", spec, () -> H5adOptions.defaults().withLayer(layer));
    }
    H5adOptions chosen = options;
    return modality == null
        ? chosen
        : named("--modality", spec, () -> chosen.withModality(modality));
  }

  /** Whether gene values come from X because nothing else was asked for. */
  boolean takesX() {
    return layer == null && !NONE.equals(genes);
  }

  void applyTo(ExportOptions.Builder options, Invocation invocation, CommandSpec spec)
      throws IOException {
    Map<Integer, String> chosen = new TreeMap<>();
    for (EmbeddingChoice choice : embeddings) {
      if (chosen.put(choice.dimension(), choice.key()) != null) {
        throw new ParameterException(
            spec.commandLine(),
            "--embedding: %d=... is given more than once".formatted(choice.dimension()));
      }
    }
    for (Map.Entry<Integer, String> choice : chosen.entrySet()) {
      options.embedding(choice.getKey(), choice.getValue());
    }
    if (latent != null) {
      options.latent(latent);
    }
    if (connectivities != null) {
      options.connectivities(connectivities);
    }
    if (symmetrize != null) {
      options.symmetrization(symmetrize);
    }
    if (vectorFields != null) {
      options.vectorFields(vectorFieldKeys(spec));
    }
    if (defaultVectorField != null) {
      options.defaultVectorField(defaultVectorField);
    }
    if (obsKeys != null) {
      options.obsKeys(
          obsKeys.isEmpty() ? List.of() : named("--obs-keys", spec, () -> NameList.parse(obsKeys)));
    }
    if (genes != null) {
      try {
        options.genes(GeneList.parse(genes, invocation));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), "--genes: " + e.getMessage(), e);
      }
    }
    options.ignoreMissingGenes(ignoreMissingGenes);
    if (geneIdColumn != null && !geneIdColumn.equals("index")) {
      options.geneIdColumn(geneIdColumn);
    }
    if (duplicates != null) {
      options.duplicates(duplicates);
    }
  }

  private List<String> vectorFieldKeys(CommandSpec spec) {
    if (!vectorFields.contains(NONE)) {
      return named("--vector-field", spec, () -> NameList.distinct(vectorFields));
    }
    if (vectorFields.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), "--vector-field: 'none' cannot stand beside keys");
    }
    return List.of();
  }

  private static <T> T named(String option, CommandSpec spec, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
    }
  }
}
