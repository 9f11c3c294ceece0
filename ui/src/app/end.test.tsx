import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";
import type { EstimateView } from "@/api/types";
import { whenWords } from "@/lib/time";
import { ahead, ago, aWorkspace, DAY, GRACE, HOUR } from "@/testing/builders/basics";
import { anEstimate } from "@/testing/builders/catalog";
import { aCredit, aGrant, ending } from "@/testing/builders/credit";
import { aRuntime } from "@/testing/builders/runtime";
import { open } from "@/testing/render";
import { server } from "@/testing/setup";
import { World } from "@/testing/world";

const RUNTIME = aRuntime().id;
const PAGE = `/workspaces/${aWorkspace().id}/runtimes/${RUNTIME}`;

function worldWith(part: Partial<World>): World {
  return Object.assign(new World(), { workspaces: [aWorkspace()] }, part);
}

function withRunLimit(): World {
  return worldWith({
    runtimes: [aRuntime("RUNNING", { end: { at: ahead(30 * HOUR), cause: "RUN_LIMIT" } })],
    credit: aCredit(ending(45 * DAY)),
  });
}

it.each(["/", "/credit", PAGE])("tells on %s the same first end, with its cause", async (path) => {
  const world = withRunLimit();
  open(path, world);
  const limit = whenWords(world.runtimes[0]!.end!.at, Date.now());
  await waitFor(() => expect(document.body).toHaveTextContent(/run limit/));
  expect(document.body.textContent).toMatch(new RegExp(`${limit.slice(0, 3)}\\w* ${limit.slice(-5)}`));
});

it("tells the end once at home", async () => {
  open("/", withRunLimit());
  const sentence = await screen.findByText(/A machine stops .*, at its run limit/);
  expect(sentence).toBeVisible();
  expect(screen.queryByText("Machines stop")).not.toBeInTheDocument();
  expect(screen.getByRole("link", { name: /left/ })).not.toHaveTextContent("ends");
});

it("does not say that the credit ends where a machine reaches its run limit", async () => {
  open(PAGE, withRunLimit());
  const meter = await screen.findByRole("link", { name: /left/ });
  await waitFor(() => expect(meter).toHaveTextContent(/left ?· a machine stops/));
});

it("says when what is left expires instead of no end beside a line that falls to zero", async () => {
  const expiry = ahead(9 * DAY);
  const credit = aCredit({
    ...ending(9 * DAY, "EXPIRY"),
    endsAt: null,
    machinesStopAt: null,
    grants: [aGrant({ expiresAt: expiry })],
  });
  open("/credit", worldWith({ credit, runtimes: [aRuntime("RUNNING", { end: credit.end })] }));
  expect(await screen.findByText(/^Expires \d/)).toBeVisible();
  expect(screen.getByText("what is left expires then")).toBeVisible();
  expect(screen.queryByText("No end", { selector: "div" })).not.toBeInTheDocument();
});

function over(): World {
  return worldWith({
    runtimes: [
      aRuntime("STOPPED", { stopReason: { code: "CREDIT", text: "The credit that pays for it has ended." } }),
    ],
    credit: aCredit({ status: "EXHAUSTED", level: "RED", available: "0.000000000", runningMachines: 0 }),
  });
}

it.each(["/", PAGE])(
  "offers on %s no start that would be refused, and says what would help",
  async (path) => {
    const { person } = open(path, over());
    expect(await screen.findByText(/does not pay for a start. Ask an administrator for more/)).toBeVisible();
    expect(screen.queryByRole("button", { name: /^Start/ })).not.toBeInTheDocument();
    await person.keyboard("{Control>}k{/Control}");
    await person.type(await screen.findByRole("combobox", { name: "Search and commands" }), "start jup");
    expect(screen.queryByRole("option")).not.toBeInTheDocument();
  },
);

function onOthersCredit(admission: EstimateView["admission"]): World {
  return worldWith({
    workspaces: [aWorkspace({ creator: GRACE, role: "WRITER" })],
    runtimes: [aRuntime("STOPPED", { payer: { kind: "CREDIT", name: "Credit of Grace Hopper" } })],
    estimate: anEstimate({ admission }),
  });
}

it.each(["/", PAGE, `/workspaces/${aWorkspace().id}`])(
  "offers on %s no start that somebody else's credit does not pay for, in the words of the server",
  async (path) => {
    const detail = "The credit that pays for this workspace is used up.";
    const nextStep = "Ask Grace Hopper to ask for more.";
    const admission = { admitted: false, code: "CREDIT_EXHAUSTED", detail, nextStep };
    const { person } = open(path, onOthersCredit(admission));
    expect(await screen.findByText(`${detail} ${nextStep}`)).toBeVisible();
    expect(screen.queryByRole("button", { name: /^Start/ })).not.toBeInTheDocument();
    await person.keyboard("{Control>}k{/Control}");
    await person.type(await screen.findByRole("combobox", { name: "Search and commands" }), "start jup");
    expect(screen.queryByRole("option")).not.toBeInTheDocument();
  },
);

