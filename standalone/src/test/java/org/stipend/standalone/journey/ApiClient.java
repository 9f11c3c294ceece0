package org.stipend.standalone.journey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.stipend.cloud.testing.Patience;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API as one person's program calls it. */
public final class ApiClient {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI base;
  private final String token;

  public ApiClient(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  public record Answer(int status, JsonNode body) {

    /** The body of what must have gone well. */
    public JsonNode ok() {
      if (status >= 300) {
        throw new AssertionError(status + ": " + body);
      }
      return body;
    }

    /** The code of a problem, else its status. */
    public String code() {
      return body.path("code").asString(String.valueOf(status));
    }
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer post(String path, Object body) {
    return send(changing(path).POST(json(body)));
  }

  public Answer put(String path, Object body) {
    return send(changing(path).PUT(json(body)));
  }

  public Answer delete(String path) {
    return send(changing(path).DELETE());
  }

  /** With a key of the caller's own: the same key again must change nothing. */
  public Answer post(String path, Object body, String key) {
    return send(request(path).header("Idempotency-Key", key).POST(json(body)));
  }

  /** Anything else: garbage, other content types. */
  public Answer raw(String method, String path, String contentType, String body) {
    return send(
        request(path)
            .setHeader("Content-Type", contentType)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder changing(String path) {
    return request(path).header("Idempotency-Key", UUID.randomUUID().toString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(Patience.UNTIL_STUCK)
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json")
        .header("Content-Type", "application/json");
  }

  private static HttpRequest.BodyPublisher json(Object body) {
    Object value = body == null ? Map.of() : body;
    return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(value));
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), tree(response.body()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode tree(String body) {
    try {
      return JSON.readTree(body.isBlank() ? "null" : body);
    } catch (tools.jackson.core.JacksonException e) {
      return JSON.getNodeFactory().stringNode(body);
    }
  }
}
