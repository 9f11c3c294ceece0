import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { EndCause, RuntimeView } from "@/api/types";
import { ADA, ahead, aWorkspace, GRACE, HOUR, MINUTE } from "@/testing/builders/basics";
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

const stopping = (inMs: number, cause: EndCause, part: Partial<RuntimeView> = {}) =>
  aRuntime("RUNNING", { end: { at: ahead(inMs), cause }, ...part });

const limited = (inMs: number, part?: Partial<RuntimeView>) => stopping(inMs, "RUN_LIMIT", part);

async function shown(path: string, world: World) {
  open(path, world);
  await screen.findByRole("link", { name: /left$|left ·/ });
}

it("counts the last minutes of a runtime on the tab, by the minute, and is silent afterwards", async () => {
  await shown("/disks", worldWith({ runtimes: [stopping(16 * MINUTE, "CREDIT")] }));
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

it.each(["RUN_LIMIT", "CREDIT", "EXPIRY"] as const)(
  "tells on the tab that a runtime ends by %s",
  async (cause) => {
    await shown("/disks", worldWith({ runtimes: [stopping(4 * MINUTE + 30_000, cause)] }));
    await waitFor(() => expect(document.title).toBe("4 min left · Disks · Stipend"));
  },
);

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
    aRuntime("STOPPED", { id: "stopped", owner: ADA }),
    limited(HOUR, { id: "later" }),
  ];
  await shown("/disks", worldWith({ runtimes }));
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
