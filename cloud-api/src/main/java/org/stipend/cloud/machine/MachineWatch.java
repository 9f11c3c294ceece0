package org.stipend.cloud.machine;

/**
 * How the hands say that a machine changed without being asked (its tool crashed, the dead-man
 * switch fired): a Temporal signal {@link #SIGNAL} without arguments to the workflow {@code
 * runtime/{id}}. It says "look again" and no more; one that is lost is made up for at the next
 * start of the workers, which signal once for every machine they find.
 */
public interface MachineWatch {

  String SIGNAL = "machineChanged";

  String WORKFLOW_ID_PREFIX = "runtime/";
}
