package org.stipend.orchestrator.runtime;

import org.stipend.orchestrator.runtime.RuntimeRow.Failed;

/** What happened and what to do now, in words for people. */
final class Words {

  private Words() {}

  static String stopped(Cause cause) {
    return switch (cause) {
      case PERSON -> "It was stopped on request.";
      case CREDIT ->
          "The credit that pays for it has ended. Its disk is kept for a time; with more credit it starts again with its files.";
      case RUN_LIMIT ->
          "It reached the longest time it may run without being started anew. Start it again to go on.";
      case PREEMPTED ->
          "Google took back this Spot machine. Your disk is safe. Start it again to go on.";
      case POWERED_OFF ->
          "It was switched off from inside. Start it again to go on; its files are kept.";
      case OUTSIDE ->
          "Somebody stopped it at the cloud, not here. Start it again to go on; its files are kept.";
      case IDLE -> "Nobody used it for a while. Start it again to go on; its files are kept.";
      case SCHEDULE -> "It was time by its schedule. Start it again to go on; its files are kept.";
      case ADMIN -> "An administrator stopped it. Its files are kept.";
      case PAYER ->
          "Nobody pays for its workspace at present. Its disk is kept for a time; with somebody who pays it starts again with its files.";
      case QUOTA ->
          "More was running than the quota allows. Its files are kept; it starts again where the quota has room.";
      case MEMBERSHIP ->
          "Its owner may no longer work in this workspace. Its files are kept on its disk.";
    };
  }

  /**
   * One sentence and one code, whatever a worker told: what it knows better, such as how much is
   * missing, it says in a sentence of its own.
   */
  static Failed failed(String code, String told) {
    return switch (code) {
      case "COMPUTER_FULL",
          "TOOL_UNAVAILABLE",
          "TOOL_UNHEALTHY",
          "SECRET_LOST",
          "NO_CAPACITY",
          "CLOUD_QUOTA",
          "DISK_IN_USE",
          "IMAGE_PULL_FAILED",
          "STARTUP_FAILED",
          "OUT_OF_MEMORY",
          "BOOT_DISK_FULL" ->
          new Failed(code, told);
      case "RATE_LIMITED" -> new Failed(code, "The cloud took no more calls for too long.");
      case "HOME_NOT_MOUNTED" ->
          new Failed(code, "The home disk did not mount. Nothing was erased.");
      case "BILLING_OFF" -> new Failed(code, "Billing for this workspace's cloud project is off.");
      case "TOOL_EXITED" -> new Failed(code, "The tool ended by itself.");
      case "TIMED_OUT" ->
          new Failed(code, "The computer that runs the tools did not answer in time.");
      case "DISK_MISSING" -> new Failed(code, "Its disk is no longer there.");
      case "NOT_ALLOWED" -> new Failed(code, "The cloud does not let the platform do this.");
      case "INVALID_CONFIG" ->
          new Failed(code, "The cloud does not take the order for this machine.");
      default -> new Failed("CLOUD_FAILED", "The cloud could not do what was asked of it.");
    };
  }

  static String nextStep(String failureCode) {
    return switch (failureCode) {
      case "COMPUTER_FULL" -> "Stop another runtime or free disk space, then try again.";
      case "TOOL_UNAVAILABLE" -> "Install what is missing, then try again.";
      case "TOOL_EXITED" -> "Read its last lines below, then try again. The disk is kept.";
      case "TOOL_UNHEALTHY", "TIMED_OUT" -> "Try again. If it happens twice, ask an operator.";
      case "NO_CAPACITY" ->
          "Try again later, or launch another machine type: Google has no room for this one now.";
      case "CLOUD_QUOTA" -> "An operator can ask Google for more. Nothing was charged.";
      case "BILLING_OFF" -> "Ask who pays for this workspace to look at its billing account.";
      case "DISK_IN_USE" -> "Stop what uses the disk, then try again.";
      case "HOME_NOT_MOUNTED" -> "Ask an operator to look at the disk before you start it again.";
      case "IMAGE_PULL_FAILED", "STARTUP_FAILED" ->
          "Try again. If it happens twice, give the lines below to an operator.";
      case "OUT_OF_MEMORY" -> "Launch it on a machine type with more memory. The disk is kept.";
      case "BOOT_DISK_FULL" ->
          "Delete this runtime, keep its disk, and launch it anew: the machine gets a fresh disk of its own.";
      case "MACHINE_LOST" -> "Start it again: the disk is kept.";
      case "SECRET_LOST" -> "Start it again: it gets a new secret, and the disk is kept.";
      case "DISK_MISSING" -> "Delete this runtime and launch a new one with another disk.";
      case "NOT_ALLOWED" -> "Ask an operator to look at the platform's rights, then try again.";
      default -> "Try again. If it happens twice, give the support id to an operator.";
    };
  }
}
