package io.cellfolio.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records refuse what makes no sense, and keep what they were given. */
class RecordsTest {
  private static final FieldEntry.Continuous FIELD =
      new FieldEntry.Continuous(0, "a", Optional.empty());
  private static final ValueSchema F32 = new ValueSchema("obs/{key}.values.f32", SampleType.F32);

  @ParameterizedTest
  @EnumSource(SampleType.class)
  void typesAreFoundByName(SampleType type) {
    assertThat(SampleType.ofDtype(type.dtype())).isSameAs(type);
    assertThatIllegalArgumentException().isThrownBy(() -> SampleType.ofDtype(type.name()));
  }

  @Test
  void codesLeaveOneForMissing() {
    assertThat(SampleType.ofQuantizationBits(8).maxCode()).isEqualTo(254);
    assertThat(SampleType.ofQuantizationBits(16).missingCode()).isEqualTo(65_535);
    assertThat(SampleType.U16.categoryCapacity()).isEqualTo(65_534);
    assertThatIllegalArgumentException().isThrownBy(() -> SampleType.ofQuantizationBits(32));
    assertThatIllegalStateException().isThrownBy(SampleType.F32::maxCode);
    assertThatIllegalStateException().isThrownBy(SampleType.U32::missingCode);
  }

  @Test
  void compressionHasNineLevels() {
    assertThat(Compression.gzip(9).suffix()).isEqualTo(".gz");
    assertThat(Compression.none().suffix()).isEmpty();
    assertThat(new Compression(OptionalInt.empty())).isEqualTo(Compression.none());
    assertThatIllegalArgumentException().isThrownBy(() -> Compression.gzip(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Compression.gzip(10));
  }

  @Test
  void boundsAreFiniteAndAscending() {
    assertThat(new Bounds(1, 1).max()).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new Bounds(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Bounds(Double.NaN, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Bounds(0, Double.POSITIVE_INFINITY));
  }

  @Test
  void fieldsHaveANameAndAPosition() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FieldEntry.Continuous(-1, "a", Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FieldEntry.Continuous(0, "", Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ValueSchema("obs/{key}.values.f64", SampleType.F64));
    assertThatIllegalArgumentException().isThrownBy(() -> new JsonScalar.Real(Double.NaN));
  }

  @Test
  void categoriesFitTheirCodes() {
    List<JsonScalar> labels = new ArrayList<>(Collections.nCopies(255, new JsonScalar.Flag(true)));
    FieldEntry.Categorical full =
        new FieldEntry.Categorical(
            0, "a", labels, SampleType.U8, new TreeMap<>(), Optional.empty());
    labels.add(new JsonScalar.Whole(1));
    assertThat(full.categories()).hasSize(255);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new FieldEntry.Categorical(
                    0, "a", labels, SampleType.U8, new TreeMap<>(), Optional.empty()))
        .withMessage("field 'a': 256 categories do not fit into uint8");
  }

  @Test
  void schemasAndFieldsComeTogether() {
    assertThatIllegalArgumentException().isThrownBy(() -> obs(Optional.empty(), List.of(FIELD)));
    assertThatIllegalArgumentException().isThrownBy(() -> obs(Optional.of(F32), List.of()));
    assertThat(obs(Optional.of(F32), List.of(FIELD)).continuous()).containsExactly(FIELD);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new VarManifest(-1, Optional.empty(), Compression.none(), F32, List.of(FIELD)));
  }

  @Test
  void graphsHaveCellIndices() {
    assertThatIllegalArgumentException().isThrownBy(() -> graph(1, SampleType.U8));
    assertThatIllegalArgumentException().isThrownBy(() -> graph(-1, SampleType.U16));
    assertThat(graph(0, SampleType.U32).nEdges()).isZero();
  }

  @Test
  void defaultsMustExist() {
    TreeMap<Integer, String> files = new TreeMap<>(Map.of(2, "points_2d.bin"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatasetIdentity.Embeddings(files, 3))
        .withMessage("default dimension 3 is not among [2]");
    DatasetIdentity.VectorField field =
        new DatasetIdentity.VectorField("v_umap", "v", Optional.empty(), files, 2);
    files.put(3, "points_3d.bin");
    assertThat(field.files()).containsOnlyKeys(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatasetIdentity.VectorFields(Optional.of("w"), List.of(field)));
    DatasetsCatalog.Entry entry =
        new DatasetsCatalog.Entry(
            "a", "a/", "A", Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
    assertThat(entry.stateSha256()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new DatasetsCatalog("b", List.of(entry)));
  }

  @Test
  void writingRefusesWhatTheLayoutCannotRecord() {
    ManifestCodec keyed = ManifestCodec.of(Layout.keyed());
    ManifestCodec indexed = ManifestCodec.of(Layout.indexed());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> keyed.write(categorical(new JsonScalar.Whole(1), Optional.of(F32))))
        .withMessageContaining("labels of the keyed layout are text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> keyed.write(categorical(new JsonScalar.Text("1"), Optional.empty())))
        .withMessageContaining("have outlier quantiles");
    assertThat(indexed.write(categorical(new JsonScalar.Whole(1), Optional.empty()))).isNotEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> indexed.write(categorical(new JsonScalar.Whole(1L << 53), Optional.empty())))
        .withMessageContaining("2^53");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> indexed.write(graph(1, SampleType.U16)))
        .withMessage("expected edge weights in the indexed layout");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                keyed.write(
                    new VarManifest(
                        1,
                        Optional.empty(),
                        Compression.none(),
                        new ValueSchema("var/{key}.values.u8", SampleType.U8),
                        List.of(FIELD))))
        .withMessageStartingWith("field 'a': bounds must be present exactly when");
  }

  private static ObsManifest obs(
      Optional<ValueSchema> schema, List<FieldEntry.Continuous> continuous) {
    return new ObsManifest(
        1,
        OptionalDouble.empty(),
        Compression.none(),
        schema,
        Optional.empty(),
        Optional.empty(),
        continuous,
        List.of());
  }

  private static ObsManifest categorical(JsonScalar label, Optional<ValueSchema> outliers) {
    return new ObsManifest(
        1,
        OptionalDouble.empty(),
        Compression.none(),
        Optional.empty(),
        Optional.of("obs/{key}.codes.{ext}"),
        outliers,
        List.of(),
        List.of(
            new FieldEntry.Categorical(
                0, "a", List.of(label), SampleType.U8, new TreeMap<>(), Optional.empty())));
  }

  private static ConnectivityManifest graph(long nCells, SampleType type) {
    return new ConnectivityManifest(
        nCells, 0, 0, type, "s", "d", Optional.empty(), Compression.none());
  }
}
