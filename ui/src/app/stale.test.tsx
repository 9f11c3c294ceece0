import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { ago, anAdmin, aWorkspace } from "@/testing/builders/basics";
import { atSecond } from "@/lib/time";
import { aCredit, aPerson } from "@/testing/builders/credit";
import { aRuntime, steps } from "@/testing/builders/runtime";
import { open } from "@/testing/render";
import { World } from "@/testing/world";

const PAGE = `/workspaces/${aWorkspace().id}/runtimes/${aRuntime().id}`;

function worldWith(part: Partial<World>): World {
  return Object.assign(new World(), { workspaces: [aWorkspace()] }, part);
}

const spoken = () => screen.getAllByRole("status").map((each) => each.textContent);

it("links finance to no workspace that would not open", async () => {
  const world = worldWith({ me: anAdmin({ roles: ["FINANCE"] }), people: [aPerson()] });
  open(`/admin/people/${aPerson().id}`, world);
  const spenders = await screen.findByRole("table", { name: "Who spent it" });
  expect(within(spenders).queryByRole("link")).not.toBeInTheDocument();
});

it("adds up to what was spent, with what runs now as a line of its own", async () => {
  const credit = aCredit({ spent: "90.000000000", available: "210.000000000", burnPerHour: "0.000000000" });
  open("/credit", worldWith({ credit }));
  const rows = within(await screen.findByRole("table", { name: "Who spent it" })).getAllByRole("row");
  expect(rows.slice(-2).map((row) => row.textContent)).toEqual([
    `What runs now, since ${atSecond(credit.asOf)}–$2.40`,
    "Everybody$90.00",
  ]);
});

it("shows an amount in one weight", async () => {
  open("/credit", worldWith({}));
  expect((await screen.findByTestId("credit-left")).querySelectorAll("span")).toHaveLength(1);
});

it("calls an admin an admin, not a reader, where the admin only looks on", async () => {
  const looked = aWorkspace({ role: "READER" });
  open(`/workspaces/${looked.id}`, worldWith({ me: anAdmin(), workspaces: [looked] }));
  expect(await screen.findByText(/you are admin/)).toBeVisible();
});

it("does not say that it was stopped while it still stops", async () => {
  const stopReason = { code: "PERSON" as const, text: "It was stopped on request." };
  open(PAGE, worldWith({ runtimes: [aRuntime("STOPPING", { stopReason })] }));
  expect(await screen.findByText(/is being switched off; the disk stays/)).toBeVisible();
  expect(screen.queryByText(stopReason.text)).not.toBeInTheDocument();
});

it("says aloud when a runtime runs", async () => {
  const world = worldWith({ runtimes: [aRuntime("STARTING")] });
  open(PAGE, world);
  await screen.findByRole("button", { name: "Cancel launch" });
  act(() => world.put(aRuntime("RUNNING")));
  await waitFor(() => expect(spoken()).toContain("Jupyter: Running"));
});

it("cancels a start without threatening the disk, and says what a start costs at least", async () => {
  open(PAGE, worldWith({ runtimes: [aRuntime("STARTING", { generation: 3, firstLaunch: false })] }));
  expect(await screen.findByRole("button", { name: "Cancel start" })).toBeEnabled();
  expect(screen.getByText(/the disk and its files stay/)).toBeVisible();
  expect(screen.queryByText(/new disk/)).not.toBeInTheDocument();
  expect(screen.getByText("At least").nextSibling).toHaveTextContent("$0.0032");
});

it("says of a stopped runtime what its cancelled start has cost, and each other will", async () => {
  const world = worldWith({ runtimes: [aRuntime("STARTING", { generation: 3, firstLaunch: false })] });
  open(PAGE, world);
  await screen.findByRole("button", { name: "Cancel start" });
  act(() => world.put(aRuntime("STOPPED", { generation: 4 })));
  const start = await screen.findByText("Each start");
  expect(start.nextSibling).toHaveTextContent("at least $0.0032 once the machine starts, cancelled or not");
});

it("opens the log of a failure at its end, and a longer one too", async () => {
  const height = vi.spyOn(HTMLElement.prototype, "scrollHeight", "get").mockReturnValue(900);
  const world = worldWith({ runtimes: [aRuntime("FAILED")] });
  open(PAGE, world);
  const log = () => screen.findByRole("region", { name: "Last lines of the log" });
  expect((await log()).scrollTop).toBe(900);
  height.mockReturnValue(1_200);
  const failure = { ...world.runtimes[0]!.failure!, logTail: "One line more" };
  act(() => world.put(aRuntime("FAILED", { failure })));
  await screen.findByText("One line more");
  expect((await log()).scrollTop).toBe(1_200);
  height.mockRestore();
});

it("refuses an expiry in the past before it is sent, and confirms what was granted", async () => {
  const world = worldWith({ me: anAdmin(), people: [aPerson()] });
  const { person } = open(`/admin/people/${aPerson().id}`, world);
  await person.click(await screen.findByRole("button", { name: "Grant credit" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Grant credit to Ada Lovelace" }));
  await person.type(dialog.getByLabelText(/Amount/), "5");
  await person.type(dialog.getByLabelText(/Reason/), "Course");
  await person.type(dialog.getByLabelText("Expires"), ago(48 * 3_600_000).slice(0, 10));
  expect(dialog.getByText(/This day is over/)).toBeVisible();
  await person.click(dialog.getByRole("button", { name: "Continue" }));
  expect(world.sent).toHaveLength(0);

  await person.clear(dialog.getByLabelText("Expires"));
  await person.click(dialog.getByRole("button", { name: "Continue" }));
  await person.click(dialog.getByRole("button", { name: "Grant $5.00" }));
  expect((await screen.findAllByText("$5.00 granted to Ada Lovelace"))[0]).toBeVisible();
});

it("does not say that the platform pays for a launch where the credit has ended", async () => {
  const payer = { kind: "PLATFORM" as const, name: "Platform" };
  const ended = aCredit({ status: "EXHAUSTED", available: "0.040000000", runningMachines: 0 });
  open(
    `/workspaces/${aWorkspace().id}/launch`,
    worldWith({ workspaces: [aWorkspace({ payer })], credit: ended }),
  );
  expect(await screen.findByText(/the credit has ended; the platform pays for disks only/)).toBeVisible();
  expect(screen.getByText("Your credit is used up but for $0.04")).toBeVisible();
  expect(screen.getByRole("link", { name: "Credit used up" })).toBeVisible();
});

it("shows and speaks which zone had no room and which one is tried", async () => {
  const world = worldWith({ runtimes: [aRuntime("STARTING")] });
  open(PAGE, world);
  await screen.findByRole("button", { name: "Cancel launch" });
  const line = "No free n2-standard-8 in us-central1-a. Trying us-central1-b (2 of 4).";
  const search = steps(["RESERVE", "DISK", "CAPACITY", "TOOL", "HEALTH"], "CAPACITY").map((step) =>
    step.name === "CAPACITY" ? { ...step, attempt: 2, notes: [line] } : step,
  );
  act(() => world.put(aRuntime("STARTING", { generation: 2, steps: search })));
  expect(await screen.findByText("Find capacity")).toBeVisible();
  expect(screen.getByText(line)).toBeVisible();
  await waitFor(() => expect(spoken()).toContain(`Find capacity: ${line}`));
  expect(screen.getByRole("button", { name: "Cancel launch" })).toBeEnabled();
});
