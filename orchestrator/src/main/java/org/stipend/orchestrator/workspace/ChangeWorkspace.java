package org.stipend.orchestrator.workspace;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.CodePointLength;
import org.stipend.orchestrator.web.Visible;

/**
 * What a workspace is to be called from now on, within the bounds of {@link CreateWorkspace}; they
 * stand here again because the API's document reads them where they stand.
 *
 * @param version that whoever asks has seen
 */
record ChangeWorkspace(
    @NotNull(message = "is missing")
        @CodePointLength(max = 80, message = "has more than 80 characters")
        @Pattern(regexp = Visible.ONE_LINE, message = Visible.SEVERAL_LINES)
        @Visible
        String name,
    @NotNull(message = "is missing")
        @CodePointLength(max = 1000, message = "has more than 1,000 characters")
        String description,
    @NotNull(message = "is missing") Long version) {

  boolean says(WorkspaceView workspace) {
    return name.equals(workspace.name()) && description.equals(workspace.description());
  }

  /** Surrounding blanks are a slip of the finger, not a different name. */
  ChangeWorkspace stripped() {
    return new ChangeWorkspace(name.strip(), description.strip(), version);
  }
}
