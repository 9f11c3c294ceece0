import { expect, it } from "vitest";
import { ahead, DAY, HOUR, MINUTE } from "@/testing/builders/basics";
import { aCredit, aGrant } from "@/testing/builders/credit";
import { aRuntime } from "@/testing/builders/runtime";
import { creditEnd, machinesEnd, runEnd } from "./end";

const stop = ahead(30 * HOUR - 5_000);
const credit = aCredit({ endsAt: ahead(30 * HOUR), machinesStopAt: stop });

it("names the credit when it ends before the run limit", () => {
  expect(runEnd(aRuntime("RUNNING", { runsUntil: ahead(40 * HOUR) }), credit)).toEqual({
    at: stop,
    cause: "CREDIT",
  });
});

it("takes a machine's own end that follows the credit for the end of the credit", () => {
  const own = aRuntime("RUNNING", { runsUntil: ahead(30 * HOUR - 10 * MINUTE) });
  expect(runEnd(own, credit)).toEqual({ at: stop, cause: "CREDIT" });
});

it("names the run limit when it comes before the end of the credit, in every sum of machines too", () => {
  const limit = ahead(2 * HOUR);
  const limited = aRuntime("RUNNING", { runsUntil: limit });
  expect(runEnd(limited, credit)).toEqual({ at: limit, cause: "RUN_LIMIT" });
  expect(machinesEnd(credit, [aRuntime("RUNNING"), limited])).toEqual({ at: limit, cause: "RUN_LIMIT" });
});

it("names the expiry where what is left of the credit goes with its last day", () => {
  const expiry = ahead(9 * DAY);
  const expiring = aCredit({
    endsAt: null,
    machinesStopAt: null,
    grants: [aGrant({ expiresAt: expiry })],
    projection: [
      { at: ahead(0), available: "212.400000000" },
      { at: expiry, available: "150.000000000" },
      { at: expiry, available: "0.000000000" },
    ],
  });
  expect(creditEnd(expiring)).toEqual({ at: expiry, cause: "EXPIRY" });
  expect(runEnd(aRuntime("RUNNING"), expiring)).toEqual({ at: expiry, cause: "EXPIRY" });
});

it("knows no end where the projection keeps something", () => {
  const lasting = aCredit({
    endsAt: null,
    machinesStopAt: null,
    projection: [{ at: ahead(0), available: "212.400000000" }],
  });
  expect(creditEnd(lasting)).toBeNull();
  expect(machinesEnd(lasting, [aRuntime("RUNNING")])).toBeNull();
});

it("says nothing of what has ended or does not run", () => {
  expect(creditEnd(aCredit({ status: "EXHAUSTED" }))).toBeNull();
  expect(runEnd(aRuntime("STOPPED", { runsUntil: ahead(HOUR) }), credit)).toBeNull();
  expect(machinesEnd(aCredit({ runningMachines: 0 }), [])).toBeNull();
});
