package io.cellfolio.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.cellfolio.format.SampleType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Who may know whom, and where the libraries live. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.cellfolio");

  @Test
  void modulesKeepToTheirArrows() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("format-spec")
        .definedBy("io.cellfolio.format..")
        .layer("core-quant")
        .definedBy("io.cellfolio.source..", "io.cellfolio.quant..", "io.cellfolio.deflate..")
        .layer("io-h5ad")
        .definedBy("io.cellfolio.h5ad..")
        .layer("exporter")
        .definedBy("io.cellfolio.export..")
        .layer("validator")
        .definedBy("io.cellfolio.validate..")
        .layer("cli")
        .definedBy("io.cellfolio.cli..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("validator")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("exporter")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("io-h5ad")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("core-quant")
        .mayOnlyBeAccessedByLayers("io-h5ad", "exporter", "validator", "cli")
        .whereLayer("format-spec")
        .mayOnlyBeAccessedByLayers("core-quant", "io-h5ad", "exporter", "validator", "cli")
        .check(CLASSES);
  }

  @Test
  void everyClassBelongsToAModule() {
    classes()
        .should()
        .resideInAnyPackage(
            "io.cellfolio.format..",
            "io.cellfolio.source..",
            "io.cellfolio.quant..",
            "io.cellfolio.deflate..",
            "io.cellfolio.h5ad..",
            "io.cellfolio.export..",
            "io.cellfolio.validate..",
            "io.cellfolio.cli..")
        .check(CLASSES);
  }

  @Test
  void jacksonStaysInFormatSpec() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.cellfolio.format..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml.jackson..", "com.google.gson..")
        .check(CLASSES);
  }

  @Test
  void jhdfStaysInTheReader() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.cellfolio.h5ad..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.jhdf..")
        .check(CLASSES);
  }

  @Test
  void picocliStaysInTheCommand() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.cellfolio.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLASSES);
  }

  @Test
  void theReaderKnowsNothingOfTheExportFormat() {
    noClasses()
        .that()
        .resideInAPackage("io.cellfolio.h5ad..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.cellfolio.format..").and(not(belongToAnyOf(SampleType.class))))
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandPrintsAndExits() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.cellfolio.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(CLASSES);
  }

  @Test
  void everyModuleIsLookedAt() {
    for (String name :
        List.of("format", "source", "quant", "deflate", "h5ad", "export", "validate", "cli")) {
      Assertions.assertThat(CLASSES.stream().map(JavaClass::getPackageName))
          .contains("io.cellfolio." + name);
    }
  }

  /** A name of the format that is written twice is a name that can be changed once. */
  @Test
  void namesOfTheFormatAreWrittenInFormatSpecOnly() throws IOException {
    Pattern owned =
        Pattern.compile(
            "points_|\\.values\\.|\\.codes\\.|\\.outliers\\.|edges\\.|dataset_identity|obs_manifest"
                + "|var_manifest|connectivity_manifest|datasets\\.json|compact_v1|edge_pairs"
                + "|latent_space|\\{key\\}|\\{index\\}|\\{ext\\}");
    Pattern literal = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    List<String> found = new ArrayList<>();
    int files = 0;
    for (String module : List.of("core-quant", "io-h5ad", "exporter", "validator", "cli")) {
      Path sources = Path.of("..", module, "src", "main", "java");
      try (Stream<Path> walk = Files.walk(sources)) {
        for (Path file : walk.filter(f -> f.toString().endsWith(".java")).toList()) {
          files++;
          Matcher literals = literal.matcher(Files.readString(file));
          while (literals.find()) {
            if (owned.matcher(literals.group(1)).find()) {
              found.add(file.getFileName() + ": " + literals.group());
            }
          }
        }
      }
    }
    Assertions.assertThat(files).isGreaterThan(50);
    Assertions.assertThat(found).isEmpty();
  }
}
