package org.stipend.standalone.journey;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;

/** Bearer tokens as {@code ./stipend token} gets them. */
final class LocalTokens {

  private LocalTokens() {}

  static String of(TestStipend stipend, String person) {
    try (var http = HttpClient.newHttpClient()) {
      String key = Files.readString(stipend.data().resolve("secrets/token-key")).strip();
      var request =
          HttpRequest.newBuilder(stipend.url().resolve("/embedded/token?person=" + person))
              .header("Authorization", "Bearer " + key)
              .build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(answer.statusCode() + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
