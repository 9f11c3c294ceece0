import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { aCatalog, anEstimate } from "@/testing/builders/catalog";
import { aWorkspace } from "@/testing/builders/basics";
import { aDisk, aRuntime } from "@/testing/builders/runtime";
import { open } from "@/testing/render";
import { aProblem } from "@/testing/problems";
import { World } from "@/testing/world";

const W = aWorkspace();

function aWorld(): World {
  const world = new World();
  world.workspaces = [W];
  return world;
}

const launchButton = () => screen.findByRole("button", { name: "Launch · $0.20/h" });

it("launches what is chosen for the price on the button and shows the steps", async () => {
  const world = aWorld();
  const { person, router } = open(`/workspaces/${W.id}/launch`, world);

  await person.click(await screen.findByRole("radio", { name: /Terminal/ }));
  expect(
    screen.getAllByText(/Runs on this computer \(2 cores, 24 GiB\), charged as n1-standard-4/),
  ).toHaveLength(2);
  await waitFor(async () => expect(await launchButton()).toBeEnabled());
  await person.click(await launchButton());

  expect(await screen.findByRole("list", { name: "Launch" })).toHaveTextContent("Tool");
  const [launch] = world.sent;
  expect(launch).toMatchObject({
    method: "PUT",
    body: {
      workspace: W.id,
      tool: "terminal",
      machineType: "n1-standard-4",
      disk: { type: "pd-balanced", sizeGib: 50 },
    },
  });
  expect(router.state.location.pathname).toBe(
    `/workspaces/${W.id}/runtimes/${launch!.path.split("/").at(-1)}`,
  );
});

it("offers no second runtime of a tool, and leads to the one there is", async () => {
  const world = aWorld();
  world.runtimes = [aRuntime("STOPPED")];
  const { person, router } = open(`/workspaces/${W.id}/launch`, world);

  expect(await screen.findByRole("radio", { name: /Terminal/ })).toBeChecked();
  expect(screen.queryByRole("radio", { name: /Jupyter/ })).not.toBeInTheDocument();
  await person.click(screen.getByRole("link", { name: "Go to your Jupyter" }));
  expect(router.state.location.pathname).toBe(`/workspaces/${W.id}/runtimes/${aRuntime().id}`);
});

it.each([
  ["STOPPED", "Your Jupyter is here already: it is stopped and can start again."],
  ["RUNNING", "Your Jupyter is here already: it is running."],
  ["FAILED", "Your Jupyter is here already: it has failed; retry or delete it."],
] as const)(
  "goes to the runtime there is when another tab was first, and says it is %s",
  async (state, words) => {
    const world = aWorld();
    const { person, router } = open(`/workspaces/${W.id}/launch`, world);
    await waitFor(async () => expect(await launchButton()).toBeEnabled());

    world.runtimes = [aRuntime(state)]; // nobody has told this tab
    await person.click(await launchButton());

    expect((await screen.findAllByText(`${words} No second one was launched.`))[0]).toBeVisible();
    expect(await screen.findByRole("heading", { name: "Jupyter" })).toBeVisible();
    expect(router.state.location.pathname).toBe(`/workspaces/${W.id}/runtimes/${aRuntime().id}`);
    expect(world.runtimes).toHaveLength(1);
  },
);

it("stays with the form when a refusal does not say which runtime there is", async () => {
  const world = aWorld();
  world.refusals.push({
    ...aProblem({ code: "RUNTIME_EXISTS", detail: "There is one already." }),
    runtime: 7,
  });
  const { person, router } = open(`/workspaces/${W.id}/launch`, world);
  await waitFor(async () => expect(await launchButton()).toBeEnabled());
  await person.click(await launchButton());
  expect(await screen.findByRole("alert")).toHaveTextContent("There is one already.");
  expect(router.state.location.pathname).toBe(`/workspaces/${W.id}/launch`);
});

it("lets go of a tool and a disk that were taken in another tab", async () => {
  const world = aWorld();
  world.disks = [aDisk()];
  open(`/workspaces/${W.id}/launch`, world);
  expect(await screen.findByRole("radio", { name: /Jupyter/ })).toBeChecked();
  await waitFor(async () => expect(await screen.findByRole("button", { name: /^Launch ·/ })).toBeEnabled());

  world.disks = [aDisk({ attachedTo: { id: aRuntime().id, tool: "jupyter", state: "STARTING" } })];
  act(() => world.put(aRuntime("STARTING")));
  await waitFor(() => expect(screen.queryByRole("radio", { name: /Jupyter/ })).not.toBeInTheDocument());
  expect(await screen.findByLabelText("Size")).toBeVisible();
  expect(screen.getByRole("button", { name: /^Launch/ })).toBeDisabled();
});

