import { expect, it } from "vitest";
import { existsWords, isRuntimeState } from "./runtime";

const STATES = [
  "STARTING",
  "RUNNING",
  "UPDATING",
  "STOPPING",
  "STOPPED",
  "FAILED",
  "DELETING",
  "DELETED",
  "FROZEN",
] as const;

it("says of a runtime in the way what state it is in and what can be done, differently for each", () => {
  expect(existsWords("rstudio", "DELETING")).toBe(
    "Your RStudio is here already: it is being deleted; launch again when it is gone. No second one was launched.",
  );
  expect(new Set(STATES.map((state) => existsWords("rstudio", state))).size).toBe(STATES.length);
});

it("says the rest when the state is not told or is one of a later server", () => {
  expect(existsWords("jupyter", null)).toBe("Your Jupyter is here already. No second one was launched.");
});

it("knows a state from anything else", () => {
  expect(STATES.every(isRuntimeState)).toBe(true);
  expect(["HIBERNATING", "toString", "", 7, null, undefined].some(isRuntimeState)).toBe(false);
});
