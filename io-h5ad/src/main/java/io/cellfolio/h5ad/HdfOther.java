package io.cellfolio.h5ad;

import io.cellfolio.h5ad.ObjectHeaderScan.Entry;
import java.io.IOException;
import java.util.List;

/** An object that is neither group nor dataset, such as a named datatype. */
final class HdfOther extends HdfObject {
  HdfOther(HdfContainer container, String path, long address, List<Entry> header)
      throws IOException {
    super(container, path, address, header);
  }

  @Override
  String describe() {
    return "an object that is neither a group nor a dataset";
  }
}
