package org.stipend.orchestrator.runtime.workflow;

import org.stipend.cloud.machine.MachineState;

public record MachineReport(Wish wish, MachineState machine) {}
