import io.cellfolio.deflate.GrowableBytes;
import io.cellfolio.deflate.GzipEncoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What this machine needs at least for an export: one read of the input's bytes, and the deflate of
 * the columns of genes, both on all processors, with nothing in between. The columns are taken from
 * an export with 8 bits, as cells and codes; taking them apart again is not measured.
 *
 * <p>Arguments: the input, and an export of it. Run with the program's jar on the class path.
 */
public final class MachineLimit {
  private static final int PIECE = 1 << 22;
  private static final long BATCH = 40_000_000;

  private record Column(int nCells, int background, int[] cells, byte[] codes) {}

  private interface Task {
    void run(int worker) throws IOException;
  }

  private final int threads = Runtime.getRuntime().availableProcessors();
  private final ExecutorService pool = Executors.newFixedThreadPool(threads);

  public static void main(String[] arguments) throws Exception {
    new MachineLimit().measure(Path.of(arguments[0]), Path.of(arguments[1], "var"));
  }

  private void measure(Path input, Path columns) throws Exception {
    read(input);
    double read = read(input);
    List<Path> files;
    try (Stream<Path> list = Files.list(columns)) {
      files = list.filter(file -> file.toString().endsWith(".u8.gz")).sorted().toList();
    }
    double deflate = 0;
    long values = 0;
    long[] stored = new long[threads];
    boolean warm = false;
    for (int next = 0; next < files.size(); ) {
      List<Column> batch = new ArrayList<>();
      for (long held = 0; next < files.size() && held < BATCH; next++) {
        batch.add(column(files.get(next)));
        held += batch.get(batch.size() - 1).cells().length;
      }
      if (!warm) {
        for (int k = 0; k < 3; k++) {
          encode(batch, new long[threads]);
        }
        warm = true;
      }
      deflate += encode(batch, stored);
      values += batch.stream().mapToLong(column -> column.cells().length).sum();
    }
    pool.shutdown();
    long bytes = 0;
    for (long part : stored) {
      bytes += part;
    }
    System.out.printf(
        "{\"wall\": %.3f, \"read\": %.3f, \"deflate\": %.3f, \"nnz\": %d, \"bytes\": %d, \"threads\": %d,"
            + " \"ns_per_value\": %.2f}%n",
        read + deflate, read, deflate, values, bytes, threads, 1e9 * deflate * threads / values);
  }

  private double read(Path input) throws Exception {
    long size = Files.size(input);
    return inParallel(
        worker -> {
          ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE);
          try (FileChannel channel = FileChannel.open(input)) {
            for (long at = (long) worker * PIECE; at < size; at += (long) threads * PIECE) {
              buffer.clear();
              long from = at;
              while (buffer.hasRemaining()) {
                int count = channel.read(buffer, from);
                if (count < 0) {
                  break;
                }
                from += count;
              }
            }
          }
        });
  }

  private double encode(List<Column> batch, long[] stored) throws Exception {
    return inParallel(
        worker -> {
          GzipEncoder encoder = GzipEncoder.ofLevel(6);
          GrowableBytes sink = new GrowableBytes(1 << 16);
          for (int i = worker; i < batch.size(); i += threads) {
            Column column = batch.get(i);
            sink.clear();
            stored[worker] +=
                encoder.encodeSparse(
                    column.nCells(),
                    column.background(),
                    column.cells(),
                    0,
                    column.cells().length,
                    column.codes(),
                    0,
                    1,
                    sink);
          }
        });
  }

  private double inParallel(Task task) throws InterruptedException, ExecutionException {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int worker = 0; worker < threads; worker++) {
      int number = worker;
      tasks.add(
          () -> {
            task.run(number);
            return null;
          });
    }
    long start = System.nanoTime();
    for (Future<Void> done : pool.invokeAll(tasks)) {
      done.get();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static Column column(Path file) throws IOException {
    byte[] raw;
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      raw = in.readAllBytes();
    }
    int[] seen = new int[256];
    int background = 0;
    for (byte code : raw) {
      seen[code & 0xff]++;
    }
    for (int code = 1; code < seen.length; code++) {
      background = seen[code] > seen[background] ? code : background;
    }
    int[] cells = new int[raw.length - seen[background]];
    byte[] codes = new byte[cells.length];
    int listed = 0;
    for (int cell = 0; cell < raw.length; cell++) {
      if ((raw[cell] & 0xff) != background) {
        cells[listed] = cell;
        codes[listed++] = raw[cell];
      }
    }
    return new Column(raw.length, background, cells, codes);
  }
}