it.each(["/", PAGE, `/workspaces/${aWorkspace().id}`])(
  "offers on %s no start before the server has said whether it would be refused",
  async (path) => {
    const world = onOthersCredit({ admitted: true, code: null, detail: null, nextStep: null });
    open(path, world);
    let answer = () => {};
    const asked = new Promise<void>((resolve) => (answer = resolve));
    server.use(
      http.post("*/api/workspaces/:id/estimates", async () => {
        await asked;
        return HttpResponse.json(world.estimate);
      }),
    );
    const button = await screen.findByRole("button", { name: /^Start/ });
    expect(button).toBeDisabled();
    act(answer);
    await waitFor(() => expect(button).toBeEnabled());
  },
);

it.each(["/", PAGE, `/workspaces/${aWorkspace().id}`])(
  "offers on %s no start while the account that is to pay cannot, in the words of the server",
  async (path) => {
    const detail = "The billing account that pays for this workspace cannot pay.";
    const nextStep = "Choose another payer.";
    const world = worldWith({
      runtimes: [aRuntime("STOPPED", { payer: { kind: "PLATFORM", name: "Platform: disks that are kept" } })],
      estimate: anEstimate({
        admission: { admitted: false, code: "BILLING_INACTIVE", detail, nextStep },
      }),
    });
    open(path, world);
    expect(await screen.findByText(`${detail} ${nextStep}`)).toBeVisible();
    expect(screen.queryByRole("button", { name: /^Start/ })).not.toBeInTheDocument();
  },
);

it("offers the start again once somebody else's credit goes on", async () => {
  const detail = "The credit is used up.";
  const world = onOthersCredit({ admitted: false, code: "CREDIT_EXHAUSTED", detail, nextStep: null });
  open(PAGE, world);
  await screen.findByText(detail);
  world.estimate = anEstimate();
  act(() => world.change("CREDIT", "any"));
  expect(await screen.findByRole("button", { name: /^Start/ })).toBeEnabled();
  expect(screen.queryByText(detail)).not.toBeInTheDocument();
});

it("offers the start again once the credit the credit pays for it", async () => {
  const world = over();
  const { id, tool, workspace } = world.runtimes[0]!;
  world.credit = aCredit({ runningMachines: 0, restorable: [{ id, tool, workspace }] });
  open(PAGE, world);
  expect(await screen.findByRole("button", { name: /^Start/ })).toBeEnabled();
});

it("keeps the end of a countdown to itself", async () => {
  const credit = aCredit({ level: "RED", ...ending(-3_000) });
  const end = { at: ago(8_000), cause: "CREDIT" as const };
  open("/disks", worldWith({ credit, runtimes: [aRuntime("RUNNING", { end })] }));
  expect(await screen.findByText(/Machines on your credit stop at/)).toBeVisible();
  expect(screen.queryByRole("timer")).not.toBeInTheDocument();
  expect(screen.queryByText(/stop in 0/)).not.toBeInTheDocument();
});

it("shows at home all of a person's runtimes, the stopped with Start and the failed as failed", async () => {
  const runtimes = [
    aRuntime("STOPPED", { id: "stopped", tool: "terminal" }),
    aRuntime("FAILED", { id: "failed", tool: "rstudio" }),
    aRuntime("RUNNING"),
  ];
  open("/", worldWith({ runtimes }));
  await screen.findByRole("heading", { name: "Terminal" });
  const cards = screen.getAllByRole("listitem");
  const card = (tool: string) =>
    within(cards.find((each) => within(each).queryByRole("heading", { name: tool }))!);
  expect(card("Terminal").getByRole("button", { name: /^Start/ })).toBeVisible();
  expect(card("RStudio").getByText("Failed")).toBeVisible();
  expect(card("RStudio").getByRole("button", { name: /^Retry/ })).toBeVisible();
  expect(card("Jupyter").getByRole("button", { name: "Stop, keep disk" })).toBeVisible();
  expect(screen.getAllByRole("heading", { level: 3 })[0]).toHaveTextContent("Jupyter");
});

it.each([
  ["stop ter", "stop"],
  ["start rst", "start"],
])("does by Ctrl K from any page what was typed as %s", async (typed, command) => {
  const runtimes = [
    aRuntime("RUNNING", { id: "terminal", tool: "terminal" }),
    aRuntime("STOPPED", { id: "rstudio", tool: "rstudio" }),
  ];
  const world = worldWith({ runtimes });
  const { person } = open("/disks", world);
  await screen.findByText(/1 running/);
  await person.keyboard("{Control>}k{/Control}");
  await person.type(await screen.findByRole("combobox", { name: "Search and commands" }), `${typed}{Enter}`);
  await waitFor(() => expect(world.sent[0]?.path).toMatch(new RegExp(`/api/runtimes/\\w+/${command}$`)));
});

it("offers by Ctrl K to open what runs", async () => {
  const { person } = open("/disks", worldWith({ runtimes: [aRuntime()] }));
  await screen.findByText(/1 running/);
  await person.keyboard("{Control>}k{/Control}");
  await person.type(await screen.findByRole("combobox", { name: "Search and commands" }), "open");
  expect(screen.getByRole("option", { selected: true })).toHaveTextContent("Open Jupyter in Genome study");
});
