package io.cellfolio.validate;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Opens and closes payloads for checks and reports what stands in the way. */
final class PayloadOpener {
  private static final long MOST_BYTES = 512L << 20;
  private static final long STORED_BLOCK_BYTES = 65_535;
  private static final long STORED_BLOCK_HEADER = 5;
  private static final long HEADER_ALLOWANCE = 1042;

  private final ExportFiles files;
  private final Findings findings;
  private final Map<String, FileFacts> facts;
  private final Set<Payload> damaged = ConcurrentHashMap.newKeySet();

  PayloadOpener(ExportFiles files, Findings findings, Map<String, FileFacts> facts) {
    this.files = files;
    this.findings = findings;
    this.facts = facts;
  }

  Findings findings() {
    return findings;
  }

  /** Whether a payload is there, a regular file, and no other check found it damaged. */
  boolean isUsable(Payload payload) {
    return facts.containsKey(payload.path()) && !damaged.contains(payload);
  }

  /**
   * Opens a payload.
   *
   * @return whether it can be read; if not, there is a finding
   */
  boolean open(PayloadInput input, Payload payload) {
    return open(input, payload, false);
  }

  private boolean open(PayloadInput input, Payload payload, boolean envelope) {
    if (!isUsable(payload)) {
      return false;
    }
    findings.ran(Rule.PAYLOAD_LENGTH, 1);
    findings.ran(Rule.FILE_UNREADABLE, 1);
    if (payload.gzipped()) {
      findings.ran(Rule.GZIP_ENVELOPE, 1);
      findings.ran(Rule.GZIP_HEADER_FIELDS, 1);
    }
    try {
      String fields = envelope ? input.openEnvelope(payload) : input.open(payload);
      if (!fields.isEmpty()) {
        findings.add(
            Rule.GZIP_HEADER_FIELDS,
            payload.path(),
            Place.byteOffset(0),
            "a header of ten bytes with neither name nor time",
            fields);
      }
      return true;
    } catch (PayloadFault e) {
      report(payload, e);
    } catch (IOException e) {
      report(payload, e);
    }
    return false;
  }

  /** Reads a payload that is open and not read yet to its end without looking at it. */
  void drain(PayloadInput input, Payload payload, byte[] buffer) {
    try {
      for (long left = payload.rawBytes(); left > 0; ) {
        left -= input.readBlock(buffer);
      }
      finish(input, payload);
    } catch (PayloadFault e) {
      report(payload, e);
    } catch (IOException e) {
      report(payload, e);
    }
  }

  /** Ends the reading of a payload. */
  void finish(PayloadInput input, Payload payload) throws IOException, PayloadFault {
    if (payload.gzipped()) {
      findings.ran(Rule.GZIP_DATA, 1);
      findings.ran(Rule.GZIP_CHECKSUM, 1);
      findings.ran(Rule.GZIP_TRAILING, 1);
    }
    input.finish();
    checkUnchanged(payload);
  }

  /** Checks what can be told without reading a payload to its end. */
  void checkEnvelope(PayloadInput input, Payload payload) {
    if (open(input, payload, true)) {
      try {
        input.checkRecordedLength();
        checkUnchanged(payload);
      } catch (PayloadFault e) {
        report(payload, e);
      } catch (IOException e) {
        report(payload, e);
      }
    }
  }

  /** Checks that browsers can hold a payload. */
  void checkSize(Payload payload, long nCells, int dimension) {
    long raw = payload.rawBytes();
    long needed = dimension > 0 ? Math.addExact(raw, Math.multiplyExact(12L, nCells)) : raw;
    FileFacts file = facts.get(payload.path());
    long stored = file == null ? 0 : file.size();
    if (payload.gzipped() && !findings.holds(Rule.PAYLOAD_LARGE, stored <= mostStored(raw))) {
      findings.add(
          Rule.PAYLOAD_LARGE,
          payload.path(),
          Place.whole(),
          "a gzip file of at most %s bytes, for %s bytes of content"
              .formatted(Shown.count(mostStored(raw)), Shown.count(raw)),
          Shown.count(stored));
      return;
    }
    long most = Math.max(needed, stored);
    if (!findings.holds(Rule.PAYLOAD_LARGE, most <= MOST_BYTES)) {
      findings.add(
          Rule.PAYLOAD_LARGE,
          payload.path(),
          Place.whole(),
          "at most " + Shown.count(MOST_BYTES) + " bytes in a browser",
          Shown.count(most));
    }
  }

  /**
   * What a gzip file can come to when deflate finds nothing to save, and a little for its header.
   */
  private static long mostStored(long raw) {
    long blocks = raw / STORED_BLOCK_BYTES + (raw % STORED_BLOCK_BYTES == 0 ? 0 : 1);
    return raw + STORED_BLOCK_HEADER * (blocks + 1) + HEADER_ALLOWANCE;
  }

  void report(Payload payload, PayloadFault fault) {
    if (damaged.add(payload)) {
      fault.addTo(findings, payload.path());
    }
  }

  void report(Payload payload, IOException e) {
    if (damaged.add(payload)) {
      findings.add(
          Rule.FILE_UNREADABLE,
          payload.path(),
          Place.whole(),
          "a file that can be read",
          Reasons.of(e));
    }
  }

  private void checkUnchanged(Payload payload) {
    boolean same = files.facts(payload.path()).equals(facts.get(payload.path()));
    if (!findings.holds(Rule.FILE_CHANGED, same)) {
      findings.add(
          Rule.FILE_CHANGED,
          payload.path(),
          Place.whole(),
          "the size and time that it had when the folder was listed",
          "another size or time");
    }
  }
}
