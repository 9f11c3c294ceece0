package org.stipend.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Several requests in one body, as gcloud sends them; each is answered by itself. */
record Batch(List<Part> parts) {

  /** The path that batches are sent to. */
  static final String PATH = "/batch/compute/v1";

  static final String BOUNDARY = "batch_of_answers";

  private static final Pattern PARTED = Pattern.compile("boundary=\"?([^\";]+)");
  private static final Pattern ID = Pattern.compile("(?im)^content-id: *<([^>]*)>");
  private static final String EMPTY_LINE = "\n\n";

  /** One request: its id, its verb, what it asks for, its body. */
  record Part(String id, String verb, Target target, String body) {}

  Batch {
    parts = List.copyOf(parts);
  }

  static Batch of(String contentType, String body) {
    Matcher parted = PARTED.matcher(contentType);
    if (!parted.find()) return new Batch(List.of());
    var parts = new ArrayList<Part>();
    String lines = body.replace("\r\n", "\n");
    for (String text : lines.split("--" + Pattern.quote(parted.group(1)), -1)) {
      Matcher id = ID.matcher(text);
      int request = text.indexOf(EMPTY_LINE);
      if (id.find() && request > 0) {
        parts.add(part(id.group(1), text.substring(request + EMPTY_LINE.length())));
      }
    }
    return new Batch(parts);
  }

  private static Part part(String id, String text) {
    String[] line = text.substring(0, text.indexOf('\n')).split(" ", -1);
    int body = text.indexOf(EMPTY_LINE);
    String content = body < 0 ? "" : text.substring(body + EMPTY_LINE.length()).strip();
    return new Part(id, line[0], Target.of(line[1]), content);
  }

  /** One part of the answer. */
  static String answered(Part part, Desk.Answer answer) {
    return """
    --%s\r
    Content-Type: application/http\r
    Content-ID: <response-%s>\r
    \r
    HTTP/1.1 %d %s\r
    Content-Type: application/json; charset=UTF-8\r
    \r
    %s\r
    """
        .formatted(
            BOUNDARY,
            part.id(),
            answer.status(),
            answer.status() == 200 ? "OK" : "Refused",
            answer.body());
  }
}
