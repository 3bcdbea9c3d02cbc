package io.cellfolio.h5ad;

import io.cellfolio.source.ObsPieces;
import java.io.IOException;
import java.util.Optional;

/** Reads the values of a column in pieces, with those that a mask says are missing. */
final class ColumnPieces {
  private final HdfDataset values;
  private final Optional<HdfDataset> mask;

  /** Opens both, so that what cannot be read is known before the first piece. */
  ColumnPieces(HdfDataset values, Optional<HdfDataset> mask) throws IOException {
    this.values = values;
    this.mask = mask;
    new ChunkCursor(values).close();
    if (mask.isPresent()) {
      VectorReader.numeric(mask.get());
      new ChunkCursor(mask.get()).close();
      long count = mask.get().count();
      if (count != values.count() || mask.get().dimensions().length > 1) {
        throw mask.get().malformed(values.count() + " values, as many as 'values'", count + "");
      }
    }
  }

  /** Takes a piece, with a byte for each value that is not 0 where it is missing. */
  private interface Masked {
    void accept(byte[] bytes, int at, int count, byte[] missing) throws IOException;
  }

  private void read(Masked taker) throws IOException {
    values
        .container()
        .call(
            values.path(),
            () -> {
              if (mask.isEmpty()) {
                byte[] none = new byte[VectorReader.BATCH];
                VectorReader.read(values, (b, at, count) -> taker.accept(b, at, count, none));
                return null;
              }
              HdfDataset dataset = mask.get();
              NumericType type = VectorReader.numeric(dataset);
              byte[] stored = new byte[VectorReader.BATCH * type.size()];
              byte[] missing = new byte[VectorReader.BATCH];
              try (ChunkCursor cursor = new ChunkCursor(dataset)) {
                VectorReader.read(
                    values,
                    (bytes, at, count) -> {
                      cursor.read(at, count, stored, 0);
                      for (int i = 0; i < count; i++) {
                        missing[i] = (byte) (type.doubleAt(stored, i * type.size()) == 0 ? 0 : 1);
                      }
                      taker.accept(bytes, at, count, missing);
                    });
              }
              return null;
            });
  }

  ObsPieces.Reading<float[]> floats() throws IOException {
    NumericType type = VectorReader.numeric(values);
    return visitor -> {
      float[] piece = new float[VectorReader.BATCH];
      read(
          (bytes, at, count, missing) -> {
            type.toFloats(bytes, 0, piece, 0, count);
            for (int i = 0; i < count; i++) {
              piece[i] = missing[i] == 0 ? piece[i] : Float.NaN;
            }
            visitor.cells(at, count, piece);
          });
    };
  }

  ObsPieces.Reading<byte[]> flags() throws IOException {
    NumericType type = VectorReader.numeric(values);
    return visitor -> {
      byte[] piece = new byte[VectorReader.BATCH];
      read(
          (bytes, at, count, missing) -> {
            for (int i = 0; i < count; i++) {
              boolean set = type.doubleAt(bytes, i * type.size()) != 0;
              piece[i] = (byte) (missing[i] != 0 ? -1 : set ? 1 : 0);
            }
            visitor.cells(at, count, piece);
          });
    };
  }

  ObsPieces.Reading<String[]> texts() {
    return visitor -> {
      String[] piece = new String[VectorReader.BATCH];
      TextDecoder decoder = new TextDecoder(values, values.type());
      read(
          (bytes, at, count, missing) -> {
            decoder.decode(bytes, 0, piece, 0, count);
            for (int i = 0; i < count; i++) {
              piece[i] = missing[i] == 0 ? piece[i] : null;
            }
            visitor.cells(at, count, piece);
          });
    };
  }

  /** Category codes; anything below zero becomes -1. */
  ObsPieces.Reading<int[]> codes(int categories) throws IOException {
    NumericType type = VectorReader.codeType(values);
    return visitor -> {
      int[] piece = new int[VectorReader.BATCH];
      read(
          (bytes, at, count, missing) -> {
            VectorReader.toCodes(values, type, bytes, at, count, categories, piece, 0);
            visitor.cells(at, count, piece);
          });
    };
  }
}
