package org.stipend.orchestrator.books;

import java.util.List;
import java.util.UUID;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.funding.Grant;
import org.stipend.cost.funding.Revocation;

/** What was given to a pool and taken back. Declared here, kept by the credit room. */
public interface GrantFacts {

  List<Grant> grants(ResearcherId pool);

  List<Revocation> revocations(ResearcherId pool);

  /** Who took it back, and why. */
  Said saidOf(GrantId grant, int number);

  record Said(UUID by, String reason) {}
}
