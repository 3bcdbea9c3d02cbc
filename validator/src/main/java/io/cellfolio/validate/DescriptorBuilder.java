package io.cellfolio.validate;

import io.cellfolio.format.Bounds;
import io.cellfolio.format.ConnectivityManifest;
import io.cellfolio.format.DatasetIdentity;
import io.cellfolio.format.DescriptorTypes;
import io.cellfolio.format.MalformedDatasetException;
import io.cellfolio.format.VarManifest;
import io.cellfolio.format.proto.Embedding;
import io.cellfolio.format.proto.ExportDescriptor;
import io.cellfolio.format.proto.Gene;
import io.cellfolio.format.proto.Graph;
import io.cellfolio.format.proto.Payload;
import io.cellfolio.format.proto.Source;
import io.cellfolio.format.proto.VectorField;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Puts documents and measures together into one message. */
final class DescriptorBuilder {
  private final DatasetDocuments documents;
  private final DeclaredPayloads payloads;
  private final ExportDescriptor.Builder descriptor = ExportDescriptor.newBuilder();

  private DescriptorBuilder(DatasetDocuments documents, DeclaredPayloads payloads) {
    this.documents = documents;
    this.payloads = payloads;
  }

  /**
   * Takes over what the documents say.
   *
   * @throws MalformedDatasetException when they contradict each other
   */
  static DescriptorBuilder of(DatasetDocuments documents, DeclaredPayloads payloads)
      throws MalformedDatasetException {
    DescriptorBuilder builder = new DescriptorBuilder(documents, payloads);
    builder.addIdentity(documents.identity());
    builder.descriptor.addAllObsFields(ObsFieldMessages.of(documents, payloads));
    documents.var().ifPresent(builder::addVar);
    documents.connectivity().ifPresent(builder::addGraph);
    return builder;
  }

  /** The finished message. */
  ExportDescriptor withPayloads(List<PayloadMeasure> measures) {
    for (PayloadMeasure measure : measures) {
      descriptor.addPayloads(
          Payload.newBuilder()
              .setPath(measure.payload().path())
              .setDtype(DescriptorTypes.toMessage(measure.payload().type()))
              .addAllShape(measure.payload().shape())
              .setStoredBytes(measure.storedBytes())
              .setRawBytes(measure.rawBytes())
              .setCrc32(measure.crc32()));
    }
    return descriptor.build();
  }

  /** Value bounds as messages hold them. */
  static io.cellfolio.format.proto.Bounds message(Bounds bounds) {
    return io.cellfolio.format.proto.Bounds.newBuilder()
        .setMin(bounds.min())
        .setMax(bounds.max())
        .build();
  }

  private void addIdentity(DatasetIdentity identity) {
    descriptor
        .setLayout(DescriptorTypes.toMessage(documents.layout()))
        .addAllLayoutEvidence(documents.evidence())
        .setId(identity.id())
        .setName(identity.name())
        .setDescription(identity.description())
        .setCreatedAt(identity.createdAt().orElse(""))
        .setWriterVersion(identity.writerVersion())
        .setNCells(identity.stats().nCells())
        .setDefaultDimension(identity.embeddings().defaultDimension());
    addEmbeddings(identity.embeddings().files());
    documents.obs().compression().level().ifPresent(descriptor::setCompression);
    documents.obs().centroidOutlierQuantile().ifPresent(descriptor::setCentroidOutlierQuantile);
    identity
        .source()
        .ifPresent(
            source ->
                descriptor.setSource(
                    Source.newBuilder()
                        .setName(source.name().orElse(""))
                        .setUrl(source.url().orElse(""))
                        .setCitation(source.citation().orElse(""))));
    identity.vectorFields().ifPresent(this::addVectorFields);
  }

  private void addEmbeddings(SortedMap<Integer, String> files) {
    for (Map.Entry<Integer, String> file : files.entrySet()) {
      descriptor.addEmbeddings(embedding(file));
    }
  }

  private void addVectorFields(DatasetIdentity.VectorFields fields) {
    fields.defaultField().ifPresent(descriptor::setDefaultVectorField);
    for (DatasetIdentity.VectorField field : fields.fields()) {
      VectorField.Builder message =
          VectorField.newBuilder()
              .setId(field.id())
              .setLabel(field.label())
              .setBasis(field.basis().orElse(""))
              .setDefaultDimension(field.defaultDimension());
      field.files().entrySet().forEach(file -> message.addFiles(embedding(file)));
      descriptor.addVectorFields(message);
    }
  }

  private void addVar(VarManifest var) {
    descriptor.setNGenes(var.genes().size());
    var.geneIdColumn()
        .filter(column -> !documents.layout().geneIndexName().equals(var.geneIdColumn()))
        .ifPresent(descriptor::setGeneIdColumn);
    var.genes()
        .forEach(
            gene -> {
              Gene.Builder message =
                  Gene.newBuilder()
                      .setName(gene.key())
                      .setDtype(DescriptorTypes.toMessage(var.schema().type()))
                      .setPath(payloads.valuesPath(var.schema(), gene));
              gene.bounds().ifPresent(bounds -> message.setBounds(message(bounds)));
              descriptor.addGenes(message);
            });
  }

  private void addGraph(ConnectivityManifest graph) {
    descriptor.setGraph(
        Graph.newBuilder()
            .setNEdges(graph.nEdges())
            .setMaxNeighbors(graph.maxNeighbors())
            .setIndexDtype(DescriptorTypes.toMessage(graph.indexType()))
            .setSourcesPath(graph.sourcesPath())
            .setDestinationsPath(graph.destinationsPath())
            .setWeightsPath(graph.weightsPath().orElse("")));
  }

  private static Embedding embedding(Map.Entry<Integer, String> file) {
    return Embedding.newBuilder().setDimension(file.getKey()).setPath(file.getValue()).build();
  }
}
