package org.stipend.orchestrator.web;

import jakarta.validation.ConstraintViolationException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What a person is told about an exception. What the client got wrong is never a 5xx. */
final class Judgement {

  private static final String AS_DOCUMENTED = "Compare the request with /v3/api-docs.";

  private Judgement() {}

  static Problem of(Exception thrown) {
    return isDatabaseAway(thrown) ? unavailable() : judged(thrown);
  }

  private static Problem judged(Exception thrown) {
    return switch (thrown) {
      case Problem problem -> problem;
      case BindException invalid -> fields(invalid);
      case HandlerMethodValidationException invalid -> fields(invalid);
      case ConstraintViolationException invalid -> fields(invalid);
      case MethodArgumentTypeMismatchException mismatch -> mismatch(mismatch.getName());
      case TypeMismatchException mismatch -> mismatch(mismatch.getPropertyName());
      case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
      case ServletRequestBindingException missing ->
          Problem.invalid(
              "Something is missing in the request: " + missing.getMessage(), AS_DOCUMENTED);
      case RequestRejectedException _ ->
          Problem.invalid(
              "A header has characters that it must not have.", "Send printable ASCII in headers.");
      case AccessDeniedException _ -> Problem.forbidden();
      case AuthenticationException _ -> Problem.notSignedIn();
      case ErrorResponse framework -> ofStatus(framework.getStatusCode());
      case DataAccessException failed -> database(failed);
      default -> internal();
    };
  }

  /** Its connections are refused, or were cut in the middle of something. */
  static boolean isDatabaseAway(Throwable thrown) {
    return causes(thrown)
        .anyMatch(cause ->
            cause instanceof CannotCreateTransactionException
                || cause instanceof TransactionSystemException
                || cause instanceof DataAccessResourceFailureException
                || cause instanceof SQLException sql && state(sql).matches("08.*|57P.*"));
  }

  /** Whoever asked no longer listens: nothing has failed, and there is nobody to tell. */
  static boolean isGone(Throwable thrown) {
    return causes(thrown)
        .anyMatch(cause ->
            cause instanceof ClientAbortException
                || cause instanceof AsyncRequestNotUsableException);
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
  }

  private static String state(SQLException failed) {
    return Objects.requireNonNullElse(failed.getSQLState(), "");
  }

  static Problem ofStatus(HttpStatusCode code) {
    HttpStatus status = HttpStatus.resolve(code.value());
    return switch (status) {
      case UNAUTHORIZED -> Problem.notSignedIn();
      case FORBIDDEN -> Problem.forbidden();
      case NOT_FOUND -> Problem.notFound();
      case METHOD_NOT_ALLOWED ->
          new Problem(
              status,
              "METHOD_NOT_ALLOWED",
              "This address does not know that method.",
              "Use one of the methods named in the Allow header.");
      case NOT_ACCEPTABLE ->
          new Problem(
              status,
              "NOT_ACCEPTABLE",
              "The answer does not exist in a form you accept.",
              "Accept application/json.");
      case UNSUPPORTED_MEDIA_TYPE ->
          new Problem(
              status,
              "UNSUPPORTED_MEDIA_TYPE",
              "The content of the request is in a form that is not read here.",
              "Send JSON with Content-Type: application/json.");
      case CONTENT_TOO_LARGE ->
          new Problem(
              status,
              "CONTENT_TOO_LARGE",
              "The content of the request is larger than is read here.",
              "Send less at once.");
      case REQUEST_TIMEOUT ->
          new Problem(
              status,
              "REQUEST_TIMEOUT",
              "The content of the request took too long to arrive.",
              "Send it again.");
      // ways of HTTP that only the client meant to use
      case NOT_IMPLEMENTED, HTTP_VERSION_NOT_SUPPORTED -> malformed();
      case SERVICE_UNAVAILABLE -> unavailable();
      case null -> code.is4xxClientError() ? malformed() : internal();
      default -> status.is4xxClientError() ? malformed() : internal();
    };
  }

