package org.stipend.orchestrator.workspace;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.CodePointLength;
import org.stipend.orchestrator.web.Visible;

/** What is asked when a workspace is made. */
record CreateWorkspace(
    @NotNull(message = "is missing")
        @CodePointLength(max = 80, message = "has more than 80 characters")
        @Pattern(regexp = Visible.ONE_LINE, message = Visible.SEVERAL_LINES)
        @Visible
        String name,
    @NotNull(message = "is missing")
        @CodePointLength(max = 1000, message = "has more than 1,000 characters")
        String description,
    @NotNull(message = "is missing") Payer payer) {

  /** Who pays from the start. */
  enum Payer {
    CREDIT
  }

  /** Surrounding blanks are a slip of the finger, not a different name. */
  CreateWorkspace stripped() {
    return new CreateWorkspace(name.strip(), description.strip(), payer);
  }
}
