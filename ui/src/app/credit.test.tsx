import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { ahead, anAdmin, ago, aWorkspace, DAY, GRACE, HOUR, MINUTE } from "@/testing/builders/basics";
import { aCredit, aGrant, aPerson, ending, WITHOUT_END } from "@/testing/builders/credit";
import { utcAndOwn } from "@/lib/time";
import { aDisk, aRuntime } from "@/testing/builders/runtime";
import { open } from "@/testing/render";
import { aProblem } from "@/testing/problems";
import { World } from "@/testing/world";

afterEach(() => vi.useRealTimers());

it("ticks on every page from the settled amount and the burn rate", async () => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"], now: Date.UTC(2026, 10, 25, 12) });
  const world = new World();
  world.credit = aCredit({ available: "10.000000000", burnPerHour: "36.000000000" });
  open("/disks", world);
  const meter = await screen.findByRole("link", { name: /left/ });
  await waitFor(() => expect(meter).toHaveTextContent("$10.00 left"));
  act(() => vi.advanceTimersByTime(60_000));
  expect(meter).toHaveTextContent("$9.40 left");
});

it("warns with a countdown and what to do when the credit is nearly over", async () => {
  const world = new World();
  const stop = ahead(12 * MINUTE + 31_500);
  world.credit = aCredit({ level: "RED", ...ending(12 * MINUTE + 36_500), machinesStopAt: stop });
  open("/", world);
  const banner = await screen.findByText(/Machines on your credit stop at/);
  const clock = new Date(stop).toLocaleTimeString("en-GB");
  expect(banner).toHaveTextContent(`Machines on your credit stop at ${clock}`);
  expect(screen.getByText(/Disks on it are kept for 30 days then\. Save your work/)).toBeVisible();
  expect(screen.getByRole("timer")).toHaveTextContent(/^12:[23]\d$/);
});

it("says that nothing is lost when the credit is over, and until when disks are paid for", async () => {
  const world = new World();
  world.credit = aCredit({
    status: "EXHAUSTED",
    level: "RED",
    available: "0.000000000",
    burnPerHour: "0.000000000",
    runningMachines: 0,
    ...WITHOUT_END,
    grace: { until: ahead(30 * DAY + MINUTE), days: 30, spent: "0.000000000", cap: "50.000000000" },
  });
  open("/credit", world);
  expect(await screen.findByText("Your credit is used up")).toBeVisible();
  expect(screen.getByText(/platform pays for your disks, \$0.00 so far/)).toHaveTextContent(
    /kept for 30 d, until .* and deleted then/,
  );
});

it.each([
  ["before the disks are counted, or after they were deleted", null],
  ["once the time is over", { until: ago(HOUR), days: 0, spent: "2.000000000", cap: "50.000000000" }],
])("promises no files %s", async (_when, grace) => {
  const world = new World();
  world.credit = aCredit({ status: "EXHAUSTED", level: "RED", runningMachines: 0, ...WITHOUT_END, grace });
  open("/credit", world);
  expect(await screen.findByText(/Machines on it are stopped/)).not.toHaveTextContent(
    /Nothing is deleted|with its files/,
  );
});

it("counts down on each disk that is kept for a time, and says why", async () => {
  const world = new World();
  const kept = { until: ahead(12 * DAY + HOUR), since: ago(18 * DAY), cause: "CREDIT" as const };
  world.disks = [aDisk({ kept }), aDisk({ id: "3a000000-0000-4000-8000-000000000002" })];
  open("/disks", world);
  expect(await screen.findByText(/Deleted in 12 d.*, on .*: its credit has ended\./)).toBeVisible();
  expect(screen.getAllByText(/Deleted in/)).toHaveLength(1);
});

it("says at a stopped runtime up to when its disk is kept", async () => {
  const world = new World();
  const kept = { until: ahead(-HOUR), since: ago(30 * DAY), cause: "PAYER" as const };
  const stopped = aRuntime("STOPPED");
  world.runtimes = [{ ...stopped, disk: { ...stopped.disk, kept } }];
  open(`/workspaces/${stopped.workspace.id}/runtimes/${stopped.id}`, world);
  expect(await screen.findAllByText("Being deleted: its billing account cannot pay.")).not.toHaveLength(0);
});

it.each(["/", `/workspaces/${aWorkspace().id}`])(
  "counts down on the card of a stopped runtime on %s how long its disk is kept",
  async (path) => {
    const world = new World();
    const kept = { until: ahead(12 * DAY + HOUR), since: ago(18 * DAY), cause: "CREDIT" as const };
    const stopped = aRuntime("STOPPED");
    world.workspaces = [aWorkspace()];
    world.runtimes = [{ ...stopped, disk: { ...stopped.disk, kept } }];
    open(path, world);
    expect(await screen.findByText(/The disk is deleted in 12 d.*: its credit has ended\./)).toBeVisible();
  },
);

