package io.cellfolio.format;

/**
 * The JSON documents of one layout: records to bytes and back.
 *
 * <p>Writing gives the bytes that the layout's reference writer gives for the same content: key
 * order, separators, escapes and the shortest digits of every number.
 *
 * <p>Reading is strict about one document by itself: valid UTF-8 without a byte order mark, at most
 * 64 MiB, no duplicate or unknown keys, no {@code NaN}, no unpaired surrogate in the id of a vector
 * field, the right type and range of each value. It does not judge what takes more than one value
 * or document to see: duplicate keys of fields or labels, gaps between positions, counts that
 * disagree, files that are missing. Such a document reads well, and a validator judges it.
 *
 * <p>Numbers that must be whole may be written as {@code 1e5}, as R does. Reading a keyed manifest
 * assigns positions in order of appearance, continuous fields first.
 *
 * <p>Normative text: {@code docs/format/json.md}.
 */
public final class ManifestCodec {
  private final Layout layout;
  private final IdentityDocument identity;
  private final ObsDocument obs;
  private final VarDocument var;
  private final ConnectivityDocument connectivity;

  private ManifestCodec(Layout layout) {
    Tuples tuples = Tuples.of(layout);
    this.layout = layout;
    this.identity = new IdentityDocument(tuples);
    this.obs = new ObsDocument(tuples);
    this.var = new VarDocument(tuples);
    this.connectivity = new ConnectivityDocument(tuples);
  }

  /**
   * The documents of a layout.
   *
   * @param layout keyed or indexed
   * @return its codec, immutable and safe for threads
   */
  public static ManifestCodec of(Layout layout) {
    return new ManifestCodec(layout);
  }

  /**
   * The layout whose documents these are.
   *
   * @return keyed or indexed
   */
  public Layout layout() {
    return layout;
  }

  /**
   * Writes {@code dataset_identity.json}.
   *
   * @param identity what to write
   * @return the document, pure ASCII
   * @throws IllegalArgumentException when the layout cannot record it
   */
  public byte[] write(DatasetIdentity identity) {
    return this.identity.write(identity);
  }

  /**
   * Writes {@code obs_manifest.json}.
   *
   * @param manifest what to write
   * @return the document, pure ASCII
   * @throws IllegalArgumentException when the layout cannot record it, or when bounds and schemas
   *     disagree about quantisation
   */
  public byte[] write(ObsManifest manifest) {
    return obs.write(manifest);
  }

  /**
   * Writes {@code var_manifest.json}.
   *
   * @param manifest what to write
   * @return the document, pure ASCII
   * @throws IllegalArgumentException when bounds and schema disagree about quantisation
   */
  public byte[] write(VarManifest manifest) {
    return var.write(manifest);
  }

  /**
   * Writes {@code connectivity_manifest.json}.
   *
   * @param manifest what to write
   * @return the document, pure ASCII
   * @throws IllegalArgumentException when weights are there but the layout has none, or the reverse
   */
  public byte[] write(ConnectivityManifest manifest) {
    return connectivity.write(manifest);
  }

  /**
   * Writes {@code datasets.json}, which is the same in both layouts.
   *
   * @param catalog what to write
   * @return the document, pure ASCII
   */
  public byte[] write(DatasetsCatalog catalog) {
    return CatalogDocument.write(catalog);
  }

  /**
   * Reads {@code dataset_identity.json}.
   *
   * @param json the document
   * @return what it says
   * @throws MalformedDatasetException when the layout does not allow it
   */
  public DatasetIdentity readIdentity(byte[] json) throws MalformedDatasetException {
    return identity.read(json);
  }

  /**
   * Reads {@code obs_manifest.json}.
   *
   * @param json the document
   * @return what it says
   * @throws MalformedDatasetException when the layout does not allow it
   */
  public ObsManifest readObs(byte[] json) throws MalformedDatasetException {
    return obs.read(json);
  }

  /**
   * Reads {@code var_manifest.json}.
   *
   * @param json the document
   * @return what it says
   * @throws MalformedDatasetException when the layout does not allow it
   */
  public VarManifest readVar(byte[] json) throws MalformedDatasetException {
    return var.read(json);
  }

  /**
   * Reads {@code connectivity_manifest.json}.
   *
   * @param json the document
   * @return what it says
   * @throws MalformedDatasetException when the layout does not allow it
   */
  public ConnectivityManifest readConnectivity(byte[] json) throws MalformedDatasetException {
    return connectivity.read(json);
  }

  /**
   * Reads {@code datasets.json}.
   *
   * @param json the document
   * @return what it says
   * @throws MalformedDatasetException when the format does not allow it
   */
  public DatasetsCatalog readCatalog(byte[] json) throws MalformedDatasetException {
    return CatalogDocument.read(json);
  }
}
