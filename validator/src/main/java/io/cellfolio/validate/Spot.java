package io.cellfolio.validate;

import io.cellfolio.format.SampleType;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A value of a document that knows its place. */
final class Spot {
  private static final int SHOWN_CHARS = 60;

  private final String file;
  private final Spot parent;
  private final Object step;
  private final Json value;

  private Spot(String file, Spot parent, Object step, Json value) {
    this.file = file;
    this.parent = parent;
    this.step = step;
    this.value = value;
  }

  /** The top value of a document. */
  static Spot root(String file, Json value) {
    return new Spot(file, null, "", value);
  }

  String file() {
    return file;
  }

  Json value() {
    return value;
  }

  boolean isObject() {
    return value instanceof Json.Members;
  }

  boolean isArray() {
    return value instanceof Json.Items;
  }

  boolean isText() {
    return value instanceof Json.Text;
  }

  boolean isNull() {
    return value instanceof Json.Nothing;
  }

  /** A string with something to see. */
  boolean isVisibleText() {
    return value instanceof Json.Text text && !text.value().isBlank();
  }

  boolean isNonEmptyText() {
    return value instanceof Json.Text text && !text.value().isEmpty();
  }

  /** Whether this is one of some strings. */
  boolean isOneOf(List<String> allowed) {
    return value instanceof Json.Text text && allowed.contains(text.value());
  }

  boolean isText(String constant) {
    return value instanceof Json.Text text && text.value().equals(constant);
  }

  Optional<String> text() {
    return value instanceof Json.Text text ? Optional.of(text.value()) : Optional.empty();
  }

  Optional<Boolean> flag() {
    return value instanceof Json.Flag flag ? Optional.of(flag.value()) : Optional.empty();
  }

  /** A truth value that is a member. */
  Optional<Boolean> flag(String member) {
    Optional<Spot> spot = member(member);
    return spot.isPresent() ? spot.get().flag() : Optional.empty();
  }

  /** The one of some types that this names. */
  Optional<SampleType> type(List<SampleType> allowed) {
    for (SampleType type : allowed) {
      if (isText(type.dtype())) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** A finite number. */
  OptionalDouble real() {
    return value instanceof Json.Num number && number.isFinite()
        ? OptionalDouble.of(number.value())
        : OptionalDouble.empty();
  }

  /** A whole number from 0 to 2^53 - 1. */
  OptionalLong count() {
    return value instanceof Json.Num number && number.isWhole() && number.value() >= 0
        ? OptionalLong.of((long) number.value())
        : OptionalLong.empty();
  }

  /** Whether this is a whole number from {@code least} to {@code most}. */
  boolean isWhole(long least, long most) {
    OptionalLong count = count();
    return count.isPresent() && count.getAsLong() >= least && count.getAsLong() <= most;
  }

  /** The names of an object, none for anything else. */
  List<String> names() {
    return value instanceof Json.Members members ? members.names() : List.of();
  }

  /** A member of an object. */
  Optional<Spot> member(String name) {
    if (value instanceof Json.Members members) {
      Json found = members.get(name);
      if (found != null) {
        return Optional.of(new Spot(file, this, name, found));
      }
    }
    return Optional.empty();
  }

  /** A member of a member. */
  Optional<Spot> member(String name, String inner) {
    return memberOf(member(name), inner);
  }

  /** A member of an object that may be missing. */
  static Optional<Spot> memberOf(Optional<Spot> object, String name) {
    return object.isPresent() ? object.get().member(name) : Optional.empty();
  }

  int size() {
    if (value instanceof Json.Items items) {
      return items.size();
    }
    return value instanceof Json.Members members ? members.size() : 0;
  }

  /** An element of an array. */
  Spot item(int index) {
    return new Spot(file, this, index, ((Json.Items) value).items()[index]);
  }

  /** The elements of an array, none for anything else; made when asked for. */
  List<Spot> items() {
    if (!isArray()) {
      return List.of();
    }
    return new AbstractList<>() {
      @Override
      public Spot get(int index) {
        return item(index);
      }

      @Override
      public int size() {
        return Spot.this.size();
      }
    };
  }

  /** The elements of an array that may be missing. */
  static List<Spot> itemsOf(Optional<Spot> array) {
    return array.isPresent() ? array.get().items() : List.of();
  }

  Place place() {
    return Place.pointer(pointer());
  }

  String pointer() {
    if (parent == null) {
      return "";
    }
    return parent.pointer() + '/' + step.toString().replace("~", "~0").replace("/", "~1");
  }

  /** The value for people. */
  String shown() {
    if (value instanceof Json.Items items) {
      return "an array of " + items.size();
    }
    if (value instanceof Json.Members members) {
      return "an object of " + members.size();
    }
    if (value instanceof Json.Text text) {
      return Shown.quoted(text.value(), SHOWN_CHARS);
    }
    if (value instanceof Json.Flag flag) {
      return String.valueOf(flag.value());
    }
    if (value instanceof Json.Num number) {
      return Shown.number(number);
    }
    return "null";
  }
}
