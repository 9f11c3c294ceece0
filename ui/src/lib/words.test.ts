import { expect, test } from "vitest";
import { isVisible, tooLong } from "./words";

test("a character is what the server counts, however many units it takes", () => {
  expect(tooLong("🧬".repeat(80), 80)).toBeNull();
  expect(tooLong("🧬".repeat(81), 80)).toBe("At most 80 characters; this has 1 more.");
  expect(tooLong(`  ${"x".repeat(80)}  `, 80)).toBeNull();
});

test("what cannot be seen is no text", () => {
  for (const nothing of [
    "",
    "  ",
    "\u3164",
    "\u2800\ufe0f",
    "\u200b\u115f",
    "\ufffc",
    "\u{1d159}",
    "\u{13441}\u{13442}",
  ])
    expect(isVisible(nothing)).toBe(false);
  for (const something of ["a", "한", "🧬", " . ", "⠓", "♪", "\ufffd"])
    expect(isVisible(something)).toBe(true);
});
