package org.stipend.orchestrator.billing;

import java.util.List;

/**
 * @param items credit, while some is left, then billing accounts as they were registered
 */
record FundersView(List<FunderView> items) {}
