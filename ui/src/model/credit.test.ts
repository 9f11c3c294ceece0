import { expect, it } from "vitest";
import { aCredit } from "@/testing/builders/credit";
import { overWords, paceWords } from "./credit";

const over = (part: Parameters<typeof aCredit>[0]) =>
  aCredit({ status: "EXHAUSTED", available: "0.000000000", ...part });

it("does not say that credit was used up when some of it was taken back", () => {
  const credit = over({ granted: "12.500000000", spent: "0.020000000", revoked: "12.480000000" });
  expect(overWords(credit)).toBe("is spent or revoked");
  expect(paceWords(credit, null, 0)).toBe("The credit is spent or revoked.");
});

it("says how credit ended", () => {
  expect(overWords(over({}))).toBe("is used up");
  expect(overWords(over({ available: "0.040000000" }))).toBe("is used up but for $0.04");
  expect(overWords(over({ status: "EXPIRED", revoked: "1.000000000" }))).toBe("has expired");
});
