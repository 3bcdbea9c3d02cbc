package io.cellfolio.h5ad;

import io.jhdf.exceptions.HdfException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Visits the records of a newer B-tree, of any depth. Newer files index with it the members of
 * large groups, attributes that do not fit into a header, and the chunks of datasets that can grow
 * in several dimensions.
 */
final class BTreeVersion2 {
  private static final int HEADER_SIGNATURE = 0x44485442;
  private static final int INTERNAL_SIGNATURE = 0x4e495442;
  private static final int LEAF_SIGNATURE = 0x464c5442;
  private static final int HEADER_BYTES = 38;
  private static final int NODE_PREFIX_BYTES = 6;
  private static final int NODE_OVERHEAD_BYTES = 10;
  private static final int ADDRESS_BYTES = 8;
  private static final int DEEPEST = 16;
  private static final long UNDEFINED = -1L;

  /** Takes records. */
  interface Visitor {
    /** One record of a length, at a position of a buffer that holds others too. */
    void record(ByteBuffer bytes, int at, int length);
  }

  private final MetadataView view;
  private final Visitor visitor;
  private final int recordBytes;
  private final int[] totalBytes;
  private final int countBytes;
  private final Set<Long> visited = new HashSet<>();

  private BTreeVersion2(MetadataView view, Visitor visitor, ByteBuffer header, int depth) {
    this.view = view;
    this.visitor = visitor;
    int nodeBytes = header.getInt(6);
    this.recordBytes = header.getShort(10) & 0xffff;
    if (nodeBytes <= NODE_OVERHEAD_BYTES || recordBytes == 0 || depth > DEEPEST) {
      throw new HdfException("a B-tree with impossible sizes");
    }
    long mostInLeaf = (nodeBytes - NODE_OVERHEAD_BYTES) / recordBytes;
    this.countBytes = bytesFor(mostInLeaf);
    this.totalBytes = new int[depth + 1];
    long mostBelow = mostInLeaf;
    for (int level = 1; level <= depth; level++) {
      long pointer = ADDRESS_BYTES + countBytes + totalBytes[level - 1];
      long most = (nodeBytes - NODE_OVERHEAD_BYTES - pointer) / (recordBytes + pointer);
      mostBelow = Math.addExact(Math.multiplyExact(most + 1, mostBelow), most);
      totalBytes[level] = bytesFor(mostBelow);
    }
  }

  private static int bytesFor(long number) {
    return (63 - Long.numberOfLeadingZeros(Math.max(1, number))) / 8 + 1;
  }

  /** Visits all records, in order. */
  static void visit(MetadataView view, long address, Visitor visitor) {
    ByteBuffer header = view.readBufferFromAddress(address, HEADER_BYTES);
    if (header.getInt(0) != HEADER_SIGNATURE || header.get(4) != 0) {
      throw new HdfException("no B-tree at address " + address);
    }
    int depth = header.getShort(12) & 0xffff;
    BTreeVersion2 tree = new BTreeVersion2(view, visitor, header, depth);
    long root = header.getLong(16);
    if (root != UNDEFINED) {
      tree.node(root, header.getShort(24) & 0xffff, depth);
    }
  }

  private void node(long address, long records, int level) {
    if (!visited.add(address)) {
      throw new HdfException("a B-tree that contains itself, at address " + address);
    }
    int pointerBytes = level == 0 ? 0 : ADDRESS_BYTES + countBytes + totalBytes[level - 1];
    long bytes = NODE_PREFIX_BYTES + records * recordBytes + (records + 1) * pointerBytes;
    ByteBuffer node = view.readBufferFromAddress(address, Math.toIntExact(bytes));
    if (node.getInt(0) != (level == 0 ? LEAF_SIGNATURE : INTERNAL_SIGNATURE) || node.get(4) != 0) {
      throw new HdfException("no B-tree node at address " + address);
    }
    int pointer = (int) (NODE_PREFIX_BYTES + records * recordBytes);
    for (int i = 0; i <= records; i++) {
      if (level > 0) {
        long below = LittleEndianBytes.number(node, pointer + ADDRESS_BYTES, countBytes);
        node(node.getLong(pointer), below, level - 1);
        pointer += pointerBytes;
      }
      if (i < records) {
        visitor.record(node, NODE_PREFIX_BYTES + i * recordBytes, recordBytes);
      }
    }
  }
}
