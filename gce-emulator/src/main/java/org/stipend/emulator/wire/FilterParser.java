package org.stipend.emulator.wire;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.List;

/**
 * Reads a filter: comparisons joined by AND, OR, NOT and parentheses, where what stands side by
 * side must all hold and OR binds closer than AND. An {@link IllegalArgumentException} says that it
 * is none.
 */
final class FilterParser {

  private static final List<String> SYMBOLS = List.of("!=", "<=", ">=", "=", "<", ">", ":");

  private final String text;
  private final Descriptor type;
  private int at;

  FilterParser(String text, Descriptor type) {
    this.text = text;
    this.type = type;
  }

  Filter parse() {
    Filter filter = all();
    if (!isEnd()) throw new IllegalArgumentException("left over at " + at);
    return filter;
  }

  private Filter all() {
    Filter filter = any();
    while (!isEnd() && peek() != ')') {
      takeWord("AND");
      filter = filter.and(any());
    }
    return filter;
  }

  private Filter any() {
    Filter filter = one();
    while (takeWord("OR")) filter = filter.or(one());
    return filter;
  }

  private Filter one() {
    if (takeWord("NOT") || take("-")) return one().not();
    if (!take("(")) return comparison();
    Filter inner = all();
    if (!take(")")) throw new IllegalArgumentException("not closed");
    return inner;
  }

  private Filter comparison() {
    String field = bare("=!<>:() \t");
    if (field.isEmpty()) throw new IllegalArgumentException("no field at " + at);
    FilterField path = FilterField.of(field, type);
    if (takeWord("eq")) return path.matching(regex());
    if (takeWord("ne")) return path.matching(regex()).not();
    String symbol =
        SYMBOLS.stream()
            .filter(this::take)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no operator at " + at));
    return path.compared(symbol, value());
  }

  private String value() {
    skip();
    if (!isEnd() && (peek() == '"' || peek() == '\'')) return quoted();
    String value = bare("() \t");
    if (value.isEmpty()) throw new IllegalArgumentException("no value at " + at);
    return value;
  }

  /** To the end or the parenthesis around it: a pattern has parentheses of its own. */
  private String regex() {
    skip();
    if (!isEnd() && (peek() == '"' || peek() == '\'')) return quoted();
    int start = at;
    int depth = 0;
    for (; at < text.length() && text.charAt(at) != ' '; at++) {
      if (text.charAt(at) == '(') depth++;
      if (text.charAt(at) == ')' && --depth < 0) break;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    char quote = text.charAt(at++);
    var value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      boolean isEscaped =
          text.charAt(at) == '\\'
              && at + 1 < text.length()
              && (text.charAt(at + 1) == quote || text.charAt(at + 1) == '\\');
      if (isEscaped) at++;
      value.append(text.charAt(at++));
    }
    if (at == text.length()) throw new IllegalArgumentException("not closed");
    at++;
    return value.toString();
  }

  private String bare(String until) {
    skip();
    int start = at;
    while (at < text.length() && until.indexOf(text.charAt(at)) < 0) at++;
    return text.substring(start, at);
  }

  private boolean take(String symbol) {
    skip();
    if (!text.startsWith(symbol, at)) return false;
    at += symbol.length();
    return true;
  }

  private boolean takeWord(String word) {
    skip();
    int end = at + word.length();
    boolean isWhole = end < text.length() && " (\t".indexOf(text.charAt(end)) >= 0;
    if (!isWhole || !text.regionMatches(at, word, 0, word.length())) return false;
    at = end;
    return true;
  }

  private char peek() {
    return text.charAt(at);
  }

  private boolean isEnd() {
    skip();
    return at == text.length();
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
  }
}
