package io.cellfolio.export;

import io.cellfolio.format.DatasetIdentity;
import io.cellfolio.format.SampleType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The vector fields of an export.
 *
 * @param nCells number of cells
 * @param defaultField id of the one that a viewer shows first
 * @param fields in the layout's order, at least one
 */
record PlannedVectors(int nCells, String defaultField, List<Field> fields)
    implements PlannedSection {
  PlannedVectors {
    fields = List.copyOf(fields);
  }

  @Override
  public SectionName name() {
    return SectionName.VECTORS;
  }

  @Override
  public List<PlannedPayload> payloads() {
    List<PlannedPayload> payloads = new ArrayList<>();
    for (Field field : fields) {
      for (var entry : field.parts.entrySet()) {
        payloads.add(
            new PlannedPayload(
                SectionName.VECTORS,
                entry.getValue().path,
                SampleType.F32,
                Math.multiplyExact((long) nCells, entry.getKey())));
      }
    }
    return payloads;
  }

  /** The ids of the fields, in their order. */
  List<String> ids() {
    List<String> ids = new ArrayList<>(fields.size());
    for (Field field : fields) {
      ids.add(field.id);
    }
    return Collections.unmodifiableList(ids);
  }

  DatasetIdentity.VectorFields describe() {
    List<DatasetIdentity.VectorField> described = new ArrayList<>(fields.size());
    for (Field field : fields) {
      described.add(field.describe());
    }
    return new DatasetIdentity.VectorFields(Optional.of(defaultField), described);
  }

  /**
   * One vector field.
   *
   * @param id its name
   * @param label its title
   * @param basis its embedding family
   * @param parts by dimension, at least one
   */
  record Field(String id, String label, Optional<String> basis, SortedMap<Integer, Part> parts) {
    Field {
      parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    DatasetIdentity.VectorField describe() {
      SortedMap<Integer, String> files = new TreeMap<>();
      for (var entry : parts.entrySet()) {
        files.put(entry.getKey(), entry.getValue().path);
      }
      return new DatasetIdentity.VectorField(id, label, basis, files, parts.lastKey());
    }
  }

  /**
   * A vector field in one dimension.
   *
   * @param key the obsm key that it comes from
   * @param path of its payload
   */
  record Part(String key, String path) {}
}
