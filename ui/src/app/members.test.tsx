import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { ADA, aMember, anAdmin, aResearcher, aWorkspace, GRACE } from "@/testing/builders/basics";
import { open } from "@/testing/render";
import { aProblem } from "@/testing/problems";
import { World } from "@/testing/world";

const PAGE = `/workspaces/${aWorkspace().id}?tab=members`;
const MEMBERS = `/api/workspaces/${aWorkspace().id}/members`;
const grace = (part = {}) => aMember({ ...GRACE, email: "grace@example.org", role: "WRITER", ...part });
const ALAN = { id: "0a000000-0000-4000-8000-000000000010", name: "Alan Turing", email: "alan@example.org" };

function worldWith(part: Partial<World> = {}): World {
  const usual = { workspaces: [aWorkspace()], members: [aMember(), grace()], researchers: [ALAN] };
  return Object.assign(new World(), usual, part);
}

/** Grace, who is a writer in Ada's workspace, sits in front of it. */
function ofGrace(part: Partial<World> = {}): World {
  const me = aResearcher({ person: { ...GRACE, email: "grace@example.org" } });
  return worldWith({ me, workspaces: [aWorkspace({ role: "WRITER" })], ...part });
}

const row = async (name: RegExp) => within(await screen.findByRole("row", { name }));
const dialog = async (name: string) => within(await screen.findByRole("dialog", { name }));

it("shows who works in a workspace, who pays, and who oneself is", async () => {
  const { person } = open(`/workspaces/${aWorkspace().id}`, worldWith());
  await person.click(await screen.findByRole("tab", { name: "Members" }));
  const ada = await row(/Ada/);
  expect(ada.getByText("Pays")).toBeVisible();
  expect(ada.getByRole("cell", { name: /· you/ })).toBeVisible();
  expect(ada.getByRole("cell", { name: "Owner" })).toBeVisible();
  expect((await row(/Grace/)).getByRole("cell", { name: "grace@example.org" })).toBeVisible();
  expect(screen.getByText("2 members")).toBeVisible();
});

it("offers whoever pays neither another role nor to go", async () => {
  open(PAGE, worldWith());
  const ada = await row(/Ada/);
  expect(ada.queryByRole("combobox")).not.toBeInTheDocument();
  expect(ada.queryByRole("button")).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Leave/ })).not.toBeInTheDocument();
});

it("lets those who are no owners look and leave", async () => {
  open(PAGE, ofGrace());
  await row(/Ada/);
  expect(screen.queryByRole("combobox")).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Add|Remove/ })).not.toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Leave workspace…" })).toBeVisible();
});

it("shows admins the list and nothing to change", async () => {
  open(PAGE, worldWith({ me: anAdmin(), workspaces: [aWorkspace({ role: "READER" })] }));
  await row(/Ada/);
  expect(screen.queryByRole("button", { name: /Add|Remove|Leave/ })).not.toBeInTheDocument();
});

it("finds somebody by part of a name and adds them in a role that is explained", async () => {
  const world = worldWith();
  const { person } = open(PAGE, world);
  await person.click(await screen.findByRole("button", { name: "Add a member" }));
  const adding = await dialog("Add a member to Genome study");
  const sought = adding.getByRole("textbox", { name: /Name or mail address/ });
  expect(sought).toHaveFocus();
  await person.type(sought, "a");
  await person.click(adding.getByRole("button", { name: "Add member" }));
  expect(adding.getByText("Choose whom to add.")).toBeVisible();
  expect(world.sent).toHaveLength(0);
  expect(world.reads).not.toContainEqual(expect.stringContaining("candidates"));

  await person.type(sought, "lan@");
  await person.click(await adding.findByRole("radio", { name: "Alan Turing" }));
  expect(adding.getByText("1 person found.")).toBeVisible();
  expect(adding.getByText(/launches, and has machines of their own/)).toBeVisible();
  await person.click(adding.getByRole("radio", { name: "Writer" }));
  await person.click(adding.getByRole("button", { name: "Add member" }));

  expect(await screen.findByRole("row", { name: /Alan/ })).toBeVisible();
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  expect(world.sent).toMatchObject([
    { method: "PUT", path: `${MEMBERS}/${ALAN.id}`, body: { role: "WRITER" } },
  ]);
});

it("asks once for what is typed in one go, and says when nobody is found", async () => {
  const world = worldWith();
  const { person } = open(PAGE, world);
  await person.click(await screen.findByRole("button", { name: "Add a member" }));
  const adding = await dialog("Add a member to Genome study");
  await person.type(adding.getByRole("textbox", { name: /Name or mail address/ }), "grace");
  expect(await adding.findByText(/No researcher who is not a member yet is found by "grace"/)).toBeVisible();
  expect(world.reads.filter((path) => path.endsWith("/candidates"))).toHaveLength(1);
});