it("offers what was stopped by the end of credit once there is credit again", async () => {
  const world = new World();
  const { id, tool, workspace } = aRuntime("STOPPED");
  world.runtimes = [aRuntime("STOPPED")];
  world.credit = aCredit({ restorable: [{ id, tool, workspace }] });
  open("/", world);
  expect(await screen.findByRole("link", { name: "Start Jupyter in Genome study" })).toHaveAttribute(
    "href",
    `/workspaces/${workspace.id}/runtimes/${id}`,
  );
});

it("leaves to its owner what of somebody else can start again", async () => {
  const world = new World();
  const own = aRuntime("STOPPED");
  const other = aRuntime("STOPPED", { id: "of-grace", tool: "terminal", owner: GRACE, allowed: [] });
  world.runtimes = [own, other];
  world.credit = aCredit({
    restorable: [own, other, aRuntime("STOPPED", { id: "unseen", tool: "rstudio" })].map(
      ({ id, tool, workspace }) => ({ id, tool, workspace }),
    ),
  });
  open("/", world);
  expect(await screen.findByRole("link", { name: "Start Jupyter in Genome study" })).toBeVisible();
  expect(screen.getByText("Terminal in Genome study: Grace Hopper may start it.")).toBeVisible();
  expect(screen.queryByRole("link", { name: /Start (Terminal|RStudio)/ })).not.toBeInTheDocument();
});

it("shows remaining, both ends, grants, spenders and the chart's numbers as a table", async () => {
  const world = new World();
  world.credit = aCredit({
    ...ending(30 * HOUR),
    burnPerHour: "0.000000000",
  });
  const { person } = open("/credit", world);
  expect(await screen.findByTestId("credit-left")).toHaveTextContent("$212.40");
  expect(screen.getByText(/^Ends \w+day \d\d:\d\d at this pace$/)).toBeVisible();
  expect(screen.getByText("5 s before the credit ends")).toBeVisible();
  expect(screen.getByRole("table", { name: "Grants in burn order" })).toHaveTextContent("Starting credit");
  const spenders = screen.getByRole("table", { name: "Who spent it" });
  expect(
    within(spenders)
      .getAllByRole("row")
      .map((row) => row.textContent),
  ).toEqual([
    "PersonWorkspaceSpent",
    "Ada LovelaceGenome study$70.12",
    "Grace HopperGenome study$17.48",
    "Everybody$87.60",
  ]);
  await person.click(screen.getByRole("button", { name: "Show as table" }));
  expect(
    within(screen.getByRole("table", { name: "Credit left over time" })).getAllByRole("row"),
  ).toHaveLength(7);
});

it("draws the burn-down from 30 days ago at the most, and marks what was taken back", async () => {
  const world = new World();
  world.credit = aCredit({
    grants: [aGrant({ effectiveAt: ago(90 * DAY), revokedAt: [ago(10 * DAY)], expiresAt: null })],
    history: [
      { at: ago(90 * DAY), available: "300.000000000" },
      { at: ago(60 * DAY), available: "290.000000000" },
      { at: ago(10 * DAY), available: "250.000000000" },
      { at: ago(0), available: "212.400000000" },
    ],
  });
  const { person } = open("/credit", world);
  const chart = await screen.findByRole("img", { name: /Marked: revocation and end$/ });
  expect(within(chart).getByText("Revocation")).toBeInTheDocument();
  expect(within(chart).queryByText(/Grant/)).not.toBeInTheDocument();
  await person.click(screen.getByRole("button", { name: "Show as table" }));
  const table = screen.getByRole("table", { name: "Credit left over time" });
  const first = within(table).getAllByRole("row")[1];
  expect(first).toHaveTextContent("$290.00");
  expect(first?.querySelector("time")?.dateTime.slice(0, 10)).toBe(ago(30 * DAY).slice(0, 10));
});

it("says what idle disks cost when nothing runs", async () => {
  const world = new World();
  world.credit = aCredit({ runningMachines: 0, machinesStopAt: null });
  open("/", world);
  expect(await screen.findByText("Nothing is running; disks cost $0.16 a day.")).toBeVisible();
});

function adminWorld(): World {
  const world = new World();
  world.me = anAdmin();
  world.people = [aPerson()];
  return world;
}

