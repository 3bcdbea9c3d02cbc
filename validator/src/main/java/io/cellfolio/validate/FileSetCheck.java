package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files that are there against those that are declared. Folders without a declared file in them
 * are not entered, so the time depends on the documents, not on what lies beside them.
 *
 * <p>Normative text: {@code docs/format/reader.md}, V67, V70, N2; {@code directory.md}, section
 * "Files of an export".
 */
final class FileSetCheck {
  private static final int MOST_UNDECLARED = 20_000;

  private final ExportFiles files;
  private final Findings findings;
  private final Dataset dataset;
  private final Map<String, FileFacts> facts = new HashMap<>();
  private final Set<String> declared = new HashSet<>();
  private final Set<String> twins = new HashSet<>();
  private int undeclared;

  private FileSetCheck(ExportFiles files, Findings findings, Dataset dataset) {
    this.files = files;
    this.findings = findings;
    this.dataset = dataset;
  }

  /**
   * Checks an export.
   *
   * @return what is known of each declared payload that is a regular file, by path
   */
  static Map<String, FileFacts> check(
      ExportFiles files, Dataset dataset, Documents documents, Findings findings) {
    FileSetCheck check = new FileSetCheck(files, findings, dataset);
    for (String name : Documents.names()) {
      if (documents.isThere(name)) {
        check.declared.add(name);
      }
    }
    for (Payload payload : dataset.payloads()) {
      check.checkPayload(payload);
    }
    check.list();
    return check.facts;
  }

  private void checkPayload(Payload payload) {
    String path = payload.path();
    if (!declared.add(path)) {
      return;
    }
    twins.add(payload.twin());
    FileFacts found = PathText.isInside(path) ? files.facts(path) : FileFacts.MISSING;
    FileFacts.Kind kind = found.kind();
    if (!findings.holds(Rule.PAYLOAD_MISSING, kind != FileFacts.Kind.MISSING)) {
      findings.add(
          Rule.PAYLOAD_MISSING,
          path,
          Place.whole(),
          "this file, because %s%s declares it (%s)"
              .formatted(
                  payload.declaredAt().file(), payload.declaredAt().pointer(), payload.what()),
          kind.shown());
      return;
    }
    if (!findings.holds(Rule.FILE_NOT_REGULAR, found.isRegular())) {
      Rule rule = kind == FileFacts.Kind.UNREADABLE ? Rule.FILE_UNREADABLE : Rule.FILE_NOT_REGULAR;
      findings.add(rule, path, Place.whole(), FileFacts.Kind.REGULAR.shown(), kind.shown());
      return;
    }
    facts.put(path, found);
  }

  private void list() {
    Set<String> folders = new TreeSet<>();
    for (String path : declared) {
      for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
        folders.add(path.substring(0, slash));
      }
    }
    if (files.facts(Layout.OBS_DIRECTORY).kind() == FileFacts.Kind.DIRECTORY) {
      // It is there even when no field is exported.
      folders.add(Layout.OBS_DIRECTORY);
    }
    if (declared.contains(Layout.VAR_MANIFEST_FILE)
        && files.facts(Layout.VAR_DIRECTORY).kind() == FileFacts.Kind.DIRECTORY) {
      // So may this be, of a matrix without genes.
      folders.add(Layout.VAR_DIRECTORY);
    }
    list("", folders);
    for (String folder : folders) {
      if (PathText.isInside(folder) && files.facts(folder).kind() == FileFacts.Kind.DIRECTORY) {
        list(folder, folders);
      }
    }
  }

  private void list(String folder, Set<String> folders) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    boolean uncertain = dataset.uncertainFolders().contains(folder);
    findings.ran(Rule.FILE_UNDECLARED, 1);
    findings.ran(Rule.PAYLOAD_TWIN, 1);
    findings.ran(Rule.FILE_NAME_UNSAFE, 1);
    try (DirectoryStream<Path> entries = files.list(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        String path = prefix + name;
        if (declared.contains(path) || folders.contains(path)) {
          continue;
        }
        if (undeclared >= MOST_UNDECLARED) {
          reportTooMany(folder);
          return;
        }
        reportUndeclared(path, name, uncertain);
      }
    } catch (IOException e) {
      unreadable(folder, e);
    } catch (DirectoryIteratorException e) {
      unreadable(folder, e.getCause());
    }
  }

  private void reportUndeclared(String path, String name, boolean uncertain) {
    if (!PathText.isName(name)) {
      findings.add(
          Rule.FILE_NAME_UNSAFE,
          path,
          Place.whole(),
          "a name without backslashes and control characters",
          Shown.name(name));
    }
    if (twins.contains(path)) {
      findings.add(
          Rule.PAYLOAD_TWIN,
          path,
          Place.whole(),
          "one file for a payload",
          "this file beside the declared one with or without .gz");
    } else if (!uncertain && !dataset.uncertainFolders().contains(path)) {
      undeclared++;
      findings.add(
          Rule.FILE_UNDECLARED,
          path,
          Place.whole(),
          "nothing but what documents declare",
          "a file or folder that no document declares");
    }
  }

  private void reportTooMany(String folder) {
    findings.add(
        Rule.FILE_UNDECLARED,
        folder,
        Place.whole(),
        "nothing but what documents declare",
        "more than " + Shown.count(MOST_UNDECLARED) + " such files; the rest was not looked at");
  }

  private void unreadable(String folder, IOException e) {
    findings.add(
        Rule.FILE_UNREADABLE, folder, Place.whole(), "a folder that can be listed", Reasons.of(e));
  }
}
