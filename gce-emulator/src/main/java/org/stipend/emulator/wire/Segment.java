package org.stipend.emulator.wire;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What stands between two slashes in a path of Google's: a word, or a place for a value. */
sealed interface Segment {

  /** The value if this text may stand here; empty text for a word. */
  Optional<String> read(String text);

  record Word(String word) implements Segment {

    @Override
    public Optional<String> read(String text) {
      return text.equals(word) ? Optional.of("") : Optional.empty();
    }
  }

  /** {@code {zone}} */
  record Place(String field) implements Segment {

    @Override
    public Optional<String> read(String text) {
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
  }

  /**
   * The end of {@code {name=billingAccounts/*}:verb}, whose value is the collection with the name.
   */
  record Named(String field, String collection, String verb) implements Segment {

    @Override
    public Optional<String> read(String text) {
      if (!text.endsWith(verb)) return Optional.empty();
      String name = text.substring(0, text.length() - verb.length());
      boolean isName = !name.isEmpty() && name.indexOf(':') < 0;
      return isName ? Optional.of(collection + "/" + name) : Optional.empty();
    }
  }

  Pattern PLACE = Pattern.compile("\\{(\\w+)(?:=([^}]+)/\\*)?}(.*)");
  Pattern BETWEEN = Pattern.compile("/(?![^{]*})");

  /** Of a whole path without its first slash. */
  static Stream<Segment> of(String path) {
    return Arrays.stream(BETWEEN.split(path, -1)).flatMap(Segment::parsed);
  }

  private static Stream<Segment> parsed(String text) {
    Matcher place = PLACE.matcher(text);
    if (!place.matches()) return Stream.of(new Word(text));
    String collection = place.group(2);
    return collection == null
        ? Stream.of(new Place(place.group(1)))
        : Stream.of(new Word(collection), new Named(place.group(1), collection, place.group(3)));
  }
}
