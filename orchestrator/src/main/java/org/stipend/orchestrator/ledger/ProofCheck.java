package org.stipend.orchestrator.ledger;

import java.util.List;

/** One thing about the money that is always true. Read only; features bring their own. */
public interface ProofCheck {

  List<Result> run();

  /**
   * What came out.
   *
   * @param name what is true
   * @param checked of how many
   * @param detail what is wrong; empty when nothing is
   */
  record Result(String name, long checked, boolean ok, String detail) {

    public static Result of(String name, long checked, List<String> wrong) {
      return new Result(name, checked, wrong.isEmpty(), String.join("; ", wrong));
    }
  }
}
