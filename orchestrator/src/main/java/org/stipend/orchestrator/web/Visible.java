package org.stipend.orchestrator.web;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Text in which there is something to see: blanks, controls and fillers alone name nothing. */
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Pattern(regexp = Visible.TEXT)
public @interface Visible {

  /**
   * Separators, controls and marks by their category, and what is blank by its name though Unicode
   * counts it as a letter or a symbol: fillers of Hangul, the empty Braille cell, the place of an
   * object, blank hieroglyphs, the null notehead. (The last three as such: not every reader of the
   * API's document knows escapes beyond four digits.)
   */
  String TEXT =
      "[\\s\\S]*[^\\p{Z}\\p{C}\\p{M}\\u115F\\u1160\\u2800\\u3164\\uFFA0\\uFFFC"
          + "\uD80D\uDC41\uD80D\uDC42\uD834\uDD59"
          + "][\\s\\S]*";

  /** For what stands in one line: no line breaks, controls or turns of direction. */
  String ONE_LINE = "^[^\\x00-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069]*$";

  String SEVERAL_LINES = "has line breaks or other control characters";

  String message() default "is missing";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
