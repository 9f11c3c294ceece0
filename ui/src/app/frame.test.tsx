import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { anAdmin, aResearcher, aWorkspace } from "@/testing/builders/basics";
import { aDisk, aRuntime } from "@/testing/builders/runtime";
import { TestingEventSource } from "@/testing/event-source";
import { open } from "@/testing/render";
import { aProblem } from "@/testing/problems";
import { World } from "@/testing/world";

function aWorld(): World {
  const world = new World();
  world.workspaces = [aWorkspace()];
  world.runtimes = [aRuntime()];
  return world;
}

it("keeps what is on screen when the line breaks, says how old it is, and catches up", async () => {
  const world = aWorld();
  open("/", world);
  expect(await screen.findByRole("link", { name: "Genome study" })).toBeVisible();

  TestingEventSource.refusing = true;
  act(() => TestingEventSource.breakDown());
  expect(await screen.findByText("Connection lost; trying again")).toBeVisible();
  expect(screen.getByText(/Shown as of \d\d:\d\d:\d\d/)).toBeVisible();
  expect(screen.getByRole("link", { name: "Genome study" })).toBeVisible();

  world.workspaces = [aWorkspace({ name: "Renamed meanwhile" })];
  TestingEventSource.refusing = false;
  expect(await screen.findByRole("link", { name: "Renamed meanwhile" })).toBeVisible();
  expect(screen.queryByText("Connection lost; trying again")).not.toBeInTheDocument();
});

it("says the worst of what is broken, and what follows from it only once that is mended", async () => {
  open("/", aWorld());
  expect(await screen.findByRole("link", { name: "Genome study" })).toBeVisible();
  act(() => TestingEventSource.emit("status", { delayed: true, databaseAway: true, diskFull: true }));
  expect(await screen.findByText("The disk of this service is full")).toBeVisible();
  expect(screen.queryByText("The database is away")).not.toBeInTheDocument();
  act(() => TestingEventSource.emit("status", { delayed: true, databaseAway: true, diskFull: false }));
  expect(await screen.findByText("The database is away")).toBeVisible();
  expect(screen.getByText(/Shown as of \d\d:\d\d:\d\d/)).toBeVisible();
  expect(screen.queryByText("Starting and stopping are delayed")).not.toBeInTheDocument();
  act(() => TestingEventSource.emit("status", { delayed: true, databaseAway: false, diskFull: false }));
  expect(await screen.findByText("Starting and stopping are delayed")).toBeVisible();
  expect(screen.queryByText("The database is away")).not.toBeInTheDocument();
});

it("opens one event stream per tab and re-reads what an event names", async () => {
  const world = aWorld();
  const { person } = open("/", world);
  await person.click(await screen.findByRole("link", { name: "Disks" }));
  await screen.findByRole("heading", { name: "Disks" });
  expect(TestingEventSource.open.size).toBe(1);
  world.disks = [aDisk()];
  act(() => world.change("DISK", aDisk().id));
  expect(await screen.findByRole("cell", { name: "50 GiB pd-balanced" })).toBeVisible();
});

it("reads each thing once when somebody signs in", async () => {
  const world = aWorld();
  open("/", world);
  await screen.findByRole("heading", { name: "Jupyter" });
  await screen.findByRole("link", { name: "Genome study" });
  const times = (path: string) => world.reads.filter((each) => each === path).length;
  expect(times("/api/me")).toBe(1);
  expect(times("/api/runtimes")).toBe(1);
  expect(times("/api/credit")).toBe(1);
});

it("says so when the session ends, and leads back to the same page", async () => {
  const world = aWorld();
  open("/disks", world);
  await screen.findByRole("heading", { name: "Disks" });
  world.me = null;
  act(() => world.change("DISK", "any"));
  expect(await screen.findByRole("heading", { name: "Your session has ended" })).toBeVisible();
  expect(screen.getByRole("link", { name: "Sign in again" })).toHaveAttribute("href", "/sign-in?to=%2Fdisks");
});

