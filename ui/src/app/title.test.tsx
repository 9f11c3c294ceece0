import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ADA, ahead, aWorkspace, DAY, GRACE, HOUR, MINUTE } from "@/testing/builders/basics";
import { aCredit, aGrant } from "@/testing/builders/credit";
import { aRuntime } from "@/testing/builders/runtime";
import { open } from "@/testing/render";
import { World } from "@/testing/world";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"], now: Date.UTC(2026, 10, 25, 12) });
});
afterEach(() => vi.useRealTimers());

function worldWith(part: Partial<World>): World {
  return Object.assign(new World(), { workspaces: [aWorkspace()], runtimes: [aRuntime()] }, part);
}

function ending(inMs: number) {
  return aCredit({ endsAt: ahead(inMs + 5_000), machinesStopAt: ahead(inMs) });
}

const limited = (inMs: number, part: Parameters<typeof aRuntime>[1] = {}) =>
  aRuntime("RUNNING", { runsUntil: ahead(inMs), ...part });

async function shown(path: string, world: World) {
  open(path, world);
  await screen.findByRole("link", { name: /left$|left ·/ });
}

it("counts the last minutes of a runtime on the tab, by the minute, and is silent afterwards", async () => {
  await shown("/disks", worldWith({ credit: ending(16 * MINUTE) }));
  await screen.findByText(/1 running/);
  expect(document.title).toBe("Disks · Stipend");
  act(() => vi.advanceTimersByTime(MINUTE + 1_000));
  expect(document.title).toBe("14 min left · Disks · Stipend");
  act(() => vi.advanceTimersByTime(10 * MINUTE));
  expect(document.title).toBe("4 min left · Disks · Stipend");
  act(() => vi.advanceTimersByTime(4 * MINUTE + 30_000));
  expect(document.title).toBe("< 1 min left · Disks · Stipend");
  act(() => vi.advanceTimersByTime(MINUTE));
  expect(document.title).toBe("Disks · Stipend");
});

it("does not read the minutes on the tab to who cannot see it", async () => {
  const world = worldWith({ runtimes: [limited(5 * MINUTE)] });
  await shown("/disks", world);
  await waitFor(() => expect(document.title).toMatch(/^\d min left/));
  act(() => vi.advanceTimersByTime(MINUTE));
  expect(screen.getAllByRole("status").map((each) => each.textContent)).toEqual([""]);
});

function expiring(inMs: number) {
  return aCredit({
    endsAt: null,
    machinesStopAt: null,
    grants: [aGrant({ expiresAt: ahead(inMs) })],
    projection: [
      { at: ahead(0), available: "9.000000000" },
      { at: ahead(inMs), available: "0.000000000" },
    ],
  });
}

it.each([
  ["its run limit", (inMs: number) => ({ runtimes: [limited(inMs)] })],
  ["its credit", (inMs: number) => ({ credit: ending(inMs) })],
  ["the expiry of a grant", (inMs: number) => ({ credit: expiring(inMs) })],
])("tells on the tab that a runtime ends with %s", async (_, endingIn) => {
  await shown("/disks", worldWith(endingIn(4 * MINUTE + 30_000)));
  await waitFor(() => expect(document.title).toBe("4 min left · Disks · Stipend"));
});

it("tells the end of one's runtime on somebody else's credit, on the page of the runtime too", async () => {
  const runtime = limited(4 * MINUTE + 30_000);
  const workspaces = [aWorkspace({ creator: GRACE })];
  await shown(
    `/workspaces/${aWorkspace().id}/runtimes/${runtime.id}`,
    worldWith({ workspaces, runtimes: [runtime] }),
  );
  await waitFor(() => expect(document.title).toBe("4 min left · Running: Jupyter · Stipend"));
});

it("leaves the tab alone where others' runtimes end, one is stopped, or the end is far", async () => {
  const runtimes = [
    limited(4 * MINUTE, { id: "other", owner: GRACE }),
    aRuntime("STOPPED", { id: "stopped", owner: ADA, runsUntil: ahead(4 * MINUTE) }),
    limited(HOUR, { id: "later" }),
  ];
  await shown("/disks", worldWith({ runtimes, credit: ending(DAY) }));
  await screen.findByText(/2 running/);
  expect(document.title).toBe("Disks · Stipend");
});

it("goes from the tab when the runtime stops or its credit goes on", async () => {
  const world = worldWith({ runtimes: [limited(4 * MINUTE + 30_000)] });
  await shown("/disks", world);
  await waitFor(() => expect(document.title).toMatch(/^4 min left/));
  act(() => world.put(aRuntime("STOPPED")));
  await waitFor(() => expect(document.title).toBe("Disks · Stipend"));
});
