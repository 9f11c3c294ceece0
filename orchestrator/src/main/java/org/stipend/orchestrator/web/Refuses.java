package org.stipend.orchestrator.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.HttpStatus;

/**
 * The codes of problems that an operation answers with, besides those that any may: for the API's
 * document. A test's client refuses an answer that is not in it.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Refuses.All.class)
public @interface Refuses {

  HttpStatus status();

  String[] codes();

  /** Several statuses of one operation. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface All {
    Refuses[] value();
  }
}
