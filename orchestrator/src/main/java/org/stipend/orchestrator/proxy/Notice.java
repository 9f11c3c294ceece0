package org.stipend.orchestrator.proxy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Tool;
import org.stipend.orchestrator.web.ToolNames;

/**
 * What the gate itself has to say, to people as a page and to programs as a problem.
 *
 * @param retryAfter seconds, null where trying again does not help
 * @param link what to do now, null where nothing can be done from here
 */
record Notice(
    int status,
    String code,
    String title,
    String detail,
    String nextStep,
    @Nullable Integer retryAfter,
    @Nullable Link link) {

  record Link(String text, String href) {}

  static Notice unknownHost() {
    return new Notice(
        421,
        "UNKNOWN_HOST",
        "No tool lives at this address",
        "The gate answers only at the addresses of runtimes.",
        "Open the tool from its runtime's page in Stipend.",
        null,
        null);
  }

  static Notice malformed() {
    return new Notice(
        400,
        "INVALID_REQUEST",
        "This is no request",
        "It is not framed as HTTP says, or its address is none.",
        "Send it again as a whole, in HTTP/1.1.",
        null,
        null);
  }

  static Notice headTooLarge() {
    return new Notice(
        431,
        "HEAD_TOO_LARGE",
        "Too much before the content",
        "Address and headers of a request are at most 60 KiB together; most of it is often cookies.",
        "Delete the cookies of this address, or send fewer headers.",
        null,
        null);
  }

  static Notice foreignOrigin() {
    return new Notice(
        403,
        "FOREIGN_ORIGIN",
        "Another site asked for this",
        "The request came from a page of another site, so it was not passed on.",
        "Open the tool itself and do it there.",
        null,
        null);
  }

  static Notice methodRefused() {
    return new Notice(
        405,
        "METHOD_NOT_ALLOWED",
        "Not a request for a tool",
        "This method is not passed on to tools.",
        "Use another method.",
        null,
        null);
  }

  static Notice notSignedIn() {
    return new Notice(
        401,
        "NOT_SIGNED_IN",
        "Come in through the console",
        "This browser has no open way into this tool, or its time is over.",
        "Open the tool from its runtime's page in Stipend.",
        null,
        null);
  }

  static Notice refusedToken() {
    return new Notice(
        401,
        "NOT_SIGNED_IN",
        "This token does not open the tool",
        "It is no token of Stipend, its time is over, or its person may not work here.",
        "Get a new token, for somebody who may work in the workspace of the tool.",
        null,
        null);
  }

  static Notice usedCode(String wayIn) {
    return new Notice(
        410,
        "CODE_USED",
        "This way in has been used",
        "The link that opens a tool works once and for a minute only.",
        "Open the tool again.",
        null,
        new Link("Open the tool again", wayIn));
  }

  static Notice silentTool(Tool tool, String runtimePage) {
    return new Notice(
        503,
        "TOOL_SILENT",
        ToolNames.inWords(tool) + " does not answer",
        "Its machine is running, but the tool is not taking requests. Files on its disk are safe.",
        "Try again in a moment. If it stays silent, stop and start it on its page.",
        5,
        new Link("See the runtime", runtimePage));
  }

  static Notice unavailable() {
    return new Notice(
        503,
        "UNAVAILABLE",
        "Stipend cannot check your way in",
        "Its database or the sign-in does not answer. What runs in the tool goes on running.",
        "Try again in a moment.",
        5,
        null);
  }

  /** Of a runtime that cannot be worked in now. */
  static Notice closed(Tool tool, String state, String runtimePage) {
    String name = ToolNames.inWords(tool);
    return switch (state) {
      case "STARTING", "UPDATING" ->
          state(
              name + " is starting",
              "This page opens it as soon as it is ready.",
              "Wait here, or watch its steps.",
              new Link("Watch it start", runtimePage));
      case "STOPPING" ->
          state(
              name + " is stopping",
              "It takes no more work. Files on its disk are kept.",
              "Start it again once it has stopped.",
              new Link("See the runtime", runtimePage));
      case "STOPPED" ->
          state(
              name + " is stopped",
              "Nothing runs here. Files are on its disk, as you left them.",
              "Start it on its page, then go on working.",
              new Link("Go to Start", runtimePage + "#start"));
      case "FAILED" ->
          state(
              name + " has failed",
              "It ended by itself or could not start. Files on its disk are kept.",
              "Its page says why, and starts it again.",
              new Link("See why and start again", runtimePage));
      case "RUNNING" -> // and wanted otherwise: the newest wish counts
          state(
              name + " is being closed",
              "It was told to stop. Files on its disk are kept.",
              "Start it again once it has stopped.",
              new Link("See the runtime", runtimePage));
      case Pass.LOCKED ->
          new Notice(
              503,
              "TOOL_LOCKED",
              name + " cannot be opened",
              "The key that its secret was sealed with is gone. Files on its disk are safe.",
              "Stop it and start it again on its page: it gets a new secret.",
              null,
              new Link("See the runtime", runtimePage));
      default -> otherwise(name, state, runtimePage);
    };
  }

  private static Notice otherwise(String name, String state, String runtimePage) {
    return state(
        name + " is " + state.toLowerCase(Locale.ROOT),
        "It cannot be opened in this state.",
        "Its page says what can be done.",
        new Link("See the runtime", runtimePage));
  }

  /** Whether the page should look again by itself. */
  boolean passesSoon() {
    return title.endsWith("is starting");
  }

  private static Notice state(String title, String detail, String nextStep, Link link) {
    return new Notice(503, "RUNTIME_NOT_RUNNING", title, detail, nextStep, 5, link);
  }
}
