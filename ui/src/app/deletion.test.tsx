import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { ADA, aResearcher, aWorkspace, GRACE } from "@/testing/builders/basics";
import { aDisk, aRuntime } from "@/testing/builders/runtime";
import { aCredit } from "@/testing/builders/credit";
import { open } from "@/testing/render";
import { aProblem } from "@/testing/problems";
import { World } from "@/testing/world";

const PAGE = `/workspaces/${aWorkspace().id}?tab=settings`;
const PATH = `/api/workspaces/${aWorkspace().id}`;

function worldWith(part: Partial<World> = {}): World {
  const usual = {
    workspaces: [aWorkspace()],
    runtimes: [aRuntime("RUNNING"), aRuntime("STOPPED", { id: crypto.randomUUID(), owner: GRACE })],
    disks: [aDisk({ owner: GRACE })],
  };
  return Object.assign(new World(), usual, part);
}

type Person = ReturnType<typeof open>["person"];

async function ask(person: Person) {
  await person.click(await screen.findByRole("button", { name: "Delete workspace…" }));
  return within(await screen.findByRole("dialog", { name: "Delete Genome study" }));
}

it("names what everybody loses and what that saves before it is lost", async () => {
  const world = worldWith();
  const { person } = open(PAGE, world);
  const dialog = await ask(person);
  expect(await dialog.findByRole("status")).toHaveTextContent(
    "2 runtimes and 1 disk are deleted for good, with all files on them.",
  );
  const runtimes = within(dialog.getByRole("list", { name: "Runtimes" }));
  expect(runtimes.getByText("Jupyter of Ada Lovelace: running")).toBeVisible();
  expect(runtimes.getByText("Jupyter of Grace Hopper: stopped")).toBeVisible();
  expect(
    within(dialog.getByRole("list", { name: "Disks" })).getByText(/GiB pd-balanced of Grace Hopper: \$/),
  ).toBeVisible();
  expect(dialog.getByText(/This saves \$0\.20\/h; the disks alone are \$/)).toBeVisible();
  expect(world.sent).toHaveLength(0);
});

it("promises that what was spent stays in the books, of which a statement is only a part", async () => {
  open(PAGE, worldWith());
  expect(await screen.findByText(/What was spent stays in the books, whoever paid\./)).toBeVisible();
});

it("is deleted by whoever types its name, by keyboard alone", async () => {
  const world = worldWith();
  const { person } = open(PAGE, world);
  const dialog = await ask(person);
  await dialog.findByRole("list", { name: "Runtimes" });
  await person.click(dialog.getByRole("textbox", { name: /Name of the workspace/ }));
  await person.keyboard("Genome study{Enter}");
  expect((await screen.findAllByText("Genome study is deleted"))[0]).toBeVisible();
  expect(await screen.findByRole("heading", { level: 1, name: "Workspaces" })).toBeVisible();
  expect(screen.queryByRole("link", { name: "Genome study" })).not.toBeInTheDocument();
  expect(world.sent).toMatchObject([{ method: "DELETE", path: PATH }]);
});

it("deletes nothing until its name is typed, and says so at the field", async () => {
  const world = worldWith();
  const { person } = open(PAGE, world);
  const dialog = await ask(person);
  await dialog.findByRole("list", { name: "Runtimes" });
  const field = dialog.getByRole("textbox", { name: /Name of the workspace/ });
  await person.type(field, "Genome");
  expect(field).not.toHaveAccessibleDescription(/not its name/);
  await person.click(dialog.getByRole("button", { name: "Delete workspace and all in it" }));
  expect(field).toHaveFocus();
  expect(field).toHaveAccessibleDescription(/That is not its name\./);
  expect(world.sent).toHaveLength(0);
  await person.click(dialog.getByRole("button", { name: "Not now" }));
  await waitFor(() => expect(screen.getByRole("button", { name: "Delete workspace…" })).toHaveFocus());
});

it("says when there is nothing to lose", async () => {
  const workspace = aWorkspace({ burnPerHour: "0.000000000" });
  const { person } = open(PAGE, worldWith({ workspaces: [workspace], runtimes: [], disks: [] }));
  const dialog = await ask(person);
  expect(await dialog.findByText("There is no runtime and no disk in it.")).toBeVisible();
  expect(dialog.getByText("It costs nothing now.")).toBeVisible();
});

it("shows a refusal beside what was typed, and the way on", async () => {
  const world = worldWith();
  const { person } = open(PAGE, world);
  const dialog = await ask(person);
  await dialog.findByRole("list", { name: "Runtimes" });
  world.refusals.push(aProblem({ status: 403, code: "FORBIDDEN", nextStep: "Ask an owner." }));
  const field = dialog.getByRole("textbox", { name: /Name of the workspace/ });
  await person.type(field, "Genome study{Enter}");
  expect(await dialog.findByRole("alert")).toHaveTextContent("Ask an owner.");
  expect(field).toHaveValue("Genome study");
});

it("is offered to owners alone", async () => {
  const me = aResearcher({ person: { ...GRACE, email: "grace@example.org" } });
  open(PAGE, worldWith({ me, workspaces: [aWorkspace({ role: "WRITER" })] }));
  expect(await screen.findByText("Created by")).toBeVisible();
  expect(screen.queryByRole("button", { name: /Delete workspace/ })).not.toBeInTheDocument();
});

it("shows what is on its way out of a deleted workspace, and leads nowhere", async () => {
  const workspace = { id: aWorkspace().id, name: "Genome study", deleted: true };
  const world = worldWith({
    workspaces: [],
    runtimes: [aRuntime("DELETING", { workspace, allowed: [] })],
    disks: [aDisk({ workspace, state: "DELETING", attachedTo: null, allowed: [] })],
  });
  world.credit = aCredit({ spenders: [{ workspace, person: ADA, amount: "1.000000000" }] });
  for (const [page, words] of [
    ["/", /Genome study \(deleted\) · Ada Lovelace/],
    ["/disks", "Genome study (deleted)"],
    ["/credit", "Genome study (deleted)"],
  ] as const) {
    open(page, world);
    expect(await screen.findByText(words)).toBeVisible();
    expect(screen.queryByRole("link", { name: /Genome study|Jupyter/ })).not.toBeInTheDocument();
    cleanup();
  }
});