it("offers the disk used last, and a preset does not take it away", async () => {
  const world = aWorld();
  world.disks = [
    aDisk(),
    aDisk({ id: "3a000000-0000-4000-8000-000000000002", lastUsedAt: null, sizeGib: 200 }),
  ];
  const { person } = open(`/workspaces/${W.id}/launch`, world);

  const disks = await screen.findByRole("radiogroup", { name: "Home disk" });
  expect(within(disks).getByRole("radio", { name: /^50 GiB/ })).toBeChecked();
  await person.click(screen.getByRole("radio", { name: /Small/ }));
  await waitFor(async () => expect(await launchButton()).toBeEnabled());
  await person.click(await launchButton());
  await waitFor(() =>
    expect(world.sent[0]?.body).toMatchObject({ disk: { id: aDisk().id }, machineType: "e2-standard-2" }),
  );
});

it("shows what cannot be had, and why", async () => {
  open(`/workspaces/${W.id}/launch`, aWorld());
  const gpu = await screen.findByRole("radio", { name: /GPU/ });
  expect(gpu).toBeDisabled();
  expect(gpu).toHaveTextContent("Not available: this computer has no GPU to give");
  expect(screen.queryByRole("radio", { name: /RStudio/ })).not.toBeInTheDocument();
  const [howTo] = screen.getAllByText("How to install");
  expect(howTo?.closest("details")).not.toHaveAttribute("open");
  expect(howTo?.closest("details")).toHaveTextContent("Install rserver to use it.");
});

it("keeps a typed disk when a preset is chosen, and prices every preset with it", async () => {
  const { person } = open(`/workspaces/${W.id}/launch`, aWorld());
  const size = await screen.findByLabelText("Size");
  const small = () => screen.getByRole("radio", { name: /Small/ });
  expect(small()).toHaveTextContent("$0.07/h");
  await person.clear(size);
  await person.type(size, "1000");
  expect(small()).toHaveTextContent("$0.20/h");
  expect(small()).toHaveTextContent("1000 GiB disk");
  await person.click(small());
  expect(size).toHaveValue("1,000 GiB");
});

it.each([
  ["5", "Too small: Balanced begins at 10 GiB."],
  ["9000", "Too large: Balanced ends at 4,000 GiB."],
])("says what is wrong with a size of %s", async (typed, words) => {
  const { person } = open(`/workspaces/${W.id}/launch`, aWorld());
  const size = await screen.findByLabelText("Size");
  await person.clear(size);
  await person.type(size, typed);
  expect(await screen.findByText(words)).toBeVisible();
  expect(screen.getByRole("button", { name: /^Launch/ })).toBeDisabled();
  expect(screen.getByText(`The disk first. ${words}`)).toBeVisible();
});

it("shows no form where there is nothing left to launch", async () => {
  const world = aWorld();
  world.runtimes = [aRuntime("STOPPED"), aRuntime("RUNNING", { id: "t", tool: "terminal" })];
  open(`/workspaces/${W.id}/launch`, world);
  expect(await screen.findByRole("link", { name: "Go to your Terminal" })).toBeVisible();
  expect(screen.queryByRole("button", { name: /^Launch/ })).not.toBeInTheDocument();
});

it("disables the button only with the reason and what helps", async () => {
  const world = aWorld();
  world.estimate = anEstimate({
    admission: {
      admitted: false,
      code: "CREDIT_EXHAUSTED",
      detail: "The credit is used up.",
      nextStep: "Ask an administrator for more credit.",
    },
  });
  open(`/workspaces/${W.id}/launch`, world);
  expect(await launchButton()).toBeDisabled();
  expect(await launchButton()).toHaveAccessibleDescription(/The credit is used up.*Ask an administrator/);
});

it("keeps runtime and key when an answer is lost, so that a retry is the same launch", async () => {
  const world = aWorld();
  world.refusals.push(null);
  const { person } = open(`/workspaces/${W.id}/launch`, world);
  await waitFor(async () => expect(await launchButton()).toBeEnabled());
  await person.dblClick(await launchButton());

  await screen.findByRole("list", { name: "Launch" });
  expect(world.sent).toHaveLength(2);
  expect(world.sent[1]).toEqual(world.sent[0]);
});

