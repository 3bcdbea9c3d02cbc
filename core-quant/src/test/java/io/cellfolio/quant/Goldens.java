package io.cellfolio.quant;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/** Reads the files of make_goldens.py, which describes them. */
final class Goldens {
  private Goldens() {}

  /** One array with its shape. */
  record Item(String dtype, int[] shape, byte[] bytes) {
    private ByteBuffer buffer(String expected) {
      if (!dtype.equals(expected)) {
        throw new IllegalStateException("expected " + expected + ", the golden holds " + dtype);
      }
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    float[] floats() {
      float[] out = new float[bytes.length / Float.BYTES];
      buffer("f4").asFloatBuffer().get(out);
      return out;
    }

    double[] doubles() {
      double[] out = new double[bytes.length / Double.BYTES];
      buffer("f8").asDoubleBuffer().get(out);
      return out;
    }

    int[] ints() {
      int[] out = new int[bytes.length / Integer.BYTES];
      buffer("i4").asIntBuffer().get(out);
      return out;
    }

    DMatrixRMaj doubleMatrix() {
      return DMatrixRMaj.wrap(shape[0], shape[1], doubles());
    }

    FMatrixRMaj floatMatrix() {
      return FMatrixRMaj.wrap(shape[0], shape[1], floats());
    }
  }

  /** The arrays of each case by name. */
  static Map<String, Map<String, Item>> read(String file) {
    Map<String, Map<String, Item>> cases = new LinkedHashMap<>();
    try (InputStream in = Goldens.class.getResourceAsStream("/goldens/" + file);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("#")) {
          continue;
        }
        String[] parts = line.split("\t", -1);
        String[] sizes = parts[3].split("x");
        int[] shape = new int[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
          shape[i] = Integer.parseInt(sizes[i]);
        }
        Item before =
            cases
                .computeIfAbsent(parts[0], k -> new LinkedHashMap<>())
                .put(parts[1], new Item(parts[2], shape, Base64.getDecoder().decode(parts[4])));
        if (before != null) {
          throw new IllegalStateException(file + ": " + parts[0] + "/" + parts[1] + " twice");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }
}
