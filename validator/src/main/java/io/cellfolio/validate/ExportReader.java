package io.cellfolio.validate;

import io.cellfolio.format.Bounds;
import io.cellfolio.quant.Dequantizer;
import java.io.IOException;
import java.util.Optional;

/** Reads whole payloads of an export into arrays. Used by one thread. */
final class ExportReader implements AutoCloseable {
  private final PayloadOpener opener;
  private final Workbench bench;

  ExportReader(ExportFiles files, PayloadOpener opener, RunCounts counts) {
    this.opener = opener;
    this.bench = new Workbench(files, counts);
  }

  /**
   * The values of a field as a viewer decodes them.
   *
   * @param target receives one number per cell, NaN where there is none
   * @return whether they can be read; if not, another check has said why
   */
  boolean values(Dataset.ValuesPart part, float[] target) {
    Payload payload = part.payload();
    Optional<Bounds> bounds = part.field().bounds();
    if (!payload.type().coded()) {
      return floats(payload, target);
    }
    if (bounds.isEmpty()) {
      return false;
    }
    float[] table = table(payload, bounds.get());
    int width = payload.type().bytes();
    return read(
        payload,
        (bytes, n, before) -> {
          for (int i = 0; i < n; i++) {
            target[before + i] =
                table[width == 1 ? bytes[i] & 0xff : Elements.u16(bytes, i * width)];
          }
        });
  }

  /** One number for each code; the arithmetic of decoding is done once per code, not per cell. */
  private static float[] table(Payload payload, Bounds bounds) {
    Dequantizer decoder = new Dequantizer(payload.type(), bounds.min(), bounds.max());
    float[] table = new float[payload.type().missingCode() + 1];
    for (int code = 0; code < table.length; code++) {
      table[code] = decoder.value(code);
    }
    return table;
  }

  /** Numbers of a payload of singles. */
  boolean floats(Payload payload, float[] target) {
    return read(
        payload,
        (bytes, n, before) -> {
          for (int i = 0; i < n; i++) {
            target[before + i] = Elements.f32(bytes, i * Float.BYTES);
          }
        });
  }

  /** Whole numbers of a payload of up to 32 bits; those beyond {@code int} become negative. */
  boolean whole(Payload payload, int[] target) {
    int width = payload.type().bytes();
    return read(
        payload,
        (bytes, n, before) -> {
          for (int i = 0; i < n; i++) {
            target[before + i] = (int) Elements.unsigned(bytes, i * width, width);
          }
        });
  }

  /** Numbers of a payload of doubles. */
  boolean doubles(Payload payload, double[] target) {
    return read(
        payload,
        (bytes, n, before) -> {
          for (int i = 0; i < n; i++) {
            target[before + i] = Elements.f64(bytes, i * Double.BYTES);
          }
        });
  }

  /** The edges of a graph; empty when a payload cannot be read, as another check has said. */
  Optional<EdgeStream> edges(Dataset.GraphPart part) {
    boolean usable =
        opener.isUsable(part.sources())
            && opener.isUsable(part.destinations())
            && part.weights().map(opener::isUsable).orElse(true);
    return usable ? Optional.of(new EdgeStream(part, opener, bench)) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    bench.close();
  }

  private interface Consumer {
    void take(byte[] bytes, int elements, int before);
  }

  private boolean read(Payload payload, Consumer consumer) {
    if (!opener.isUsable(payload)) {
      return false;
    }
    PayloadInput input = bench.input(0);
    byte[] buffer = bench.buffer(0);
    int width = payload.type().bytes();
    try {
      input.open(payload);
      long done = 0;
      while (done < payload.rawBytes()) {
        int n = input.read(buffer, buffer.length);
        consumer.take(buffer, n / width, (int) (done / width));
        done += n;
      }
      input.closeFile();
      return true;
    } catch (PayloadFault e) {
      opener.report(payload, e);
    } catch (IOException e) {
      opener.report(payload, e);
    }
    return false;
  }
}
