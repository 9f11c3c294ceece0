import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { ago, ahead, aWorkspace, GRACE, MINUTE } from "@/testing/builders/basics";
import { ACCOUNT, aHandOff, aPayer, payerOf } from "@/testing/builders/billing";
import { aCredit, ending, WITHOUT_END } from "@/testing/builders/credit";
import { aRuntime } from "@/testing/builders/runtime";
import { open } from "@/testing/render";
import { World } from "@/testing/world";

const PLACE = `/workspaces/${aWorkspace().id}`;
const PAGES = [PLACE, `${PLACE}/billing`, `${PLACE}/runtimes/${aRuntime().id}`];
const ENDING = aCredit({ level: "RED", ...ending(12 * MINUTE) });
const OVER = aCredit({ status: "EXHAUSTED", level: "RED", runningMachines: 0, ...WITHOUT_END });

function worldWith(part: Partial<World> = {}): World {
  const runtimes = [aRuntime("RUNNING", { end: { at: ahead(11 * MINUTE), cause: "CREDIT" } })];
  return Object.assign(new World(), { workspaces: [aWorkspace()], runtimes, credit: ENDING }, part);
}

const SAID = /Machines .*stop at|Your credit is used up/;

/** What does not end with one's own credit, each in its own way. */
const GOING_ON: [string, Partial<World>][] = [
  ["an account pays for", { payer: aHandOff(), workspaces: [aWorkspace({ payer: payerOf(ACCOUNT) })] }],
  ["an account is ready for", { payer: aPayer({ next: { account: ACCOUNT, by: GRACE, since: ago(0) } }) }],
  ["somebody else's credit pays for", { workspaces: [aWorkspace({ creator: GRACE })] }],
];

it.each(GOING_ON.flatMap(([why, part]) => PAGES.map((page) => [why, page, part] as const)))(
  "counts down to nothing where %s the workspace: %s",
  async (_why, page, part) => {
    open(page, worldWith(part));
    expect(await screen.findByRole("heading", { level: 1 })).toBeVisible();
    expect(document.body).not.toHaveTextContent(SAID);
  },
);

it.each(GOING_ON)("says of no end of credit that it stopped what %s", async (_why, part) => {
  open(PLACE, worldWith({ ...part, credit: OVER }));
  expect(await screen.findByRole("heading", { level: 1 })).toBeVisible();
  expect(document.body).not.toHaveTextContent(SAID);
});

it.each(PAGES)("counts down where the credit pays and nobody takes over: %s", async (page) => {
  open(page, worldWith());
  expect(await screen.findByText(/Machines on your credit stop at/)).toBeVisible();
  expect(screen.getByRole("timer")).toBeVisible();
});
