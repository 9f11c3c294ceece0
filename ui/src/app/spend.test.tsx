import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { ADA, aResearcher, aWorkspace, GRACE } from "@/testing/builders/basics";
import { aSpentRun } from "@/testing/builders/report";
import { open } from "@/testing/render";
import { World } from "@/testing/world";

const PAGE = `/workspaces/${aWorkspace().id}?tab=spend`;

/** Ada's Jupyter and a disk, Grace's terminal that goes on. */
function worldWith(part: Partial<World> = {}): World {
  const spent = [
    aSpentRun("0.190000000", { id: "run1", tool: "terminal", person: GRACE, stoppedAt: null }),
    aSpentRun("0.380000000", { id: "run2", person: ADA }),
    aSpentRun("0.160000000", { id: "run3", tool: null, type: "pd-balanced", person: ADA }),
  ];
  return Object.assign(new World(), { workspaces: [aWorkspace()], spent }, part);
}

const row = async (name: RegExp) => within(await screen.findByRole("row", { name }));

it("says what a workspace cost, what of it is running now, and who paid", async () => {
  const { person } = open(`/workspaces/${aWorkspace().id}`, worldWith());
  await person.click(await screen.findByRole("tab", { name: "Spend" }));
  expect((await row(/^Ada/)).getByRole("cell", { name: "$0.54" })).toBeVisible();
  expect((await row(/^Grace/)).getByRole("cell", { name: "$0.19" })).toBeVisible();
  expect((await row(/^Total/)).getByRole("cell", { name: "$0.73" })).toBeVisible();
  expect(screen.getByText(/is running now and not booked yet/)).toHaveTextContent("$0.01");
  expect(screen.getAllByText("Credit of Ada Lovelace").length).toBeGreaterThan(1);
});

it("groups, filters and leads on to the runs behind a row, all in the address", async () => {
  const { person, router } = open(PAGE, worldWith());
  await row(/^Grace/);
  await person.click(screen.getByRole("radio", { name: "Tool" }));
  const tools = within(await screen.findByRole("table", { name: "What was spent, by tool" }));
  await person.click(tools.getByRole("link", { name: "Disks" }));
  expect(router.state.location.search).toEqual({ tab: "spend", by: "RUN", tool: "disk" });
  expect(await screen.findByRole("cell", { name: "Disk pd-balanced" })).toBeVisible();
  expect(screen.queryByRole("cell", { name: /Jupyter/ })).not.toBeInTheDocument();

  await person.selectOptions(screen.getByRole("combobox", { name: "Spent on" }), "Everything");
  expect(await screen.findByRole("cell", { name: /Jupyter on n1-standard-4/ })).toBeVisible();
  expect(screen.getByRole("cell", { name: "goes on" })).toBeVisible();
});

it("shows one person's only, and everybody's again", async () => {
  const { person, router } = open(PAGE, worldWith());
  await person.click(await screen.findByRole("link", { name: GRACE.name }));
  const only = await screen.findByRole("button", { name: "Only Grace Hopper: show everybody" });
  expect(router.state.location.search).toMatchObject({ by: "RUN", person: GRACE.id });
  await person.click(only);
  expect(await screen.findByRole("cell", { name: /Jupyter/ })).toBeVisible();
});

it("opens the SKUs of a run on demand, to the nano", async () => {
  const { person } = open(`${PAGE}&by=RUN`, worldWith());
  await person.click(await screen.findByRole("button", { name: "SKUs of Jupyter on n1-standard-4" }));
  const skus = within(await screen.findByRole("dialog", { name: "Jupyter on n1-standard-4" }));
  expect(await skus.findByRole("cell", { name: /N1 predefined core/ })).toBeVisible();
  expect(skus.getAllByText("$0.380000000").length).toBe(2);
});

it("shows readers totals only", async () => {
  const me = aResearcher({ person: { ...GRACE, email: "grace@example.org" } });
  open(PAGE, worldWith({ me, workspaces: [aWorkspace({ role: "READER" })] }));
  expect((await screen.findAllByText("$0.73"))[0]).toBeVisible();
  expect(screen.getByText(/Readers see what the workspace costs/)).toBeVisible();
  expect(screen.queryByRole("table")).not.toBeInTheDocument();
  expect(screen.queryByRole("radio")).not.toBeInTheDocument();
});

it("says where nothing was spent", async () => {
  open(PAGE, worldWith({ spent: [] }));
  expect(await screen.findByText("Nothing was spent on these days")).toBeVisible();
});
