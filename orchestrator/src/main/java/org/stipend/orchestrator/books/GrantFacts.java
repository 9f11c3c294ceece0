package org.stipend.orchestrator.books;

import java.util.List;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.funding.Grant;
import org.stipend.cost.funding.Revocation;

/** What was given to a pool and taken back. Declared here, kept by the credit room. */
public interface GrantFacts {

  List<Grant> grants(ResearcherId pool);

  List<Revocation> revocations(ResearcherId pool);
}