it("lets an admin grant credit with a reason, and refuses to send nonsense", async () => {
  const world = adminWorld();
  const { person } = open("/admin/people", world);
  await person.click(await screen.findByRole("link", { name: "Ada Lovelace" }));
  const button = await screen.findByRole("button", { name: "Grant credit" });
  await person.click(button);
  const dialog = await screen.findByRole("dialog", { name: "Grant credit to Ada Lovelace" });
  await person.type(within(dialog).getByLabelText(/Amount/), "1000.01");
  await person.click(within(dialog).getByRole("button", { name: "Continue" }));
  expect(within(dialog).getByText(/At most \$1,000\.00/)).toBeVisible();
  expect(within(dialog).getByText(/Say why/)).toBeVisible();
  expect(world.sent).toHaveLength(0);

  await person.clear(within(dialog).getByLabelText(/Amount/));
  await person.type(within(dialog).getByLabelText(/Amount/), "12.50");
  await person.type(within(dialog).getByLabelText(/Reason/), "Workshop");
  await person.click(within(dialog).getByRole("button", { name: "Continue" }));
  expect(within(dialog).getByText(/^Ada Lovelace gets \$12\.50, to be spent without an end/)).toHaveFocus();
  expect(world.sent).toHaveLength(0);
  await person.click(within(dialog).getByRole("button", { name: "Grant $12.50" }));
  await waitFor(() =>
    expect(world.sent[0]).toMatchObject({
      path: `/api/people/${aPerson().id}/grants`,
      body: { amount: "12.500000000", reason: "Workshop", expiresAt: null },
    }),
  );
  expect(world.sent[0]?.key).toBeTruthy();
  expect(await screen.findByText("Workshop")).toBeVisible();
  await waitFor(() => expect(button).toHaveFocus());
});

it("says when a grant would end, refuses a day that is over, and names both before it is given", async () => {
  const world = adminWorld();
  const { person } = open(`/admin/people/${aPerson().id}`, world);
  await person.click(await screen.findByRole("button", { name: "Grant credit" }));
  const dialog = await screen.findByRole("dialog", { name: "Grant credit to Ada Lovelace" });
  await person.type(within(dialog).getByLabelText(/Amount/), "20");
  await person.type(within(dialog).getByLabelText(/Reason/), "Course");
  const day = within(dialog).getByLabelText(/Expires/);
  fireEvent.change(day, { target: { value: "2001-02-03" } });
  expect(within(dialog).getByText(/This day is over/)).toBeVisible();
  await person.click(within(dialog).getByRole("button", { name: "Continue" }));
  expect(within(dialog).getByText(/This day is over/)).toBeVisible();

  const last = ahead(30 * DAY).slice(0, 10);
  const end = new Date(Date.parse(`${last}T00:00:00Z`) + DAY).toISOString();
  fireEvent.change(day, { target: { value: last } });
  expect(within(dialog).getByText(`Ends ${utcAndOwn(end)}.`)).toBeVisible();
  await person.click(within(dialog).getByRole("button", { name: "Continue" }));
  expect(within(dialog).getByText(/^Ada Lovelace gets \$20\.00, to be spent before .* UTC/)).toBeVisible();
  await person.click(within(dialog).getByRole("button", { name: "Back" }));
  await person.click(within(dialog).getByRole("button", { name: "Continue" }));
  await person.click(within(dialog).getByRole("button", { name: "Grant $20.00" }));
  await waitFor(() =>
    expect(world.sent[0]).toMatchObject({ body: { amount: "20.000000000", expiresAt: end } }),
  );
  expect(world.sent).toHaveLength(1);
});

it("lets an admin take back what is left of a grant, and shows a refusal in the dialog", async () => {
  const world = adminWorld();
  world.refusals.push(aProblem({ detail: "Less is left than you asked for." }));
  const { person } = open(`/admin/people/${aPerson().id}`, world);
  await person.click(await screen.findByRole("button", { name: "Revoke…" }));
  const dialog = await screen.findByRole("dialog", { name: "Revoke credit" });
  await person.type(within(dialog).getByLabelText(/Reason/), "Course is over");
  await person.click(within(dialog).getByRole("button", { name: "Revoke what is left" }));
  expect(await within(dialog).findByRole("alert")).toHaveTextContent("Less is left than you asked for.");

  await person.click(within(dialog).getByRole("button", { name: "Revoke what is left" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(await screen.findByRole("cell", { name: "Revoked, $87.60 spent" })).toBeVisible();
  expect(world.sent.map(({ body }) => body)).toEqual(
    Array(2).fill({ amount: null, reason: "Course is over" }),
  );
  expect(world.sent[0]?.path).toBe(`/api/grants/${aGrant().id}/revocations`);
});