it("forgets a choice that what is typed no longer finds", async () => {
  const world = worldWith();
  const { person } = open(PAGE, world);
  await person.click(await screen.findByRole("button", { name: "Add a member" }));
  const adding = await dialog("Add a member to Genome study");
  const sought = adding.getByRole("textbox", { name: /Name or mail address/ });
  await person.type(sought, "alan");
  await person.click(await adding.findByRole("radio", { name: "Alan Turing" }));
  await person.type(sought, " T.");
  await waitFor(() => expect(adding.queryByRole("radio", { name: "Alan Turing" })).not.toBeInTheDocument());
  await person.click(adding.getByRole("button", { name: "Add member" }));
  expect(world.sent).toHaveLength(0);
});

it("says that machines stop before it takes away the right to work", async () => {
  const world = worldWith();
  const { person } = open(PAGE, world);
  await person.selectOptions((await row(/Grace/)).getByLabelText("Role of Grace Hopper"), "Reader");
  const asked = await dialog("Change the role of Grace Hopper");
  expect(asked.getByText(/machines that run here stop now. The disks are kept for 30 days/)).toBeVisible();
  expect(world.sent).toHaveLength(0);

  await person.click(asked.getByRole("button", { name: "Change to reader" }));
  await waitFor(() => expect(screen.getByLabelText("Role of Grace Hopper")).toHaveValue("READER"));
  expect(world.sent).toMatchObject([{ path: `${MEMBERS}/${GRACE.id}`, body: { role: "READER" } }]);
});

