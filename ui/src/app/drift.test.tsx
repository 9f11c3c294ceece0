import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { aWorkspace, anAdmin, ahead, DAY } from "@/testing/builders/basics";
import { aDrift, aPass } from "@/testing/builders/drift";
import { open } from "@/testing/render";
import { World } from "@/testing/world";

const PAGE = "/admin/drift";

function worldWith(part: Partial<World>): World {
  return Object.assign(new World(), { me: anAdmin(), passes: [aPass()] }, part);
}

async function cells(): Promise<HTMLElement[]> {
  const table = within(await screen.findByRole("table", { name: "Drift" }));
  return within(table.getAllByRole("row")[1]!).getAllByRole("cell");
}

it.each([["ADMIN" as const], ["OPERATOR" as const]])(
  "leads an %s to what differs, what it costs a day and what happens next",
  async (role) => {
    const { person } = open("/", worldWith({ me: anAdmin({ roles: [role] }), drift: [aDrift()] }));
    await person.click(await screen.findByRole("link", { name: "Drift" }));
    const [what, , since, cost, next] = await cells();
    expect(what).toHaveTextContent("Unknown machine");
    expect(what).toHaveTextContent(aDrift().name);
    expect(since!.querySelector("time")).toBeVisible();
    expect(cost).toHaveTextContent("$4.56");
    expect(cost).toHaveTextContent("The platform pays");
    expect(next).toHaveTextContent(/^StopFrom/);
    expect(screen.getByText(/with 12 machines and 30 disks/)).toBeVisible();
  },
);

it("names the workspace whose machine is gone", async () => {
  const { id, name } = aWorkspace();
  const drift = aDrift({
    kind: "MACHINE_LOST",
    workspace: { id, name, deleted: false },
    next: "LOOK",
    paidByPlatform: false,
  });
  open(PAGE, worldWith({ drift: [drift] }));
  const [, workspace, , cost, next] = await cells();
  expect(within(workspace!).getByRole("link")).toHaveTextContent(name);
  expect(cost).not.toHaveTextContent("The platform pays");
  expect(next).toHaveTextContent("Its runtime fails, its disk is kept");
});

it("says until when a disk is kept, and that nobody deletes it", async () => {
  const drift = aDrift({ kind: "UNKNOWN_DISK", next: null, nextAt: ahead(5 * DAY), perDay: null });
  open(PAGE, worldWith({ drift: [drift] }));
  const [, , , cost, next] = await cells();
  expect(cost).toHaveTextContent("Unknown");
  expect(next).toHaveTextContent("Kept: delete it at the provider if nobody needs it");
  expect(next).toHaveTextContent("At least until");
});

it("says what the provider refused", async () => {
  open(PAGE, worldWith({ drift: [aDrift({ refused: "Not yours." })] }));
  const [, , , , next] = await cells();
  expect(next).toHaveTextContent("The provider refused: Not yours.");
});

it("says why nothing is done, where the listing cannot be believed", async () => {
  open(PAGE, worldWith({ passes: [aPass({ dryRun: true }), aPass({ outcome: "EMPTY_LISTING" })] }));
  expect(await screen.findByText(/The provider lists nothing at all/)).toBeVisible();
});

it("shows more when asked", async () => {
  const drift = Array.from({ length: 51 }, (_, index) => aDrift({ id: `d-${index}`, name: `rt-${index}` }));
  const { person } = open(PAGE, worldWith({ drift }));
  await person.click(await screen.findByRole("button", { name: "Show more" }));
  expect(await screen.findByText(/^rt-50,/)).toBeVisible();
});

it("says so where nothing differs, and where nobody has compared yet", async () => {
  open(PAGE, worldWith({ passes: [] }));
  expect(await screen.findByText("Nothing differs")).toBeVisible();
  expect(await screen.findByText("Not compared yet")).toBeVisible();
});

it.each([["RESEARCHER" as const], ["FINANCE" as const]])("shows no drift to a %s", async (role) => {
  open(PAGE, worldWith({ me: anAdmin({ roles: [role] }), drift: [aDrift()] }));
  expect(await screen.findByRole("heading", { level: 1 })).not.toHaveTextContent("Drift");
  expect(screen.queryByRole("link", { name: "Drift" })).not.toBeInTheDocument();
});
