package org.stipend.orchestrator.workspace;

import jakarta.validation.constraints.NotNull;
import org.stipend.cost.money.Money;

/** How much a member may spend of the credit that pays. */
record PutCap(@NotNull(message = "is missing") Money amount) {}
