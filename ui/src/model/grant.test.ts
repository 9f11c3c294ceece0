import { expect, it } from "vitest";
import type { GrantView } from "@/api/types";
import { grantWords } from "./grant";

const words = (state: GrantView["state"], left: string, revoked: string, amount = "12.500000000") =>
  grantWords({ state, amount, left, revoked });

it("does not call spent what was mostly revoked", () => {
  expect(words("SPENT", "0.000000000", "12.480000000")).toBe("Revoked, $0.02 spent");
});

it("does not call revoked what was mostly spent", () => {
  expect(words("SPENT", "0.000000000", "1.000000000")).toBe("Spent, $1.00 revoked");
});

it("names one thing when only one thing happened", () => {
  expect(words("SPENT", "0.000000000", "0.000000000")).toBe("Spent");
  expect(words("REVOKED", "0.000000000", "12.500000000")).toBe("Revoked");
  expect(words("ACTIVE", "12.500000000", "0.000000000")).toBe("Active");
  expect(words("FUTURE", "12.500000000", "0.000000000")).toBe("Not yet");
  expect(words("EXPIRED", "0.000000000", "0.000000000")).toBe("Expired");
});

it("says what was taken back of a grant that goes on, has not begun or has expired", () => {
  expect(words("ACTIVE", "5.000000000", "2.500000000")).toBe("Active, $2.50 revoked");
  expect(words("FUTURE", "10.000000000", "2.500000000")).toBe("Not yet, $2.50 revoked");
  expect(words("EXPIRED", "0.000000000", "2.500000000")).toBe("Expired, $2.50 revoked");
});

it("shows a spent trifle as what it is", () => {
  expect(words("SPENT", "0.000000000", "12.499999999")).toBe("Revoked, < $0.01 spent");
});

it("believes the amounts, not the name that came with them", () => {
  expect(words("ACTIVE", "0.000000000", "12.500000000")).toBe("Revoked");
  expect(words("SPENT", "0.000000001", "0.000000000")).toBe("Active");
});
