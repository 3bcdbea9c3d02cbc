package io.cellfolio.h5ad;

import io.jhdf.object.datatype.ArrayDataType;
import io.jhdf.object.datatype.BitField;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.Reference;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The type of an element, as far as this reader tells types apart. */
sealed interface HdfType
    permits NumericType,
        HdfType.FixedText,
        HdfType.VariableText,
        HdfType.Compound,
        HdfType.Block,
        HdfType.ObjectReference,
        HdfType.Other {

  /** Bytes of one element. */
  int size();

  /** A name for people, numpy's where there is one. */
  String label();

  /** Text in a fixed number of bytes, up to the first zero. */
  record FixedText(int size, boolean spacePadded) implements HdfType {
    @Override
    public String label() {
      return "string of " + size + " bytes";
    }
  }

  /** Text in the global heap. */
  record VariableText(int size) implements HdfType {
    @Override
    public String label() {
      return "string";
    }
  }

  /** Named fields. */
  record Compound(int size, List<Field> fields) implements HdfType {
    @Override
    public String label() {
      return fields.stream()
          .map(field -> field.name() + ": " + field.type().label())
          .collect(Collectors.joining(", ", "compound {", "}"));
    }
  }

  /** A field of a compound. */
  record Field(String name, int offset, HdfType type) {}

  /** A fixed number of elements, row-major. */
  record Block(int size, HdfType element, List<Integer> dimensions) implements HdfType {
    @Override
    public String label() {
      return element.label() + dimensions;
    }
  }

  /** The address of an object. */
  record ObjectReference(int size) implements HdfType {
    @Override
    public String label() {
      return "object reference";
    }
  }

  /** Anything else. */
  record Other(int size, String label) implements HdfType {}

  /** Whether a type is h5py's for complex numbers: two real numbers, r and i. */
  static boolean isComplex(HdfType type) {
    return type instanceof Compound compound
        && compound.fields().size() == 2
        && compound.fields().get(0).name().equals("r")
        && compound.fields().get(1).name().equals("i")
        && compound.fields().stream()
            .allMatch(f -> f.type() instanceof NumericType n && n.kind() == NumericType.Kind.FLOAT);
  }

  static HdfType of(DataType type) {
    if (type instanceof FixedPoint fixed) {
      return integer(fixed);
    }
    if (type instanceof FloatingPoint real) {
      return real(real);
    }
    if (type instanceof BitField bits && bits.getSize() == 1) {
      return new NumericType(NumericType.Kind.BOOL, 1, false);
    }
    if (type instanceof EnumDataType enumeration) {
      return enumeration(enumeration);
    }
    if (type instanceof StringData text) {
      return new FixedText(
          text.getSize(), text.getPaddingType() == StringData.PaddingType.SPACE_PADDED);
    }
    if (type instanceof VariableLength variable && variable.isVariableLengthString()) {
      return new VariableText(variable.getSize());
    }
    if (type instanceof Reference reference && reference.getSize() == 8) {
      return new ObjectReference(8);
    }
    if (type instanceof CompoundDataType compound) {
      return compound(compound);
    }
    if (type instanceof ArrayDataType array) {
      List<Integer> dimensions = new ArrayList<>();
      for (int dimension : array.getArrayTypeDimensions()) {
        dimensions.add(dimension);
      }
      return new Block(array.getSize(), of(array.getBaseType()), List.copyOf(dimensions));
    }
    return new Other(
        type.getSize(), type.getClass().getSimpleName().toLowerCase(Locale.ROOT) + " type");
  }

  private static HdfType integer(FixedPoint type) {
    int size = type.getSize();
    boolean plain =
        type.getBitOffset() == 0
            && type.getBitPrecision() == 8 * size
            && (size == 1 || size == 2 || size == 4 || size == 8);
    if (!plain) {
      return new Other(size, "integer of " + type.getBitPrecision() + " bits");
    }
    return new NumericType(
        type.isSigned() ? NumericType.Kind.SIGNED : NumericType.Kind.UNSIGNED,
        size,
        type.getByteOrder() == ByteOrder.BIG_ENDIAN);
  }

  private static HdfType real(FloatingPoint type) {
    int size = type.getSize();
    int exponent = type.getExponentSize();
    boolean ieee =
        size == 2 && exponent == 5 && type.getMantissaSize() == 10
            || size == 4 && exponent == 8 && type.getMantissaSize() == 23
            || size == 8 && exponent == 11 && type.getMantissaSize() == 52;
    if (!ieee || type.getBitOffset() != 0) {
      return new Other(size, "floating point of " + type.getBitPrecision() + " bits");
    }
    return new NumericType(
        NumericType.Kind.FLOAT, size, type.getByteOrder() == ByteOrder.BIG_ENDIAN);
  }

  private static boolean hasTrue(EnumDataType type) {
    for (String name : type.getEnumMapping().values()) {
      if (name.equalsIgnoreCase("TRUE")) {
        return true;
      }
    }
    return false;
  }

  private static HdfType enumeration(EnumDataType type) {
    // Only the name of 0 is sure: jhdf reads the other value as if it were little-endian.
    boolean flags =
        type.getEnumMapping().size() == 2
            && "FALSE".equalsIgnoreCase(type.getEnumMapping().get(0))
            && hasTrue(type);
    HdfType base = of(type.getBaseType());
    if (flags && base instanceof NumericType number) {
      return new NumericType(NumericType.Kind.BOOL, number.size(), number.bigEndian());
    }
    return base;
  }

  private static HdfType compound(CompoundDataType type) {
    List<Field> fields = new ArrayList<>();
    for (CompoundDataType.CompoundDataMember member : type.getMembers()) {
      HdfType fieldType = of(member.getDataType());
      int[] dimensions = member.getDimensionSize();
      if (dimensions != null && dimensions.length > 0) {
        int size = fieldType.size();
        List<Integer> lengths = new ArrayList<>();
        for (int dimension : dimensions) {
          size = Math.multiplyExact(size, dimension);
          lengths.add(dimension);
        }
        fieldType = new Block(size, fieldType, List.copyOf(lengths));
      }
      fields.add(new Field(member.getName(), member.getOffset(), fieldType));
    }
    return new Compound(type.getSize(), List.copyOf(fields));
  }
}
