package org.stipend.orchestrator.reconcile.workflow;

import java.util.UUID;
import org.stipend.cloud.inventory.Holdings;

/**
 * @param number of the page, from 0
 */
public record ListedPage(UUID pass, int number, Holdings holdings) {}