it("signs out by telling the server first", async () => {
  const world = aWorld();
  const { person } = open("/", world);
  await person.click(await screen.findByRole("button", { name: "Ada Lovelace: account menu" }));
  await person.click(await screen.findByRole("menuitem", { name: "Sign out" }));
  await waitFor(() => expect(world.sent[0]).toMatchObject({ method: "POST", path: "/sign-out" }));
});

it("offers the way in on the page after signing out", async () => {
  open("/signed-out", aWorld());
  expect(await screen.findByRole("link", { name: "Sign in" })).toHaveAttribute("href", "/sign-in?to=%2F");
});

it("shows each role its own doors only", async () => {
  const world = aWorld();
  world.me = anAdmin();
  open("/", world);
  const nav = await screen.findByRole("navigation", { name: "Main" });
  expect(
    within(nav)
      .getAllByRole("link")
      .map((link) => link.textContent),
  ).toEqual(["Home", "Workspaces", "Disks", "People", "Account requests", "Drift"]);
  expect(screen.getByRole("heading", { name: "Everything that runs" })).toBeVisible();
});

it("hides the pages of others even when their address is typed", async () => {
  const world = aWorld();
  world.me = aResearcher();
  open("/admin/people", world);
  expect(await screen.findByRole("heading", { name: "This page does not exist" })).toBeVisible();
});

it("goes anywhere by Ctrl K", async () => {
  const { person, router } = open("/", aWorld());
  await screen.findByRole("link", { name: "Genome study" });
  await person.keyboard("{Control>}k{/Control}");
  const box = await screen.findByRole("combobox", { name: "Search and commands" });
  await person.type(box, "launch in");
  expect(screen.getByRole("option", { selected: true })).toHaveTextContent("Launch in Genome study");
  await person.keyboard("{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe(`/workspaces/${aWorkspace().id}/launch`));
});

it("tells what finished while one was elsewhere", async () => {
  const world = aWorld();
  world.runtimes = [aRuntime("STARTING"), aRuntime("RUNNING", { id: "another" })];
  open("/disks", world);
  await screen.findByRole("heading", { name: "Disks" });
  await screen.findByText(/1 running/);
  act(() => world.put(aRuntime("RUNNING")));
  expect((await screen.findAllByText("Jupyter in Genome study is ready"))[0]).toBeVisible();
});

it("creates a workspace and goes there", async () => {
  const world = new World();
  const { person, router } = open("/", world);
  await person.click((await screen.findAllByRole("link", { name: "New workspace" }))[0]!);
  await person.click(await screen.findByRole("button", { name: "Create workspace" }));
  expect(screen.getByText("Give it a name.")).toBeVisible();
  await person.type(screen.getByLabelText(/Name/), "Heart study");
  await person.click(screen.getByRole("button", { name: "Create workspace" }));
  expect(await screen.findByRole("heading", { name: "Heart study" })).toBeVisible();
  expect(world.sent[0]?.body).toEqual({ name: "Heart study", description: "", payer: "CREDIT" });
  expect(router.state.location.pathname).toMatch(/^\/workspaces\/[0-9a-f-]{36}$/);
});

it("deletes a disk only after saying what is lost", async () => {
  const world = aWorld();
  world.disks = [aDisk()];
  world.refusals.push(
    aProblem({ detail: "It is attached to a runtime.", nextStep: "Stop the runtime first." }),
  );
  const { person } = open("/disks", world);
  await person.click(await screen.findByRole("button", { name: "Delete…" }));
  const dialog = await screen.findByRole("dialog", { name: "Delete 50 GiB disk" });
  expect(dialog).toHaveTextContent("All files on it are gone for good.");
  await person.click(within(dialog).getByRole("button", { name: "Delete disk and its files" }));
  expect(await within(dialog).findByRole("alert")).toHaveTextContent("Stop the runtime first.");
});

it("leads an operator to where billing accounts are looked after beside the console", async () => {
  const world = aWorld();
  world.me = aResearcher({ roles: ["OPERATOR"], billingPage: "/idp/billing" });
  const { person } = open("/", world);
  await person.click(await screen.findByRole("button", { name: "Ada Lovelace: account menu" }));
  expect(await screen.findByRole("menuitem", { name: "Billing accounts" })).toHaveAttribute(
    "href",
    "/idp/billing",
  );
});
