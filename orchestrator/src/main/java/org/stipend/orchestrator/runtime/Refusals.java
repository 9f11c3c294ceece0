package org.stipend.orchestrator.runtime;

import org.stipend.cloud.Tool;
import org.stipend.orchestrator.web.Problem;
import org.stipend.orchestrator.web.ToolNames;

/** What is refused, as people and programs read it. */
final class Refusals {

  private Refusals() {}

  static Problem of(Allowed.Answer answer) {
    return switch (answer) {
      case NOT_SEEN -> Problem.notFound();
      case NOT_YOURS ->
          Problem.forbidden(
              "FORBIDDEN",
              "This runtime belongs to somebody else.",
              "Ask its owner, or launch one of your own.");
      case NOTHING_UNDER_WAY ->
          Problem.conflict(
              "NOTHING_TO_CANCEL",
              "Nothing is under way that could be taken back.",
              "Look at the runtime again: it may have finished meanwhile.");
      case DELETED -> deleted("This runtime is being deleted or is gone.");
      case YES, IS_SO_ALREADY, READS_ONLY, NOT_OPEN, REPLACED ->
          throw new IllegalArgumentException("%s is not refused like this".formatted(answer));
    };
  }

  static Problem deleted(String detail) {
    return Problem.conflict(
        "RUNTIME_DELETED", detail, "Launch a new one; a disk that was kept can be used again.");
  }

  /** There is one of this tool: which, and how it is, so that one can go on with it. */
  static Problem exists(RuntimeRow there) {
    return naming(
        there,
        "You already have a %s runtime in this workspace.".formatted(tool(there)),
        "Go on with that one, or delete it first; its disk can be kept.");
  }

  static Problem replaced(RuntimeRow newer) {
    return naming(
        newer,
        "A newer %s runtime has taken its place.".formatted(tool(newer)),
        "Use the newer one, or delete it before you take this deletion back.");
  }

  private static Problem naming(RuntimeRow runtime, String detail, String nextStep) {
    return Problem.conflict("RUNTIME_EXISTS", detail, nextStep)
        .with("runtime", runtime.id().toString())
        .with("state", runtime.state().name());
  }

  private static String tool(RuntimeRow runtime) {
    return ToolNames.inWords(Tool.valueOf(runtime.tool()));
  }
}
