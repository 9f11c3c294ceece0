package org.stipend.workers.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/**
 * Who asks for the same again says so: Google answers with the first operation and does nothing.
 * Ids follow from what is asked, so that they outlive whoever asks.
 */
final class RequestIds {

  private RequestIds() {}

  /**
   * @param verb what is to be done, such as {@code insert}
   * @param name of the machine or disk, in its zone
   * @param round counts what Google itself did not manage, from 0
   */
  static String of(String verb, Site site, String name, Wish wish, int round) {
    String all =
        String.join(
            "|",
            "stipend",
            verb,
            site.project(),
            site.zone(),
            name,
            wish.toString(),
            String.valueOf(round));
    return UUID.nameUUIDFromBytes(all.getBytes(UTF_8)).toString();
  }
}
