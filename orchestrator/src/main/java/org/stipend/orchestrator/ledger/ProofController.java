package org.stipend.orchestrator.ledger;

import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class ProofController {

  private final Proof proof;

  ProofController(Proof proof) {
    this.proof = proof;
  }

  @PostMapping("/api/proofs")
  ProofView prove() {
    List<ProofCheck.Result> checks = proof.run();
    return new ProofView(checks, checks.stream().allMatch(ProofCheck.Result::ok));
  }

  record ProofView(List<ProofCheck.Result> checks, boolean ok) {}
}
