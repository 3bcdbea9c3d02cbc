package io.cellfolio.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.cellfolio.format.proto.Bounds;
import io.cellfolio.format.proto.Category;
import io.cellfolio.format.proto.Dtype;
import io.cellfolio.format.proto.ExportDescriptor;
import io.cellfolio.format.proto.Finding;
import io.cellfolio.format.proto.Gene;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DescriptorJsonTest {

  @Test
  void oneTextForOneMessage() {
    Gene gene =
        Gene.newBuilder()
            .setName("HLA-\u00e9\"<>&'=")
            .setDtype(Dtype.DTYPE_UINT8)
            .setBounds(Bounds.newBuilder().setMin(2.0e-3).setMax(2.0E23))
            .build();
    assertThat(DescriptorJson.print(gene))
        .isEqualTo(
            """
            {
              "name": "HLA-\\u00e9\\"<>&'=",
              "dtype": "DTYPE_UINT8",
              "path": "",
              "bounds": {
                "min": 0.002,
                "max": 2e+23
              }
            }""");
  }

  @Test
  void absenceIsLeftOutAndZeroIsNot() {
    assertThat(DescriptorJson.print(Finding.getDefaultInstance()))
        .contains("\"severity\": \"SEVERITY_UNSPECIFIED\"")
        .doesNotContain("pointer")
        .doesNotContain("byte_offset");
    assertThat(DescriptorJson.print(Finding.newBuilder().setByteOffset(0).build()))
        .contains("\"byte_offset\": \"0\"");
    assertThat(DescriptorJson.print(ExportDescriptor.getDefaultInstance()))
        .contains("\"n_cells\": \"0\"")
        .contains("\"default_dimension\": 0")
        .contains("\"genes\": []")
        .doesNotContain("compression")
        .doesNotContain("graph");
  }

  @Test
  void protobufReadsItBack() throws InvalidProtocolBufferException {
    ExportDescriptor descriptor =
        ExportDescriptor.newBuilder()
            .setLayout(DescriptorTypes.toMessage(Layout.indexed()))
            .setNCells(-1)
            .setCompression(6)
            .setCentroidOutlierQuantile(Math.nextDown(0.95))
            .addObsFields(
                io.cellfolio.format.proto.ObsField.newBuilder()
                    .setKey("\ud83d\ude00")
                    .addCategories(Category.newBuilder().setWhole(Long.MIN_VALUE))
                    .addCategories(Category.newBuilder().setReal(Double.MIN_VALUE))
                    .addCategories(Category.newBuilder().setFlag(false)))
            .addPayloads(io.cellfolio.format.proto.Payload.newBuilder().setCrc32(0xffffffff))
            .build();
    ExportDescriptor.Builder read = ExportDescriptor.newBuilder();
    JsonFormat.parser().merge(DescriptorJson.print(descriptor), read);
    assertThat(read.build()).isEqualTo(descriptor);
  }

  @ParameterizedTest
  @EnumSource(SampleType.class)
  void typesMapBothWays(SampleType type) {
    assertThat(DescriptorTypes.fromMessage(DescriptorTypes.toMessage(type))).isEqualTo(type);
    assertThat(DescriptorTypes.toMessage(type).name())
        .isEqualTo("DTYPE_" + type.dtype().toUpperCase(Locale.ROOT));
  }

  @Test
  void layoutsMapBothWays() {
    for (Layout layout : Layout.all()) {
      assertThat(DescriptorTypes.fromMessage(DescriptorTypes.toMessage(layout))).isEqualTo(layout);
      assertThat(DescriptorTypes.toMessage(layout).name())
          .isEqualTo("LAYOUT_" + layout.name().toUpperCase(Locale.ROOT));
    }
  }

  @Test
  void theUnspecifiedIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DescriptorTypes.fromMessage(Dtype.DTYPE_UNSPECIFIED));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> DescriptorTypes.fromMessage(io.cellfolio.format.proto.Layout.LAYOUT_UNSPECIFIED));
  }
}
