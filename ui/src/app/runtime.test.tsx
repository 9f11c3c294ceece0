import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { ago, aWorkspace, MINUTE } from "@/testing/builders/basics";
import { aRuntime, steps } from "@/testing/builders/runtime";
import { TestingEventSource } from "@/testing/event-source";
import { open } from "@/testing/render";
import { aProblem } from "@/testing/problems";
import { World } from "@/testing/world";

const PAGE = `/workspaces/${aWorkspace().id}/runtimes/${aRuntime().id}`;

function with_(runtime: ReturnType<typeof aRuntime>): World {
  const world = new World();
  world.workspaces = [aWorkspace()];
  world.runtimes = [runtime];
  return world;
}

afterEach(() => vi.useRealTimers());

it("counts a run with four decimals by rate and elapsed time, re-based by each event", async () => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"], now: Date.UTC(2026, 10, 25, 12) });
  const running = aRuntime("RUNNING");
  const run = { ...running.cost.run!, amount: "0.100000000", perHour: "3.600000000", asOf: ago(0) };
  const world = with_({ ...running, cost: { ...running.cost, run } });
  open(PAGE, world);
  await waitFor(() => expect(screen.getByTestId("run-counter")).toHaveTextContent("$0.1000"));

  act(() => vi.advanceTimersByTime(25_000));
  expect(screen.getByTestId("run-counter")).toHaveTextContent("$0.1250");

  world.put({ ...running, cost: { ...running.cost, run: { ...run, amount: "0.120000000", asOf: ago(0) } } });
  await waitFor(() => expect(screen.getByTestId("run-counter")).toHaveTextContent("$0.1200"));
});

it("opens, stops and deletes a running runtime with the effect on every button", async () => {
  const world = with_(aRuntime("RUNNING"));
  const { person } = open(PAGE, world);

  expect(await screen.findByRole("link", { name: /Open Jupyter/ })).toHaveAttribute("href", aRuntime().url);
  await person.click(screen.getByRole("button", { name: "Stop, keep disk" }));
  const leaving = await screen.findByText(/Billing until its process has ended/);
  expect(leaving).toBeVisible();
  await waitFor(() => expect(document.activeElement).toContainElement(leaving));
  expect(document.activeElement).not.toBe(document.body);

  const remove = screen.getByRole("button", { name: "Delete…" });
  await person.click(remove);
  const dialog = await screen.findByRole("dialog", { name: "Delete Jupyter" });
  expect(within(dialog).getByRole("radio", { name: "Keep it: $5.00 a month" })).toBeChecked();
  await person.click(within(dialog).getByRole("radio", { name: "Remove it: saves $5.00 a month" }));
  await person.click(within(dialog).getByRole("button", { name: "Delete runtime and disk" }));
  await waitFor(() =>
    expect(world.sent.at(-1)).toMatchObject({
      method: "DELETE",
      path: `/api/runtimes/${aRuntime().id}?disk=delete`,
    }),
  );
  expect(await screen.findByRole("list", { name: "Delete" })).toHaveTextContent("Delete the machine");
});

it("shows the steps of a launch, speaks each change, and can be cancelled", async () => {
  const world = with_(aRuntime("STARTING", { steps: steps(undefined, "TOOL") }));
  const { person } = open(PAGE, world);
  const timeline = await screen.findByRole("list", { name: "Launch" });
  expect(within(timeline).getByRole("listitem", { current: "step" })).toHaveTextContent(
    "Tool, under way · usually 5 s",
  );

  world.put(aRuntime("STARTING", { steps: steps(undefined, "HEALTH") }));
  await waitFor(() =>
    expect(screen.getAllByRole("status").map((each) => each.textContent)).toContain(
      "Health check: under way",
    ),
  );

  await person.click(screen.getByRole("button", { name: "Cancel launch" }));
  expect(world.sent[0]).toMatchObject({ method: "POST", path: `/api/runtimes/${aRuntime().id}/cancel` });
});

it.each(["STOPPED", "DELETED"] as const)(
  "goes on showing, %s, what a start that was cancelled cost, to the nano",
  async (state) => {
    const world = new World();
    const lastRun = { amount: "0.003166650", startedAt: ago(64_000), stoppedAt: ago(60_000) };
    world.runtimes = [aRuntime(state, { cost: { ...aRuntime(state).cost, lastRun } })];
    open(PAGE, world);
    expect(await screen.findByText("Last run")).toBeVisible();
    expect(screen.getByText("$0.003166650").parentElement).toHaveTextContent(
      "$0.003166650 for 4 s, charged as 1 min",
    );
  },
);

it("tells that a cancel came too late though the page has moved on", async () => {
  const world = with_(aRuntime("STARTING"));
  world.refusals.push(aProblem({ detail: "Nothing is under way that could be taken back." }));
  const { person } = open(PAGE, world);
  await person.click(await screen.findByRole("button", { name: "Cancel launch" }));
  await screen.findByText("Nothing is under way that could be taken back.");
  act(() => world.put(aRuntime("RUNNING")));
  await screen.findByRole("link", { name: /Open Jupyter/ });
  expect(screen.getByText("Nothing is under way that could be taken back.")).toBeVisible();
});

