package org.stipend.emulator.billing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;

/**
 * Part of a list.
 *
 * @param next the token of the part behind it; empty: there is none
 */
record Page<T>(List<T> items, String next) {

  private static final int MOST = 100;

  Page {
    items = List.copyOf(items);
  }

  /** As many as Google gives at most where none or more are asked for. */
  static <T> Page<T> of(List<T> all, int size, String token) {
    if (size < 0) throw Names.malformed();
    int most = size == 0 ? MOST : Math.min(size, MOST);
    int from = token.isEmpty() ? 0 : position(token, all.size());
    int to = Math.min(from + most, all.size());
    return new Page<>(all.subList(from, to), to < all.size() ? token(to) : "");
  }

  private static String token(int position) {
    return Base64.getUrlEncoder().encodeToString(("at " + position).getBytes(UTF_8));
  }

  private static int position(String token, int size) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), UTF_8);
      int position = Integer.parseInt(text.replaceFirst("^at ", ""));
      if (position < 0 || position > size) throw Names.malformed();
      return position;
    } catch (IllegalArgumentException e) {
      throw Names.malformed();
    }
  }
}
