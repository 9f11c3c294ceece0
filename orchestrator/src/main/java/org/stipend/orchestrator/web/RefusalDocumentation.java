package org.stipend.orchestrator.web;

import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.CONTENT_TOO_LARGE;
import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.MISDIRECTED_REQUEST;
import static org.springframework.http.HttpStatus.NOT_ACCEPTABLE;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.REQUEST_TIMEOUT;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;
import static org.springframework.http.HttpStatus.UNAUTHORIZED;
import static org.springframework.http.HttpStatus.UNSUPPORTED_MEDIA_TYPE;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.HandlerMethod;

/**
 * How operations say no: what any may answer, what follows from their form, and {@link Refuses}.
 */
@Configuration(proxyBeanMethods = false)
class RefusalDocumentation {

  static final String PROBLEM = "ProblemDocument";

  private static final Map<HttpStatus, String> WORDS =
      Map.ofEntries(
          Map.entry(BAD_REQUEST, "Not valid"),
          Map.entry(UNAUTHORIZED, "Not signed in"),
          Map.entry(FORBIDDEN, "Not allowed"),
          Map.entry(NOT_FOUND, "Does not exist or may not be seen"),
          Map.entry(NOT_ACCEPTABLE, "Does not exist in a form that is accepted"),
          Map.entry(REQUEST_TIMEOUT, "Not sent in time"),
          Map.entry(CONFLICT, "Not possible as things stand"),
          Map.entry(CONTENT_TOO_LARGE, "More than is read at once"),
          Map.entry(UNSUPPORTED_MEDIA_TYPE, "Not sent as JSON"),
          Map.entry(MISDIRECTED_REQUEST, "Not under this name of the host"),
          Map.entry(
              TOO_MANY_REQUESTS, "Too many at once; where Retry-After is sent, come again then"),
          Map.entry(
              SERVICE_UNAVAILABLE,
              "Not at the moment; where Retry-After is sent, come again then"));

  @Bean
  OperationCustomizer refusals() {
    return (operation, method) -> {
      codes(operation, method)
          .forEach((status, codes) ->
              operation
                  .getResponses()
                  .addApiResponse(
                      Integer.toString(status.value()),
                      response(WORDS.get(status) + ": " + String.join(", ", codes))));
      return operation;
    };
  }

  @Bean
  OpenApiCustomizer problemSchemas() {
    return api ->
        ModelConverters.getInstance(true)
            .readAll(ProblemDocument.class)
            .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
  }

  private static SortedMap<HttpStatus, TreeSet<String>> codes(
      Operation operation, HandlerMethod method) {
    SortedMap<HttpStatus, TreeSet<String>> codes = new TreeMap<>();
    add(codes, BAD_REQUEST, "INVALID_REQUEST");
    add(codes, UNAUTHORIZED, "NOT_SIGNED_IN");
    add(codes, FORBIDDEN, "DISABLED", "FORBIDDEN", "FOREIGN_ORIGIN");
    add(codes, NOT_FOUND, "NOT_FOUND");
    add(codes, NOT_ACCEPTABLE, "NOT_ACCEPTABLE");
    add(codes, REQUEST_TIMEOUT, "REQUEST_TIMEOUT");
    add(codes, CONTENT_TOO_LARGE, "CONTENT_TOO_LARGE");
    add(codes, MISDIRECTED_REQUEST, "FOREIGN_HOST");
    add(codes, SERVICE_UNAVAILABLE, "UNAVAILABLE");
    if (operation.getRequestBody() != null) {
      add(codes, UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE");
    }
    if (!AnnotatedElementUtils.hasAnnotation(method.getMethod(), GetMapping.class)) {
      add(codes, TOO_MANY_REQUESTS, "POOL_BUSY");
      add(codes, SERVICE_UNAVAILABLE, "POOL_BUSY");
    }
    if (Stream.of(method.getMethodParameters())
        .anyMatch(
            parameter -> isIdempotencyKey(parameter.getParameterAnnotation(RequestHeader.class)))) {
      add(codes, CONFLICT, "CONFLICT", "IDEMPOTENCY_KEY_REUSED");
    }
    for (Refuses own : method.getMethod().getAnnotationsByType(Refuses.class)) {
      add(codes, own.status(), own.codes());
    }
    return codes;
  }

  private static boolean isIdempotencyKey(@Nullable RequestHeader header) {
    return header != null && header.value().equals("Idempotency-Key");
  }

  private static void add(
      Map<HttpStatus, TreeSet<String>> codes, HttpStatus status, String... more) {
    codes.computeIfAbsent(status, _ -> new TreeSet<>()).addAll(List.of(more));
  }

  private static ApiResponse response(String description) {
    var problem = new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM));
    return new ApiResponse()
        .description(description)
        .content(new Content().addMediaType("application/problem+json", problem));
  }
}
