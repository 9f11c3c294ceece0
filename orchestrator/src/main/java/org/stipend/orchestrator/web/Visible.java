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

  /** The fillers of Hangul and the empty Braille cell are letters and signs, says Unicode. */
  String TEXT = "[\\s\\S]*[^\\p{Z}\\p{C}\\p{M}\\u115F\\u1160\\u2800\\u3164\\uFFA0][\\s\\S]*";

  String message() default "is missing";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
