package io.cellfolio.h5ad;

import io.jhdf.exceptions.HdfException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Walks version 1 B-trees, the index of old-style groups and of most chunked datasets. */
final class BTreeVersion1 {
  private static final int SIGNATURE = 0x45455254;
  private static final int HEADER_BYTES = 24;
  private static final int ADDRESS_BYTES = 8;

  /** Takes the chunks of a dataset. */
  interface ChunkVisitor {
    /**
     * One stored chunk.
     *
     * @param offset element coordinates of its first element; reused between calls
     * @param address where it is
     * @param size its stored bytes
     * @param mask filters that were skipped, bit by bit
     */
    void chunk(long[] offset, long address, long size, int mask);
  }

  private record Node(long address, int level) {}

  private BTreeVersion1() {}

  /** Addresses of the symbol table nodes of a group, in name order. */
  static List<Long> groupNodes(MetadataView view, long root) {
    List<Long> found = new ArrayList<>();
    walk(view, root, 0, ADDRESS_BYTES, (keys, at) -> found.add(keys.getLong(at + ADDRESS_BYTES)));
    return found;
  }

  /** Hands over every chunk of a dataset. */
  static void chunks(MetadataView view, long root, int rank, ChunkVisitor visitor) {
    long[] offset = new long[rank];
    int keyBytes = 8 + 8 * (rank + 1);
    walk(
        view,
        root,
        1,
        keyBytes,
        (keys, at) -> {
          for (int i = 0; i < rank; i++) {
            offset[i] = keys.getLong(at + 8 + 8 * i);
          }
          visitor.chunk(
              offset,
              keys.getLong(at + keyBytes),
              keys.getInt(at) & 0xffffffffL,
              keys.getInt(at + 4));
        });
  }

  private interface LeafEntry {
    void accept(ByteBuffer keys, int at);
  }

  private static void walk(MetadataView view, long root, int type, int keyBytes, LeafEntry leaf) {
    Deque<Node> open = new ArrayDeque<>();
    Set<Long> visited = new HashSet<>();
    open.push(new Node(root, -1));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (!visited.add(node.address())) {
        throw new HdfException("a B-tree that contains itself, at address " + node.address());
      }
      ByteBuffer header = view.readBufferFromAddress(node.address(), HEADER_BYTES);
      int level = header.get(5) & 0xff;
      if (header.getInt(0) != SIGNATURE || header.get(4) != type) {
        throw new HdfException("no B-tree node at address " + node.address());
      }
      if (node.level() >= 0 && level != node.level()) {
        throw new HdfException("a B-tree node of the wrong level at address " + node.address());
      }
      int entries = header.getShort(6) & 0xffff;
      int stride = keyBytes + ADDRESS_BYTES;
      ByteBuffer keys = view.readBufferFromAddress(node.address() + HEADER_BYTES, entries * stride);
      if (level == 0) {
        for (int i = 0; i < entries; i++) {
          leaf.accept(keys, i * stride);
        }
      } else {
        for (int i = entries - 1; i >= 0; i--) {
          open.push(new Node(keys.getLong(i * stride + keyBytes), level - 1));
        }
      }
    }
  }
}
