package io.cellfolio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
import io.cellfolio.source.ArrayCellSource;
import io.cellfolio.source.MemoryBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has a number or two for each cell keeps to the memory like everything else. */
class MemorySharesTest {
  @TempDir Path directory;

  /** Cells with every kind of obs column, embeddings of all widths and a latent space. */
  private static ArrayCellSource cells(int n) {
    Random random = new Random(20261130);
    float[] score = new float[n];
    String[] labels = new String[n];
    boolean[] doublet = new boolean[n];
    int[] few = new int[n];
    int[] many = new int[n];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      names.add("cluster " + i);
    }
    for (int cell = 0; cell < n; cell++) {
      score[cell] = random.nextInt(100) == 0 ? Float.NaN : (float) random.nextGaussian();
      labels[cell] = random.nextInt(9) == 0 ? null : "type " + random.nextInt(7);
      doublet[cell] = random.nextInt(13) == 0;
      few[cell] = random.nextInt(4) - 1;
      many[cell] = (int) Math.min(299, Math.abs(random.nextGaussian()) * 90);
    }
    return ArrayCellSource.builder("many", n)
        .obs("score", score)
        .obs("type", labels)
        .obs("doublet", doublet)
        .obs("batch", List.of("a", "b", "unused"), few)
        .obs("cluster", names, many)
        .obsm("X_umap_1d", matrix(random, n, 1))
        .obsm("X_umap", matrix(random, n, 2))
        .obsm("X_umap_3d", matrix(random, n, 3))
        .obsm("X_pca", matrix(random, n, 5))
        .obsm("velocity_umap", matrix(random, n, 2))
        .build();
  }

  private static FMatrixRMaj matrix(Random random, int n, int width) {
    FMatrixRMaj matrix = new FMatrixRMaj(n, width);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = (float) random.nextGaussian() + i / width % 5;
    }
    return matrix;
  }

  private static ExportOptions.Builder options(Layout layout) {
    return ExportOptions.builder().layout(layout).createdAt(Instant.EPOCH);
  }

  static Stream<Layout> layouts() {
    return Layout.all().stream();
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void cellsThatDoNotFitGiveTheSameBytes(Layout layout) throws IOException {
    ArrayCellSource source = cells(50_000);
    Path whole = directory.resolve("whole/many");
    ExportReport report =
        Exporter.export(
            source,
            whole,
            options(layout).memory(MemoryBudget.megabytes(512)).threads(2).build(),
            ExportListener.silent());
    MemoryShares ample = new MemoryShares(source, report.plan().dataset());
    assertThat(ample.ofObs().apart()).isFalse();
    assertThat(ample.holdsLatent()).isTrue();
    assertThat(ample.ofPoints()).isPositive();
    Map<String, String> expected = TreeHash.of(whole);
    for (int threads = 1; threads <= 3; threads++) {
      Path small = directory.resolve("small" + threads + "/many");
      ExportReport tight =
          Exporter.export(
              source,
              small,
              options(layout).memory(MemoryBudget.megabytes(1)).threads(threads).build(),
              ExportListener.silent());
      MemoryShares shares = new MemoryShares(source, tight.plan().dataset());
      assertThat(shares.ofObs().apart()).isTrue();
      assertThat(shares.ofObs().atOnce()).isEqualTo(1);
      assertThat(shares.holdsLatent()).isFalse();
      assertThat(shares.ofPoints()).isZero();
      assertThat(TreeHash.of(small)).as("%d threads", threads).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void noShareExceedsTheMemory(Layout layout) throws IOException {
    for (int megabytes : new int[] {1, 4, 8, 16, 64}) {
      for (int threads : new int[] {1, 4, 16}) {
        ExportOptions options =
            options(layout)
                .memory(MemoryBudget.megabytes(megabytes))
                .threads(threads)
                .obsType(SampleType.F32)
                .build();
        ArrayCellSource source = cells(20_000);
        MemoryShares shares =
            new MemoryShares(source, new ExportPlanner(source, "many", options).plan());
        MemoryShares.ObsShare obs = shares.ofObs();
        long held = shares.ofPoints() + (shares.holdsLatent() ? shares.latentBytes() : 0);
        assertThat(obs.atOnce()).isBetween(1, threads);
        assertThat(obs.each()).isGreaterThanOrEqualTo(shares.fieldBytes());
        assertThat(held + obs.atOnce() * obs.each())
            .as("%d MiB, %d threads", megabytes, threads)
            .isLessThanOrEqualTo((long) megabytes << 20);
        if (!obs.apart() && megabytes > 4) {
          assertThat(shares.ofGenes().bytes() + held + obs.atOnce() * shares.fieldBytes())
              .isLessThanOrEqualTo((long) megabytes << 20);
        }
      }
    }
  }

  @Test
  void tooLittleForOneColumnIsRefusedWithWhatIsEnough() throws IOException {
    ArrayCellSource source = cells(120_000);
    Path target = directory.resolve("site/many");
    ExportOptions.Builder options = options(Layout.keyed()).threads(2);
    assertThatThrownBy(
            () ->
                Exporter.export(
                    source,
                    target,
                    options.memory(MemoryBudget.megabytes(1)).build(),
                    ExportListener.silent()))
        .isInstanceOf(ExportRefusedException.class)
        .hasMessageContaining("one obs column of 120,000 cells takes 2 MiB")
        .hasMessageContaining("--memory 3m is enough")
        .hasMessageContaining("--obs-keys");
    assertThat(target.getParent()).doesNotExist();
    Exporter.export(
        source, target, options.memory(MemoryBudget.megabytes(3)).build(), ExportListener.silent());
    assertThat(target.resolve("obs_manifest.json")).exists();
  }
}
