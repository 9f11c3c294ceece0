package org.stipend.orchestrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The SQL in compiled classes: every text constant, with constants that were put together already
 * joined. Keywords of SQL are written in capitals, so that prose is not taken for it.
 */
final class Statements {

  private static final String PACKAGE = "org.stipend.orchestrator.";
  private static final String NAME = "[a-z_]+";
  private static final String NAMED = NAME + "(?:\\s+(?:AS\\s+)?" + NAME + ")?";
  private static final Pattern WRITES =
      Pattern.compile(
          "\\b(?:INSERT INTO|MERGE INTO|DELETE FROM|TRUNCATE|(?<!FOR |DO |NO KEY )UPDATE)\\s+(%s)"
              .formatted(NAME));

  /** With the list of tables that may follow, each with a name of its own. */
  private static final Pattern READS =
      Pattern.compile(
          "\\b(?<!DELETE |DISTINCT )(?:FROM|JOIN|USING)\\s+(%s(?:\\s*,\\s*%s)*)"
              .formatted(NAMED, NAMED));

  /** A table that is put in only when the statement is sent. */
  private static final Pattern HIDDEN =
      Pattern.compile("\\b(?:FROM|JOIN|INTO|(?<!FOR |NO KEY )UPDATE)(?:\\s+\u0001|\\s*$)");

  private Statements() {}

  /**
   * @param room the first package below that of the orchestrator
   * @param type the simple name of the outermost class
   */
  record Statement(String room, String type, String text) {

    boolean writes() {
      return WRITES.matcher(text).find();
    }

    Set<String> writes(Set<String> tables) {
      return known(WRITES.matcher(text).results().map(found -> found.group(1)), tables);
    }

    Set<String> reads(Set<String> tables) {
      return known(
          READS
              .matcher(text)
              .results()
              .flatMap(found -> Arrays.stream(found.group(1).split("\\s*,\\s*")))
              .map(item -> item.split("\\s+")[0]),
          tables);
    }

    boolean hidesItsTable() {
      return HIDDEN.matcher(text).find();
    }

    private static Set<String> known(Stream<String> found, Set<String> tables) {
      Set<String> names = new TreeSet<>();
      found.filter(tables::contains).forEach(names::add);
      return names;
    }
  }

  static List<Statement> ofTheProduct() {
    try (Stream<Path> files = Files.walk(Path.of("target/classes/org/stipend/orchestrator"))) {
      List<Statement> all = new ArrayList<>();
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
        all.addAll(in(Files.readAllBytes(file)));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Statement> in(byte[] compiled) {
    var parsed = ClassFile.of().parse(compiled);
    String name = parsed.thisClass().asInternalName().replace('/', '.');
    String[] below = name.substring(PACKAGE.length()).split("\\.");
    String room = below.length == 1 ? "orchestrator" : below[0];
    String type = below[below.length - 1].replaceFirst("\\$.*", "");
    return StreamSupport.stream(parsed.constantPool().spliterator(), false)
        .filter(StringEntry.class::isInstance)
        .map(entry -> new Statement(room, type, ((StringEntry) entry).stringValue()))
        .toList();
  }
}
