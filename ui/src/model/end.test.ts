import { expect, it } from "vitest";
import { ahead, HOUR } from "@/testing/builders/basics";
import { aCredit, ending, WITHOUT_END } from "@/testing/builders/credit";
import { aRuntime } from "@/testing/builders/runtime";
import { firstEnd, machinesEnd } from "./end";

const credit = aCredit(ending(30 * HOUR));
const limited = aRuntime("RUNNING", { end: { at: ahead(2 * HOUR), cause: "RUN_LIMIT" } });

it("takes the first end of all machines and of the credit that pays for them", () => {
  expect(machinesEnd(credit, [])).toEqual({ at: credit.machinesStopAt, cause: "CREDIT" });
  expect(machinesEnd(credit, [aRuntime("RUNNING"), limited])).toEqual(limited.end);
  expect(firstEnd([aRuntime("STOPPED"), aRuntime("RUNNING"), limited])).toEqual(limited.end);
});

it("knows no end of machines that go on when the credit ends", () => {
  expect(machinesEnd({ ...credit, machinesStopAt: null }, [aRuntime("RUNNING", { end: null })])).toBeNull();
});

it("knows no end where the server names none, or nothing runs", () => {
  expect(machinesEnd(aCredit(WITHOUT_END), [aRuntime("RUNNING", { end: null })])).toBeNull();
  expect(machinesEnd(aCredit({ runningMachines: 0 }), [])).toBeNull();
  expect(firstEnd([aRuntime("STOPPED")])).toBeNull();
});
