package io.cellfolio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PlanningCrewTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void makesEveryResultOnce(int threads) throws IOException {
    List<Integer> results = new ArrayList<>();
    try (PlanningCrew crew = PlanningCrew.of(threads)) {
      List<FutureTask<Integer>> tasks = new ArrayList<>();
      int[] calls = new int[100];
      for (int i = 0; i < calls.length; i++) {
        int number = i;
        tasks.add(crew.begin(() -> number + 1000 * calls[number]++));
      }
      for (FutureTask<Integer> task : tasks) {
        results.add(PlanningCrew.resultOf(task));
      }
    }
    assertThat(results).hasSize(100).isSorted().startsWith(0, 1, 2).endsWith(98, 99);
  }

  @Test
  void worksAheadOfWhoAsks() throws Exception {
    try (PlanningCrew crew = PlanningCrew.of(2)) {
      CountDownLatch begun = new CountDownLatch(1);
      FutureTask<String> task =
          crew.begin(
              () -> {
                begun.countDown();
                return Thread.currentThread().getName();
              });
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(PlanningCrew.resultOf(task)).isEqualTo("cellfolio-plan");
    }
  }

  @Test
  void aCrewOfOneWorksWhenAsked() throws IOException {
    List<String> done = new ArrayList<>();
    try (PlanningCrew crew = PlanningCrew.of(1)) {
      FutureTask<Boolean> first = crew.begin(() -> done.add("first"));
      FutureTask<Boolean> second = crew.begin(() -> done.add("second"));
      crew.begin(() -> done.add("never asked for"));
      PlanningCrew.resultOf(second);
      PlanningCrew.resultOf(first);
    }
    assertThat(done).containsExactly("second", "first");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void throwsWhatStoppedTheWork(int threads) throws IOException {
    try (PlanningCrew crew = PlanningCrew.of(threads)) {
      FutureTask<Void> damaged =
          crew.begin(
              () -> {
                throw new IOException("cells.h5ad: damaged");
              });
      FutureTask<Void> mistaken =
          crew.begin(
              () -> {
                throw new IllegalArgumentException("no such column");
              });
      FutureTask<Void> tooLarge =
          crew.begin(
              () -> {
                throw new OutOfMemoryError("made by the test");
              });
      assertThatThrownBy(() -> PlanningCrew.resultOf(damaged))
          .isInstanceOf(IOException.class)
          .hasMessage("cells.h5ad: damaged");
      assertThatThrownBy(() -> PlanningCrew.resultOf(mistaken))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no such column");
      assertThatThrownBy(() -> PlanningCrew.resultOf(tooLarge))
          .isInstanceOf(OutOfMemoryError.class);
    }
  }
}
