import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { aResearcher, aWorkspace, GRACE } from "@/testing/builders/basics";
import { open } from "@/testing/render";
import { aProblem } from "@/testing/problems";
import { World } from "@/testing/world";

const PAGE = `/workspaces/${aWorkspace().id}?tab=settings`;
const PATH = `/api/workspaces/${aWorkspace().id}`;
const DESCRIPTION = aWorkspace().description;

function worldWith(part = {}): World {
  return Object.assign(new World(), { workspaces: [aWorkspace(part)] });
}

const name = () => screen.findByRole("textbox", { name: /Name/ });
const description = () => screen.findByRole("textbox", { name: /Description/ });
const save = () => screen.getByRole("button", { name: "Save" });
const seen = () => screen.findByRole("group", { name: "What it says now" });
type Person = ReturnType<typeof open>["person"];

async function callIt(person: Person, words: string) {
  await person.clear(await name());
  await person.type(await name(), words);
}

/** Somebody else was faster; news of it may be late. */
function changeMeanwhile(world: World, part = {}) {
  world.workspaces = [aWorkspace({ name: "Exome study", version: 2, ...part })];
}

it("shows those who are no owners what a workspace is called and where it comes from", async () => {
  const world = worldWith({ role: "READER", description: "" });
  world.me = aResearcher({ person: { ...GRACE, email: "grace@example.org" } });
  const { person } = open(`/workspaces/${aWorkspace().id}`, world);
  await person.click(await screen.findByRole("tab", { name: "Settings" }));
  const panel = within(screen.getByRole("tabpanel", { name: "Settings" }));
  expect(await panel.findByText("Genome study")).toBeVisible();
  expect(panel.getByText("None")).toBeVisible();
  expect(panel.getByText("Ada Lovelace")).toBeVisible();
  expect(panel.getByText("Created")).toBeVisible();
  expect(panel.queryByRole("textbox")).not.toBeInTheDocument();
  expect(panel.queryByRole("button")).not.toBeInTheDocument();
});

it("saves what an owner calls it, says so, and follows what is stored", async () => {
  const world = worldWith();
  const { person } = open(PAGE, world);
  expect(await name()).toHaveValue("Genome study");
  expect(await description()).toHaveValue(DESCRIPTION);
  expect(screen.getByText("Ada Lovelace")).toBeVisible();
  expect(save()).toBeDisabled();

  await callIt(person, " Exome study ");
  await person.clear(await description());
  await person.dblClick(save());
  expect(await screen.findByText("Saved")).toHaveAttribute("role", "status");
  expect(screen.getByRole("heading", { level: 1, name: "Exome study" })).toBeVisible();
  expect(await name()).toHaveValue("Exome study");
  expect(save()).toBeDisabled();
  expect(world.sent).toMatchObject([
    { method: "PATCH", path: PATH, body: { name: "Exome study", description: "", version: 1 } },
  ]);

  await callIt(person, "Third name");
  expect(screen.queryByText("Saved")).not.toBeInTheDocument();
  await person.click(save());
  expect(await screen.findByText("Saved")).toBeVisible();
  expect(world.workspaces).toMatchObject([{ name: "Third name", version: 3 }]);
});

it("puts back what is stored", async () => {
  const world = worldWith();
  const { person } = open(PAGE, world);
  expect(await screen.findByRole("button", { name: "Reset" })).toBeDisabled();
  await callIt(person, "Exome study");
  await person.click(screen.getByRole("button", { name: "Reset" }));
  expect(await name()).toHaveValue("Genome study");
  expect(save()).toBeDisabled();
  expect(world.sent).toHaveLength(0);
});

it("offers nothing to save where only blanks were put around the name, or all was taken back", async () => {
  const { person } = open(PAGE, worldWith());
  await person.type(await name(), " ");
  expect(save()).toBeDisabled();
  await person.type(await name(), "x");
  expect(save()).toBeEnabled();
  await person.type(await name(), "{Backspace}{Backspace}");
  expect(save()).toBeDisabled();
  expect(screen.getByRole("button", { name: "Reset" })).toBeDisabled();
});

it("sends neither a name that nobody sees nor a description that is too long", async () => {
  const world = worldWith();
  const { person } = open(PAGE, world);
  await callIt(person, "  ");
  await person.click(save());
  expect(await name()).toHaveAccessibleDescription(/Give it a name\./);
  await callIt(person, "Exome study");
  await person.clear(await description());
  await person.click(await description());
  await person.paste("d".repeat(1_001));
  await person.click(save());
  expect(await description()).toHaveAccessibleDescription(/this has 1 more/);
  expect(world.sent).toHaveLength(0);
});

