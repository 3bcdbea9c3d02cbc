package io.cellfolio.h5ad;

import io.cellfolio.h5ad.ObjectHeaderScan.Entry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A group. Members are opened one by one, so that an unreadable one does not hide the others. */
final class HdfGroup extends HdfObject {
  private static final int MAX_HOPS = 16;
  private static final int MOST_NAMED = 12;

  private final Map<String, GroupLinks.Link> links;

  HdfGroup(HdfContainer container, String path, long address, List<Entry> header)
      throws IOException {
    super(container, path, address, header);
    this.links = container.call(path(), () -> GroupLinks.read(this));
  }

  /** Names of the members, in storage order. */
  Set<String> names() {
    return links.keySet();
  }

  /** Opens a direct member. */
  Optional<HdfObject> child(String name) throws IOException {
    return child(name, MAX_HOPS);
  }

  /** Opens what a path of names leads to. */
  Optional<HdfObject> find(String relativePath) throws IOException {
    // A name with a slash is stored as nested groups, except where it is a member's whole name.
    return links.containsKey(relativePath) ? child(relativePath) : find(relativePath, MAX_HOPS);
  }

  private Optional<HdfObject> find(String relativePath, int hops) throws IOException {
    HdfObject at = this;
    for (String step : relativePath.split("/")) {
      if (step.isEmpty() || ".".equals(step)) {
        continue;
      }
      if (!(at instanceof HdfGroup group)) {
        return Optional.empty();
      }
      Optional<HdfObject> next = group.child(step, hops);
      if (next.isEmpty()) {
        return next;
      }
      at = next.get();
    }
    return Optional.of(at);
  }

  private Optional<HdfObject> child(String name, int hops) throws IOException {
    GroupLinks.Link link = links.get(name);
    if (link == null) {
      return Optional.empty();
    }
    if (link instanceof GroupLinks.Hard hard) {
      return Optional.of(HdfObject.open(container(), childPath(name), hard.address()));
    }
    if (link instanceof GroupLinks.Soft soft) {
      if (hops == 0) {
        throw new UnsupportedEncodingException(
            container().name(), childPath(name), "a circle of links", "remove it from the file");
      }
      boolean absolute = soft.target().startsWith("/");
      HdfGroup from = absolute && container().root() instanceof HdfGroup root ? root : this;
      return from.find(soft.target(), hops - 1);
    }
    throw new UnsupportedEncodingException(
        container().name(),
        childPath(name),
        "a link to another file",
        "copy the data into this one");
  }

  @Override
  String describe() {
    return "a group of " + describeMembers();
  }

  /** The names of the members in brackets, not more than a message can hold. */
  String describeMembers() {
    if (links.size() <= MOST_NAMED) {
      return links.keySet().toString();
    }
    String first = String.join(", ", links.keySet().stream().limit(MOST_NAMED).toList());
    return "[" + first + " and " + (links.size() - MOST_NAMED) + " more]";
  }
}
