package io.cellfolio.h5ad;

import io.jhdf.GroupSymbolTableNode;
import io.jhdf.LocalHeap;
import io.jhdf.SymbolTableEntry;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.SymbolTableMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists what a group links to, without touching the objects at the other end. */
final class GroupLinks {
  private static final long UNDEFINED = -1L;
  private static final int SOFT_LINK = 2;
  private static final int HASH_BYTES = 4;

  /** Where a name leads. */
  sealed interface Link {}

  record Hard(long address) implements Link {}

  record Soft(String target) implements Link {}

  record External() implements Link {}

  private GroupLinks() {}

  static Map<String, Link> read(HdfGroup group) throws IOException {
    MetadataView view = group.container().metadata();
    Optional<SymbolTableMessage> table = group.message(SymbolTableMessage.class);
    Map<String, Link> links = new LinkedHashMap<>();
    if (table.isPresent()) {
      readSymbolTable(view, table.get(), links);
      return links;
    }
    for (LinkMessage link : group.messages(LinkMessage.class)) {
      links.put(link.getLinkName(), of(link));
    }
    Optional<LinkInfoMessage> info = group.message(LinkInfoMessage.class);
    if (info.isPresent() && info.get().getBTreeNameIndexAddress() != UNDEFINED) {
      FractalHeapReader heap = new FractalHeapReader(view, info.get().getFractalHeapAddress());
      BTreeVersion2.visit(
          view,
          info.get().getBTreeNameIndexAddress(),
          (bytes, at, length) -> {
            ByteBuffer id = FractalHeapReader.identifier(bytes, at + HASH_BYTES, at + length);
            LinkMessage link = LinkMessage.fromBuffer(heap.object(id), view.getSuperblock());
            links.put(link.getLinkName(), of(link));
          });
    }
    return links;
  }

  private static Link of(LinkMessage link) {
    return switch (link.getLinkType()) {
      case HARD -> new Hard(link.getHardLinkAddress());
      case SOFT -> new Soft(link.getSoftLink());
      case EXTERNAL -> new External();
    };
  }

  private static void readSymbolTable(
      MetadataView view, SymbolTableMessage table, Map<String, Link> links) {
    ByteBuffer names = new LocalHeap(view, table.getLocalHeapAddress()).getDataBuffer();
    List<Long> nodes = BTreeVersion1.groupNodes(view, table.getBTreeAddress());
    for (long node : nodes) {
      for (SymbolTableEntry entry : new GroupSymbolTableNode(view, node).getSymbolTableEntries()) {
        String name = nameAt(names, entry.getLinkNameOffset());
        links.put(
            name,
            entry.getCacheType() == SOFT_LINK
                ? new Soft(nameAt(names, entry.getLinkValueOffset()))
                : new Hard(entry.getObjectHeaderAddress()));
      }
    }
  }

  private static String nameAt(ByteBuffer names, int offset) {
    int end = offset;
    while (end < names.limit() && names.get(end) != 0) {
      end++;
    }
    if (offset < 0 || end >= names.limit()) {
      throw new HdfException("the name of a member lies outside the group's names");
    }
    byte[] bytes = new byte[end - offset];
    names.get(offset, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