it("shows what others make of it, but for what is being typed", async () => {
  const world = worldWith();
  const { person } = open(PAGE, world);
  await name();
  changeMeanwhile(world);
  act(() => world.change("WORKSPACE", aWorkspace().id));
  await waitFor(async () => expect(await name()).toHaveValue("Exome study"));

  await callIt(person, "Mine");
  changeMeanwhile(world, { name: "Theirs", version: 3 });
  act(() => world.change("WORKSPACE", aWorkspace().id));
  expect(await screen.findByRole("heading", { level: 1, name: "Theirs" })).toBeVisible();
  expect(await name()).toHaveValue("Mine");
  await person.click(save());
  expect(await screen.findByRole("alert")).toHaveTextContent("WORKSPACE_CHANGED");
  expect(world.sent).toMatchObject([{ body: { name: "Mine", version: 2 } }]);
  expect(world.workspaces).toMatchObject([{ name: "Theirs" }]);
});

it("keeps what is typed beside the refusal, and saves it once one has seen what others wrote", async () => {
  const world = worldWith();
  const { person } = open(PAGE, world);
  await callIt(person, "Mine");
  changeMeanwhile(world, { description: "Another one" });
  await person.click(save());
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("Look at what it says now, then save again.");
  expect(await name()).toHaveValue("Mine");

  await person.click(screen.getByRole("button", { name: "Show what it says now" }));
  expect(await seen()).toHaveFocus();
  expect(within(await seen()).getByText("Exome study")).toBeVisible();
  expect(within(await seen()).getByText("Another one")).toBeVisible();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  await person.type(await name(), "!");
  expect(await name()).toHaveValue("Mine!");
  await person.click(save());
  expect(await screen.findByText("Saved")).toBeVisible();
  expect(screen.queryByRole("group", { name: "What it says now" })).not.toBeInTheDocument();
  expect(world.workspaces).toMatchObject([{ name: "Mine!", description: DESCRIPTION, version: 3 }]);
});

it("refuses and shows again what others change after one has looked", async () => {
  const world = worldWith();
  const { person } = open(PAGE, world);
  await callIt(person, "Mine");
  for (const [version, theirs] of [
    [2, "Theirs"],
    [3, "Theirs again"],
  ] as const) {
    changeMeanwhile(world, { name: theirs, version });
    await person.click(save());
    await person.click(await screen.findByRole("button", { name: "Show what it says now" }));
    expect(await within(await seen()).findByText(theirs)).toBeVisible();
    expect(await seen()).toHaveFocus();
  }
  await person.click(save());
  expect(await screen.findByText("Saved")).toBeVisible();
  expect(world.workspaces).toMatchObject([{ name: "Mine", version: 4 }]);
});

it("lets what others wrote stand for whoever resets after seeing it", async () => {
  const world = worldWith();
  const { person } = open(PAGE, world);
  await callIt(person, "Mine");
  changeMeanwhile(world);
  await person.click(save());
  await person.click(await screen.findByRole("button", { name: "Show what it says now" }));
  await seen();
  await person.click(screen.getByRole("button", { name: "Reset" }));
  expect(await name()).toHaveValue("Exome study");
  expect(screen.queryByRole("group", { name: "What it says now" })).not.toBeInTheDocument();
  expect(world.sent).toHaveLength(1);
});

it("says at the name that it is taken, until another one is typed", async () => {
  const world = worldWith();
  world.refusals.push(
    aProblem({ code: "WORKSPACE_NAME_TAKEN", detail: "It is taken.", nextStep: "Choose another." }),
  );
  const { person } = open(PAGE, world);
  await callIt(person, "Exome study");
  await person.click(save());
  await waitFor(async () => expect(await name()).toHaveAccessibleDescription(/taken\. Choose another\./));
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  expect(await name()).toHaveValue("Exome study");
  await person.type(await name(), "!");
  expect(await name()).not.toHaveAccessibleDescription(/taken/);
  await person.click(save());
  expect(await screen.findByText("Saved")).toBeVisible();
});

it("says at each field what the server has against it", async () => {
  const world = worldWith();
  const fields = [
    { field: "name", message: "has line breaks or other control characters" },
    { field: "description", message: "has more than 1,000 characters" },
  ];
  world.refusals.push(aProblem({ status: 400, code: "INVALID", fields }));
  const { person } = open(PAGE, world);
  await callIt(person, "Exome study");
  await person.click(save());
  await waitFor(async () => expect(await name()).toHaveAccessibleDescription(/It has line breaks/));
  expect(await description()).toHaveAccessibleDescription(/It has more than 1,000 characters\./);
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

it("shows any other refusal beside the form, which keeps what is typed", async () => {
  const world = worldWith();
  world.refusals.push(aProblem({ status: 403, code: "FORBIDDEN", nextStep: "Ask an owner." }));
  const { person } = open(PAGE, world);
  await callIt(person, "Exome study");
  await person.click(save());
  expect(await screen.findByRole("alert")).toHaveTextContent("Ask an owner.");
  expect(await name()).toHaveValue("Exome study");
  expect(screen.queryByRole("button", { name: "Show what it says now" })).not.toBeInTheDocument();
});