it("speaks of no machines where somebody gets more rights, or could not launch before", async () => {
  const { person } = open(PAGE, worldWith({ members: [aMember(), grace({ role: "READER" })] }));
  await person.selectOptions((await row(/Grace/)).getByLabelText("Role of Grace Hopper"), "Owner");
  const asked = await dialog("Change the role of Grace Hopper");
  expect(asked.getByText(/From reader to owner\. .*says who else is a member/)).toBeVisible();
  expect(asked.queryByText(/stop now/)).not.toBeInTheDocument();
  await person.click(asked.getByRole("button", { name: "Not now" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(screen.getByLabelText("Role of Grace Hopper")).toHaveValue("READER");

  await person.click(screen.getByRole("button", { name: "Remove… Grace Hopper" }));
  expect((await dialog("Remove Grace Hopper")).queryByText(/stop now/)).not.toBeInTheDocument();
});

it("removes somebody only after saying what follows", async () => {
  const world = worldWith();
  const { person } = open(PAGE, world);
  await person.click(await screen.findByRole("button", { name: "Remove… Grace Hopper" }));
  const asked = await dialog("Remove Grace Hopper");
  expect(asked.getByText(/Grace Hopper no longer sees this workspace/)).toBeVisible();
  expect(asked.getByText(/Their machines that run here stop now/)).toBeVisible();
  await person.dblClick(asked.getByRole("button", { name: "Remove member" }));
  await waitFor(() => expect(screen.queryByRole("row", { name: /Grace/ })).not.toBeInTheDocument());
  expect(world.sent).toMatchObject([{ method: "DELETE", path: `${MEMBERS}/${GRACE.id}` }]);
});

it.each(["LAST_OWNER", "MEMBER_PAYS"])(
  "shows the refusal %s in the dialog, with what to do next",
  async (code) => {
    const world = worldWith();
    const refusal = aProblem({
      code,
      detail: "This is the last owner.",
      nextStep: "Make another one first.",
    });
    world.refusals.push(refusal);
    const { person } = open(PAGE, world);
    await person.selectOptions((await row(/Grace/)).getByLabelText("Role of Grace Hopper"), "Reader");
    const asked = await dialog("Change the role of Grace Hopper");
    await person.click(asked.getByRole("button", { name: "Change to reader" }));
    const alert = await asked.findByRole("alert");
    expect(alert).toHaveTextContent("This is the last owner.");
    expect(alert).toHaveTextContent("Make another one first.");
    expect(alert).toHaveTextContent(code);
  },
);

it("keeps whom one chose in view beside the refusal to add them", async () => {
  const world = worldWith();
  world.refusals.push(aProblem({ code: "NO_RESEARCHER", nextStep: "Ask them to sign in." }));
  const { person } = open(PAGE, world);
  await person.click(await screen.findByRole("button", { name: "Add a member" }));
  const adding = await dialog("Add a member to Genome study");
  await person.keyboard("alan");
  await adding.findByRole("radio", { name: "Alan Turing" });
  await person.tab();
  await person.keyboard(" {Enter}");
  expect(await adding.findByRole("alert")).toHaveTextContent("Ask them to sign in.");
  expect(adding.getByRole("radio", { name: "Alan Turing" })).toBeChecked();
});

it("leads to the other workspaces whoever leaves", async () => {
  const world = ofGrace();
  const { person, router } = open(PAGE, world);
  await person.click(await screen.findByRole("button", { name: "Leave workspace…" }));
  const asked = await dialog("Leave Genome study");
  expect(asked.getByText(/You no longer see this workspace/)).toBeVisible();
  expect(asked.getByText(/Your machines that run here stop now/)).toBeVisible();
  await person.click(asked.getByRole("button", { name: "Leave workspace" }));
  expect(await screen.findByRole("heading", { name: "Workspaces" })).toBeVisible();
  expect(router.state.location.pathname).toBe("/workspaces");
  expect(screen.getAllByText("You are no longer a member of Genome study")[0]).toBeVisible();
  expect(world.sent).toMatchObject([{ method: "DELETE", path: `${MEMBERS}/${GRACE.id}` }]);
});

it("follows what others change", async () => {
  const world = worldWith();
  open(PAGE, world);
  await row(/Grace/);
  world.members = [aMember(), grace({ role: "READER" })];
  act(() => world.change("WORKSPACE", aWorkspace().id));
  await waitFor(() => expect(screen.getByLabelText("Role of Grace Hopper")).toHaveValue("READER"));
});

it("shows whoever is removed meanwhile that there is nothing here, and no error", async () => {
  const world = ofGrace();
  open(PAGE, world);
  await row(/Ada/);
  world.workspaces = [];
  world.members = [];
  act(() => world.change("PERSON", GRACE.id));
  expect(await screen.findByRole("heading", { name: "This page does not exist" })).toBeVisible();
  expect(screen.getAllByRole("heading", { level: 1 })).toHaveLength(1);
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Dismiss" })).not.toBeInTheDocument();
});

it("offers an owner whose ownership is taken away nothing more to change", async () => {
  const world = worldWith({ members: [aMember({ pays: false }), grace({ role: "OWNER", pays: true })] });
  open(PAGE, world);
  expect(await screen.findByLabelText(`Role of ${ADA.name}`)).toHaveValue("OWNER");
  world.workspaces = [aWorkspace({ role: "READER" })];
  world.members = [aMember({ pays: false, role: "READER" }), grace({ role: "OWNER", pays: true })];
  act(() => world.change("WORKSPACE", aWorkspace().id));
  await waitFor(() => expect(screen.queryByLabelText(`Role of ${ADA.name}`)).not.toBeInTheDocument());
  expect(screen.queryByRole("button", { name: "Add a member" })).not.toBeInTheDocument();
});

it("shows whoever pays what each has spent, and lets them cap it", async () => {
  const world = worldWith({
    members: [aMember({ share: "1.000000000" }), grace({ share: "4.910000000" })],
  });
  const { person } = open(PAGE, world);
  expect((await row(/Grace/)).getByRole("cell", { name: "$4.91" })).toBeVisible();
  expect((await row(/^Ada/)).queryByRole("button", { name: /Cap/ })).not.toBeInTheDocument();
  await person.click(screen.getByRole("button", { name: /^Cap Grace Hopper: / }));
  const asking = await dialog("What Grace Hopper may spend");
  const most = asking.getByRole("textbox", { name: "At most" });
  expect(most).toHaveFocus();
  await person.type(most, "many");
  await person.click(asking.getByRole("button", { name: "Let them spend all of it" }));
  expect(asking.getByText("An amount in dollars, or empty for no cap.")).toBeVisible();
  await person.clear(most);
  await person.type(most, "5");
  await person.click(asking.getByRole("button", { name: "Cap at $5.00" }));

  expect(await screen.findByText("$5.00…")).toBeVisible();
  expect(world.sent[0]).toMatchObject({
    method: "PUT",
    path: `${MEMBERS}/${GRACE.id}/cap`,
    body: { amount: "5.000000000" },
  });
});

it("lifts a cap where the amount is left empty", async () => {
  const world = worldWith({
    members: [aMember({ share: "1.000000000" }), grace({ share: "4.910000000", cap: "5.000000000" })],
  });
  const { person } = open(PAGE, world);
  await person.click(await screen.findByRole("button", { name: /^Cap Grace Hopper: / }));
  const asking = await dialog("What Grace Hopper may spend");
  await person.clear(asking.getByRole("textbox", { name: "At most" }));
  await person.click(asking.getByRole("button", { name: "Let them spend all of it" }));
  expect(await screen.findByText("All of it…")).toBeVisible();
  expect(world.sent[0]).toMatchObject({ method: "DELETE", path: `${MEMBERS}/${GRACE.id}/cap` });
});