it("says beside the form why the server refused", async () => {
  const world = aWorld();
  world.refusals.push(
    aProblem({
      status: 409,
      code: "COMPUTER_FULL",
      detail: "This computer has less than 1 GiB of free memory.",
      nextStep: "Stop another runtime first.",
    }),
  );
  const { person } = open(`/workspaces/${W.id}/launch`, world);
  await waitFor(async () => expect(await launchButton()).toBeEnabled());
  await person.click(await launchButton());
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("less than 1 GiB of free memory");
  expect(alert).toHaveTextContent("Stop another runtime first.");
  expect(alert).toHaveTextContent("Support id 7f3a9c");
  expect(await launchButton()).toBeEnabled();
});

const ZONES = ["us-central1-a", "us-central1-b"];

it("offers a zone where there are zones, and says what it is good for", async () => {
  const world = aWorld();
  world.catalog = aCatalog({ provider: "gce", computer: null, zones: ZONES });
  const { person } = open(`/workspaces/${W.id}/launch`, world);
  const zone = await screen.findByRole("combobox", { name: "Zone" });
  expect(zone).toHaveValue("Any");
  expect(zone).toHaveAccessibleDescription(/Where it has no free machine, the next zone is tried/);
  await person.click(zone);
  await person.click(await screen.findByRole("option", { name: "us-central1-b" }));
  await waitFor(async () => expect(await launchButton()).toBeEnabled());
  await person.click(await launchButton());
  await waitFor(() => expect(world.sent[0]?.body).toMatchObject({ zone: "us-central1-b" }));
});

it("lets a kept disk decide the zone", async () => {
  const world = aWorld();
  world.catalog = aCatalog({ provider: "gce", computer: null, zones: ZONES });
  world.disks = [aDisk({ zone: "us-central1-b" })];
  const { person } = open(`/workspaces/${W.id}/launch`, world);
  const zone = await screen.findByRole("combobox", { name: "Zone" });
  expect(zone).toHaveValue("us-central1-b");
  expect(zone).toBeDisabled();
  await waitFor(async () => expect(await launchButton()).toBeEnabled());
  await person.click(await launchButton());
  await waitFor(() => expect(world.sent[0]?.body).toBeDefined());
  expect(world.sent[0]?.body).not.toHaveProperty("zone");
});

it("speaks of no zones where there are none", async () => {
  open(`/workspaces/${W.id}/launch`, aWorld());
  await screen.findByRole("radio", { name: /Jupyter/ });
  expect(screen.queryByRole("combobox", { name: "Zone" })).not.toBeInTheDocument();
});

/** A cloud where the standard machine can be had on Spot, and the small one cannot. */
function withSpot(): World {
  const world = aWorld();
  const { machineTypes } = aCatalog();
  world.catalog = aCatalog({
    provider: "gce",
    computer: null,
    abilities: ["SPOT"],
    machineTypes: machineTypes.map((type) =>
      type.id === "n1-standard-4" ? { ...type, spotPerHour: "0.067010000" } : type,
    ),
  });
  return world;
}

it("launches on Spot for its own price, and says what that means", async () => {
  const world = withSpot();
  const { person } = open(`/workspaces/${W.id}/launch`, world);
  const spot = await screen.findByRole("checkbox", { name: "Spot: $0.07/h for the machine" });
  expect(spot).toHaveAccessibleDescription(/may take the machine back at any time. The disk stays/);
  expect(await screen.findByRole("radio", { name: /Standard/ })).toHaveTextContent(/\$0\.20\/h/);
  await person.click(spot);
  expect(await screen.findByRole("radio", { name: /Standard/ })).toHaveTextContent(/\$0\.07\/h/);
  await waitFor(async () => expect(await launchButton()).toBeEnabled());
  await person.click(await launchButton());
  await waitFor(() =>
    expect(world.sent[0]?.body).toMatchObject({ machineType: "n1-standard-4", spot: true }),
  );
});

it("says which machine is not offered on Spot, and launches it without", async () => {
  const world = withSpot();
  const { person } = open(`/workspaces/${W.id}/launch`, world);
  await person.click(await screen.findByRole("checkbox", { name: /Spot/ }));
  await person.click(screen.getByRole("radio", { name: /Small/ }));
  const spot = screen.getByRole("checkbox", { name: "Spot" });
  expect(spot).toBeDisabled();
  expect(spot).not.toBeChecked();
  expect(spot).toHaveAccessibleDescription("e2-standard-2 is not offered on Spot.");
  await waitFor(async () => expect(await launchButton()).toBeEnabled());
  await person.click(await launchButton());
  await waitFor(() => expect(world.sent[0]?.body).toBeDefined());
  expect(world.sent[0]?.body).not.toHaveProperty("spot");
});