it("lets a deletion be taken back while it can be", async () => {
  const world = with_(aRuntime("DELETING", { allowed: ["CANCEL"] }));
  const { person } = open(PAGE, world);
  await person.click(await screen.findByRole("button", { name: "Keep it after all" }));
  expect(world.sent[0]).toMatchObject({ method: "POST", path: `/api/runtimes/${aRuntime().id}/cancel` });
});

it("says why a command of Ctrl K was refused", async () => {
  const world = with_(aRuntime("STOPPED"));
  world.refusals.push(aProblem({ detail: "The credit is used up.", nextStep: "Ask an administrator." }));
  const { person } = open(PAGE, world);
  await screen.findByRole("button", { name: /^Start/ });
  await person.keyboard("{Control>}k{/Control}");
  await person.type(await screen.findByRole("combobox", { name: "Search and commands" }), "start jup");
  await person.keyboard("{Enter}");
  expect((await screen.findAllByText("The credit is used up. Ask an administrator."))[0]).toBeVisible();
});

it("keeps nothing of one runtime on the page of another", async () => {
  const other = aRuntime("RUNNING", { id: "0c000000-0000-4000-8000-00000000000e" });
  const world = with_(aRuntime("RUNNING"));
  world.runtimes.push(other);
  world.refusals.push(aProblem({ detail: "Not now." }));
  const otherPage = PAGE.replace(aRuntime().id, other.id);
  const { person, router } = open(otherPage, world); // known already, so shown at once later
  await screen.findByRole("button", { name: "Stop, keep disk" });
  await act(() => router.navigate({ to: PAGE }));
  await person.click(await screen.findByRole("button", { name: "Stop, keep disk" }));
  await screen.findByText("Not now.");
  await act(() => router.navigate({ to: otherPage }));
  await waitFor(() => expect(screen.queryByText("Not now.")).not.toBeInTheDocument());
  expect(screen.getByRole("button", { name: "Stop, keep disk" })).toBeEnabled();
});

it("says when a step is slower than usual", async () => {
  const slow = steps(undefined, "VM").map((step) =>
    step.state === "CURRENT" ? { ...step, deadline: ago(MINUTE), attempt: 2 } : step,
  );
  open(PAGE, with_(aRuntime("STARTING", { steps: slow })));
  expect(await screen.findByRole("listitem", { current: "step" })).toHaveTextContent(
    "attempt 2 · slower than usual",
  );
});

it("explains a failure: step, cause, next action, what is still billed, last lines of the log", async () => {
  const world = with_(aRuntime("FAILED"));
  const { person } = open(PAGE, world);
  expect(await screen.findByText(/Jupyter ended by itself two seconds/)).toBeVisible();
  expect(screen.getByText("TOOL_CRASHED")).toBeVisible();
  expect(screen.getByText(/Read the last lines below/)).toBeVisible();
  expect(screen.getByText(/The disk,/)).toHaveTextContent("The disk, $0.16 a day");
  expect(screen.getByRole("region", { name: "Last lines of the log" })).toHaveTextContent(
    "No space left on device",
  );

  await person.click(screen.getByRole("button", { name: "Retry · $0.20/h" }));
  await waitFor(() => expect(world.sent[0]?.path).toBe(`/api/runtimes/${aRuntime().id}/start`));
});

it("says why a runtime stopped, what goes on costing, and starts it for its price", async () => {
  open(PAGE, with_(aRuntime("STOPPED")));
  expect(await screen.findByText("Stopped by Ada Lovelace.")).toBeVisible();
  expect(screen.getByText("Goes on costing").nextSibling).toHaveTextContent("$0.16 a day");
  expect(screen.getByRole("button", { name: "Start · $0.20/h" })).toBeEnabled();
});

it("says that a launch is accepted but delayed while the engine is away", async () => {
  open(PAGE, with_(aRuntime("STARTING")));
  await screen.findByRole("list", { name: "Launch" });
  act(() => TestingEventSource.emit("status", { delayed: true }));
  expect(await screen.findByText("Accepted; starting is delayed.")).toBeVisible();
  act(() => TestingEventSource.emit("status", { delayed: false }));
  await waitFor(() => expect(screen.queryByText("Accepted; starting is delayed.")).not.toBeInTheDocument());
});

it("is not found under another workspace, nor when it does not exist", async () => {
  const { router } = open(PAGE.replace("1a0", "1f0"), with_(aRuntime()));
  expect(await screen.findByRole("heading", { name: "This page does not exist" })).toBeVisible();
  await act(() => router.navigate({ href: PAGE.replace("/2a0", "/2f0") }));
  expect(await screen.findByRole("heading", { name: "This page does not exist" })).toBeVisible();
});
