import { expect, it } from "vitest";
import { hoursWords, lasting, stopwatch, utcAndOwn, whenWords } from "./time";

const NOW = new Date(2026, 10, 25, 12, 0, 0).getTime();

it.each([
  [new Date(2026, 10, 25, 14, 2).getTime(), "14:02"],
  [new Date(2026, 10, 26, 14, 0).getTime(), "Thursday 14:00"],
  [new Date(2026, 11, 24, 8, 30).getTime(), "24 Dec 08:30"],
  [new Date(2027, 0, 9, 8, 30).getTime(), "9 Jan 2027 08:30"],
])("names an instant as people do (%#)", (at, words) => expect(whenWords(at, NOW)).toBe(words));

it.each([
  [45_000, "45 s"],
  [12 * 60_000, "12 min"],
  [134 * 60_000, "2 h 14 min"],
  [76 * 3_600_000, "3 d 4 h"],
  [-5, "0 s"],
])("says how long %i ms are", (ms, words) => expect(lasting(ms)).toBe(words));

it("counts like a stopwatch", () => {
  expect(stopwatch(751_000)).toBe("12:31");
  expect(stopwatch(3_751_000)).toBe("1:02:31");
});

it("plans in hours while days would be too coarse", () => {
  expect([0.7, 9.8, 71, 1079].map(hoursWords)).toEqual(["42 min", "9 h", "71 h", "44 days"]);
});

it("names an instant in UTC, and as the reader's clock shows it where that is another time", () => {
  const end = "2026-12-04T00:00:00Z";
  expect(utcAndOwn(end, "America/New_York")).toBe("4 Dec 2026, 00:00 UTC (3 Dec 2026, 19:00 GMT-5)");
  expect(utcAndOwn(end, "Asia/Tokyo")).toBe("4 Dec 2026, 00:00 UTC (4 Dec 2026, 09:00 GMT+9)");
  expect(utcAndOwn(end, "UTC")).toBe("4 Dec 2026, 00:00 UTC");
  expect(utcAndOwn(end, "Europe/London")).toBe("4 Dec 2026, 00:00 UTC");
});
