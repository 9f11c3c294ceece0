package org.stipend.orchestrator.access;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.function.Function;
import org.stipend.orchestrator.web.Problem;

/** Whether somebody may do something. A refusal lists everything that stands in the way. */
public sealed interface Decision {

  record Allowed() implements Decision {}

  /**
   * @param hidden whether they may not even know that what they asked for exists
   * @param reasons at least one
   */
  record Refused(boolean hidden, List<Reason> reasons) implements Decision {

    public Refused {
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("refused for no reason");
      }
    }

    /** Who is switched off hears of that and nothing else; what one may not see is not there. */
    public Problem problem() {
      for (Reason reason : reasons) {
        if (reason instanceof Reason.Disabled off) {
          return Problem.forbidden(off.code(), off.detail(), off.nextStep());
        }
      }
      return hidden
          ? Problem.notFound()
          : Problem.forbidden("FORBIDDEN", text(Reason::detail), text(Reason::nextStep))
              .with("reasons", reasons.stream().map(Said::of).toList());
    }

    private String text(Function<Reason, String> part) {
      return reasons.stream().map(part).distinct().collect(joining(" "));
    }
  }

  /** A refusal for these reasons; none is a yes. */
  static Decision unless(boolean hidden, List<Reason> reasons) {
    return reasons.isEmpty() ? new Allowed() : new Refused(hidden, reasons);
  }

  /** A reason in the document of a problem. */
  record Said(String code, String detail, String nextStep) {

    static Said of(Reason reason) {
      return new Said(reason.code(), reason.detail(), reason.nextStep());
    }
  }
}
