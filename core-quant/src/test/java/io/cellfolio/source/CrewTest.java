package io.cellfolio.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CrewTest {
  private static final Map<Class<? extends Throwable>, Crew.Job> FAILURES =
      Map.of(
          IOException.class,
          (part, crew) -> {
            throw new IOException("the first");
          },
          IllegalArgumentException.class,
          (part, crew) -> {
            throw new IllegalArgumentException("the first");
          },
          OutOfMemoryError.class,
          (part, crew) -> {
            throw new OutOfMemoryError("the first");
          });

  @TempDir Path directory;

  /** How a run ended, and whether its thread was interrupted then. */
  private record End(Throwable failure, boolean interrupted) {}

  private static FutureTask<End> caller(Crew.Job job) {
    return new FutureTask<>(
        () -> {
          Throwable failure = catchThrowable(() -> Crew.run("test", 2, job));
          return new End(failure, Thread.currentThread().isInterrupted());
        });
  }

  private static Thread started(FutureTask<End> caller) {
    Thread thread = new Thread(caller, "caller");
    thread.start();
    return thread;
  }

  /** What a member does that has all the time in the world. */
  private static void goOnUntilStopped(Crew crew) {
    while (crew.goesOn()) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void staysUninterrupted() {
    assertThat(Thread.interrupted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5})
  void doesEveryPartOnce(int parts) throws IOException {
    AtomicIntegerArray calls = new AtomicIntegerArray(5);
    Crew.run("test", parts, (part, crew) -> calls.addAndGet(part, crew.goesOn() ? 1 : 100));
    for (int part = 0; part < calls.length(); part++) {
      assertThat(calls.get(part)).as("calls of part %d", part).isEqualTo(part < parts ? 1 : 0);
    }
  }

  @Test
  void doesOnePartInTheThreadOfTheCaller() throws IOException {
    Set<Thread> threads = new HashSet<>();
    Crew.run("test", 1, (part, crew) -> threads.add(Thread.currentThread()));
    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  void doesManyPartsAtTheSameTimeInThreadsOfItsOwn() throws IOException {
    CountDownLatch together = new CountDownLatch(3);
    Set<String> names = new HashSet<>();
    AtomicBoolean met = new AtomicBoolean(true);
    Crew.run(
        "test",
        3,
        (part, crew) -> {
          together.countDown();
          met.compareAndSet(true, await(together));
          synchronized (names) {
            names.add(Thread.currentThread().getName() + " " + Thread.currentThread().isDaemon());
          }
        });
    assertThat(met).isTrue();
    assertThat(names).containsExactlyInAnyOrder("test-1 true", "test-2 true", "test-3 true");
  }

  private static boolean await(CountDownLatch latch) throws InterruptedIOException {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new InterruptedIOException("a member was interrupted");
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "2, 1", "4, 2"})
  void throwsTheFirstFailureAndStopsTheOthers(int parts, int failing) {
    FAILURES.forEach(
        (type, failure) -> {
          AtomicInteger ended = new AtomicInteger();
          Crew.Job job =
              (part, crew) -> {
                if (part == failing) {
                  failure.work(part, crew);
                }
                goOnUntilStopped(crew);
                ended.incrementAndGet();
                throw new IOException("a later one");
              };
          assertThatThrownBy(() -> Crew.run("test", parts, job))
              .isExactlyInstanceOf(type)
              .hasMessage("the first");
          assertThat(ended).hasValue(parts - 1);
        });
  }

  @Test
  void anInterruptedCallerWaitsForTheMembers() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch stopped = new CountDownLatch(2);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    FutureTask<End> caller =
        caller(
            (part, crew) -> {
              begun.countDown();
              goOnUntilStopped(crew);
              stopped.countDown();
              await(mayEnd);
              ended.incrementAndGet();
            });
    Thread thread = started(caller);
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    thread.join(100);
    assertThat(thread.isAlive()).as("waits for the members").isTrue();
    mayEnd.countDown();
    End end = caller.get();
    assertThat(ended).hasValue(2);
    assertThat(end.interrupted()).isTrue();
    assertThat(end.failure())
        .isInstanceOf(InterruptedIOException.class)
        .hasMessage("reading was interrupted");
  }

  @Test
  void whoIsInterruptedAlreadyDoesNotWaitForTheWholeJob() throws Exception {
    FutureTask<End> caller = caller((part, crew) -> goOnUntilStopped(crew));
    Thread.currentThread().interrupt();
    caller.run();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(caller.get().failure()).isInstanceOf(InterruptedIOException.class);
  }

  @Test
  void anInterruptLeavesTheFileOpenThatMembersRead() throws Exception {
    Path file = Files.write(directory.resolve("cells"), new byte[1 << 10]);
    try (FileChannel channel = FileChannel.open(file)) {
      CountDownLatch begun = new CountDownLatch(2);
      FutureTask<End> caller =
          caller(
              (part, crew) -> {
                ByteBuffer buffer = ByteBuffer.allocate(1 << 10);
                do {
                  buffer.clear();
                  channel.read(buffer, 0);
                  begun.countDown();
                } while (crew.goesOn());
              });
      Thread thread = started(caller);
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
      thread.interrupt();
      assertThat(caller.get().failure()).isExactlyInstanceOf(InterruptedIOException.class);
      assertThat(channel.read(ByteBuffer.allocate(1), 0)).isEqualTo(1);
    }
  }

  @Test
  void aCallerWhoDoesTheOnlyPartIsInterruptedInIt() throws IOException {
    Path file = Files.write(directory.resolve("cells"), new byte[1]);
    try (FileChannel channel = FileChannel.open(file)) {
      assertThatThrownBy(
              () ->
                  Crew.run(
                      "test",
                      1,
                      (part, crew) -> {
                        Thread.currentThread().interrupt();
                        channel.read(ByteBuffer.allocate(1), 0);
                      }))
          .isInstanceOf(ClosedByInterruptException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