  private static Problem malformed() {
    return Problem.invalid("The request is not well-formed.", AS_DOCUMENTED);
  }

  private static Problem internal() {
    return new Problem(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "INTERNAL",
        "Something went wrong on our side; nothing was changed.",
        "Try again. If it stays, tell support the support id.");
  }

  private static Problem unavailable() {
    return new Problem(
            HttpStatus.SERVICE_UNAVAILABLE,
            "UNAVAILABLE",
            "The service cannot reach its database right now.",
            "Try again in a moment.")
        .retryAfter(Duration.ofSeconds(5));
  }

  /** What is wrong with one parameter of the address. */
  static Problem parameter(String name, String message) {
    return invalidFields(List.of(new FieldProblem(name, message)));
  }

  private static Problem mismatch(@Nullable String name) {
    return parameter(name == null ? "parameter" : name, "does not have the right form");
  }

  private static Problem fields(BindException invalid) {
    return invalidFields(
        invalid.getFieldErrors().stream()
            .map(error -> new FieldProblem(error.getField(), words(error)))
            .toList());
  }

  private static Problem fields(HandlerMethodValidationException invalid) {
    return invalidFields(
        invalid.getParameterValidationResults().stream()
            .flatMap(result ->
                result.getResolvableErrors().stream()
                    .map(error ->
                        new FieldProblem(
                            String.valueOf(result.getMethodParameter().getParameterName()),
                            words(error))))
            .toList());
  }

  private static Problem fields(ConstraintViolationException invalid) {
    return invalidFields(
        invalid.getConstraintViolations().stream()
            .map(violation ->
                new FieldProblem(violation.getPropertyPath().toString(), violation.getMessage()))
            .sorted(Comparator.comparing(FieldProblem::field))
            .toList());
  }

  private static String words(MessageSourceResolvable error) {
    String message = error.getDefaultMessage();
    return message == null ? "is not valid" : message;
  }

  private static Problem unreadable(HttpMessageNotReadableException unreadable) {
    if (NestedExceptionUtils.getMostSpecificCause(unreadable) instanceof Problem problem) {
      return problem; // a value refused itself
    }
    if (!(unreadable.getCause() instanceof JacksonException json)) {
      return Problem.invalid(
          "The request has no content that can be read.",
          "Send the JSON described in /v3/api-docs.");
    }
    if (json instanceof StreamReadException && !(json instanceof InputCoercionException)) {
      return Problem.invalid(
          "The content of the request is not JSON.", "Send well-formed JSON in UTF-8.");
    }
    String field = path(json);
    return invalidFields(
        List.of(
            new FieldProblem(
                field,
                json instanceof UnrecognizedPropertyException
                    ? "is not known here"
                    : "does not have the right form")));
  }

  private static String path(JacksonException json) {
    String path =
        json.getPath().stream()
            .map(step ->
                step.getPropertyName() == null
                    ? "[" + step.getIndex() + "]"
                    : step.getPropertyName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "content" : path;
  }

  private static Problem invalidFields(List<FieldProblem> fields) {
    String named =
        fields.stream()
            .map(field -> field.field() + " " + field.message())
            .collect(Collectors.joining("; "));
    return Problem.invalid(
            named.isEmpty() ? "The request is not valid." : "Not valid: " + named + ".",
            "Correct what is named and send it again.")
        .with("fields", fields);
  }

  /** A second net: what passed all checks and PostgreSQL still found wrong with the values. */
  private static Problem database(DataAccessException failed) {
    String state =
        NestedExceptionUtils.getMostSpecificCause(failed) instanceof SQLException sql
            ? state(sql)
            : "";
    if (state.startsWith("22")) {
      return malformed();
    }
    if (state.equals("23505")) {
      return Problem.conflict(
          "CONFLICT", "Something of that name exists already.", "Choose another name.");
    }
    boolean worthARetry =
        failed instanceof ConcurrencyFailureException
            || failed instanceof TransientDataAccessException
            || failed instanceof NonTransientDataAccessResourceException
            || state.startsWith("57");
    return worthARetry ? unavailable() : internal();
  }
}
