package org.stipend.orchestrator.workspace;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.CodePointLength;
import org.stipend.orchestrator.web.Visible;

/** What is asked when a workspace is made. */
record CreateWorkspace(
    @NotNull(message = "is missing")
        @CodePointLength(max = 80, message = "has more than 80 characters")
        @Pattern(regexp = CreateWorkspace.ONE_LINE, message = CreateWorkspace.SEVERAL_LINES)
        @Visible
        String name,
    @NotNull(message = "is missing")
        @CodePointLength(max = 1000, message = "has more than 1,000 characters")
        String description,
    @NotNull(message = "is missing") Payer payer) {

  static final String ONE_LINE = "^[^\\x00-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069]*$";
  static final String SEVERAL_LINES = "has line breaks or other control characters";

  /** Who pays from the start. */
  enum Payer {
    CREDIT
  }

  /** Surrounding blanks are a slip of the finger, not a different name. */
  CreateWorkspace stripped() {
    return new CreateWorkspace(name.strip(), description.strip(), payer);
  }
}
