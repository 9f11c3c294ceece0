import { act, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { aResearcher, aWorkspace, ago, GRACE } from "@/testing/builders/basics";
import {
  ACCOUNT,
  aCreditFunder,
  aFailedLink,
  aHandOff,
  aLink,
  anAccount,
  anAccountWithoutRight,
  aPayer,
  COMMAND,
  OTHER_ACCOUNT,
} from "@/testing/builders/billing";
import { calendarDay, ownDay } from "@/lib/time";
import { aSpentRun } from "@/testing/builders/report";
import { aRuntime } from "@/testing/builders/runtime";
import { aProblem } from "@/testing/problems";
import { open } from "@/testing/render";
import { World } from "@/testing/world";

const PAGE = `/workspaces/${aWorkspace().id}/billing`;
const PAYER = `/api/workspaces/${aWorkspace().id}/payer`;

function worldWith(part: Partial<World> = {}): World {
  return Object.assign(new World(), { workspaces: [aWorkspace()], accounts: [aCreditFunder()] }, part);
}

type Person = ReturnType<typeof open>["person"];

const button = (name: string | RegExp) => screen.findByRole("button", { name });
const heading = (name: string | RegExp) => screen.findByRole("heading", { level: 2, name });

/** To the step where the account is chosen. */
async function toAccount(person: Person) {
  await person.click(await button(/Change who pays|Choose another payer/));
  expect(await heading("What changes")).toHaveFocus();
  await person.click(await button("Continue"));
  expect(await heading("Consent")).toHaveFocus();
  await person.click(await button("I agree, choose the account"));
  expect(await heading("Account")).toHaveFocus();
}

async function choose(person: Person, account: string) {
  await person.click(await screen.findByRole("radio", { name: new RegExp(account) }));
  await person.click(await button("Continue"));
}

it("hands the bill over to an account now, step by step, and shows the receipt", async () => {
  const spent = [aSpentRun("0.190000000", { id: "run1" })];
  const world = worldWith({ accounts: [aCreditFunder(), anAccount()], spent });
  const { person } = open(PAGE, world);
  expect(await screen.findByText(/Nobody: machines stop when the credit ends/)).toBeVisible();
  await toAccount(person);
  await choose(person, ACCOUNT);
  expect(await heading("From when")).toHaveFocus();
  expect(screen.getByRole("radio", { name: "Now" })).toBeChecked();
  await person.click(await button("Continue"));
  expect(await heading("Confirm")).toHaveFocus();
  expect(screen.getByText(`Billing account ${ACCOUNT}`)).toBeVisible();
  expect(screen.getByText("$143.70")).toBeVisible();
  await person.dblClick(await button(`Let ${ACCOUNT} pay now`));

  expect(await heading(`Handed over: Billing account ${ACCOUNT} pays`)).toHaveFocus();
  expect(world.sent.filter(({ path }) => path === PAYER)).toMatchObject([
    { method: "PUT", body: { kind: "BILLING_ACCOUNT", account: ACCOUNT, when: "NOW" } },
  ]);
  const receipt = within(screen.getByRole("region", { name: "Receipt" }));
  expect(receipt.getAllByText("Credit of Ada Lovelace")[0]).toBeVisible();
  expect(receipt.getByText(`Billing account ${ACCOUNT}`)).toBeVisible();
  const since = calendarDay(ownDay(aWorkspace().createdAt));
  expect(receipt.getByText(/Paid from/)).toHaveTextContent(`Paid from ${since} to`);
  const [at] = receipt.getAllByText(/:\d\d$/, { selector: "time" });
  expect(at).toHaveAttribute("title", expect.stringMatching(/UTC$/));
  expect(screen.getByRole("list", { name: "Link" })).toHaveTextContent(/Confirm that billing is on/);
});

it("arranges an account for when the credit ends, says so in the header, and takes it back", async () => {
  const world = worldWith({ accounts: [aCreditFunder(), anAccount()] });
  const { person } = open(PAGE, world);
  await toAccount(person);
  await choose(person, ACCOUNT);
  await person.click(await screen.findByRole("radio", { name: "When the credit ends" }));
  await person.click(await button("Continue"));
  await person.click(await button(`Let ${ACCOUNT} take over then`));
  expect(await heading(/Arranged: account/)).toHaveFocus();
  expect(screen.getByText(`, then account ${ACCOUNT} when the credit ends`)).toBeVisible();

  await person.click(await button("Take back what is arranged…"));
  await person.click(await button("Take it back"));
  expect(await screen.findByText(/Nobody: machines stop/)).toBeVisible();
  expect(world.sent.at(-1)).toMatchObject({ method: "PUT", path: PAYER, body: { kind: "CREDIT" } });
});

it("checks an account that is named, follows, and shows the command that mends it", async () => {
  const world = worldWith();
  world.cloud = { [ACCOUNT]: anAccountWithoutRight() };
  const { person } = open(PAGE, world);
  await toAccount(person);
  const number = await screen.findByRole("textbox", { name: /Number of another account/ });
  await person.type(number, "12345");
  await person.click(await button("Check it"));
  expect(await screen.findByText(/digits and A to F/)).toBeVisible();
  expect(world.sent).toEqual([]);

  await person.clear(number);
  await person.type(number, ` ${ACCOUNT.toLowerCase()} {Enter}`);
  expect(await screen.findByText(/this takes a few seconds/)).toBeVisible();
  act(() => world.change("BILLING_ACCOUNT", "any"));
  const state = within(await screen.findByRole("group", { name: new RegExp(ACCOUNT) }));
  expect(await state.findByText(COMMAND)).toBeVisible();
  await person.click(await button("Continue"));
  expect(await screen.findByText(/cannot pay yet/)).toBeVisible();

  world.cloud = { [ACCOUNT]: anAccount() };
  await person.click(state.getByRole("button", { name: "Check again" }));
  expect(await state.findByText(/: Can pay/)).toBeVisible();
  await person.click(await button("Continue"));
  expect(await heading("From when")).toHaveFocus();
});

it("shows the command of the consent for no account before one is chosen, and then for that one", async () => {
  const { person } = open(
    PAGE,
    worldWith({ accounts: [anAccountWithoutRight()], cloud: { [ACCOUNT]: anAccountWithoutRight() } }),
  );
  await person.click(await button("Change who pays"));
  await person.click(await button("Continue"));
  expect(await screen.findByText("Put the number of your account in place of ACCOUNT_ID.")).toBeVisible();
  expect(screen.getByText(COMMAND.replace(ACCOUNT, "ACCOUNT_ID"))).toBeVisible();
  expect(screen.queryByText(COMMAND)).not.toBeInTheDocument();
  await person.click(await button("I agree, choose the account"));
  await person.click((await screen.findAllByRole("radio"))[0]!);
  await person.click(await button("Back"));
  expect(await screen.findByText(COMMAND)).toBeVisible();
  expect(screen.queryByText(/ACCOUNT_ID/)).not.toBeInTheDocument();
});

it("shows a refusal in the server's words, with the way back to the account", async () => {
  const world = worldWith({ accounts: [anAccount()] });
  const { person } = open(PAGE, world);
  await toAccount(person);
  await choose(person, ACCOUNT);
  await person.click(await button("Continue"));
  world.refusals.push(
    aProblem({
      status: 412,
      code: "ACCOUNT_CLOSED",
      detail: "The billing account is closed.",
      nextStep: "Open it in the cloud's console and try again, or choose another payer.",
    }),
  );
  await person.click(await button(`Let ${ACCOUNT} pay now`));
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("The billing account is closed.");
  expect(alert).toHaveTextContent("Open it in the cloud's console");
  await person.click(await button("Back to the account"));
  expect(await heading("Account")).toHaveFocus();
});

it("says why a link failed and who pays meanwhile, and tries again", async () => {
  const world = worldWith({ payer: aHandOff({ link: aFailedLink() }) });
  const { person } = open(PAGE, world);
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("does not let the platform link the project");
  expect(alert).toHaveTextContent(`Billing account ${ACCOUNT} pays right now`);
  await person.click(await button("Try to link it again"));
  expect(await screen.findByText(/is being linked to account/)).toBeVisible();
  expect(world.sent).toMatchObject([{ method: "POST", path: expect.stringMatching(/project-link\/retry$/) }]);
});

it("says that an account is inactive, in the header too, and offers another payer", async () => {
  const inactive = {
    code: "ACCOUNT_CLOSED",
    since: ago(60_000),
    problem: { code: "ACCOUNT_CLOSED", detail: "The billing account is closed.", nextStep: "Open it." },
  };
  const platform = { kind: "PLATFORM" as const, name: "Platform" };
  const world = worldWith({ payer: aHandOff({ payer: platform, inactive, link: aLink() }) });
  const { person } = open(PAGE, world);
  expect(await screen.findByText(/is inactive; the platform pays for disks only/)).toBeVisible();
  const note = within(screen.getByRole("region", { name: /Billing is inactive/ }));
  expect(note.getByText(/Billing is inactive: The billing account is closed/)).toBeVisible();
  await person.click(note.getByRole("button", { name: "Check the account again" }));
  expect(world.sent).toMatchObject([{ method: "PUT", path: `/api/billing-accounts/${ACCOUNT}` }]);
  await person.click(await button("Choose another payer"));
  expect(await heading("What changes")).toHaveFocus();
});

it("goes back to the credit without consent or account", async () => {
  const world = worldWith({ payer: aHandOff() });
  const { person } = open(PAGE, world);
  await person.click(await button("Change who pays"));
  await person.click(await screen.findByRole("radio", { name: /Credit of Ada/ }));
  await person.click(await button("Continue"));
  await person.click(await button("Let the credit pay now"));
  expect(await heading("Handed over: Credit of Ada Lovelace pays")).toHaveFocus();
  expect(world.sent).toMatchObject([{ path: PAYER, body: { kind: "CREDIT", account: null, when: null } }]);
});

it("starts all that was stopped for want of a payer, and says which did not start", async () => {
  const stopReason = { code: "CREDIT" as const, text: "Stopped because the credit ended." };
  const stopped = { allowed: ["START" as const], stopReason };
  const world = worldWith({ payer: aHandOff() });
  world.runtimes = [
    aRuntime("STOPPED", stopped),
    aRuntime("STOPPED", { ...stopped, id: "2a000000-0000-4000-8000-000000000009", tool: "rstudio" }),
  ];
  world.refusals.push(aProblem({ detail: "The quota is used up.", nextStep: "Stop something." }));
  const { person } = open(PAGE, world);
  await person.click(await button(/Start all/));
  expect(await screen.findByText(/Not started: The quota is used up. Stop something./)).toBeVisible();
  const starts = world.sent.filter(({ path }) => path.endsWith("/start"));
  expect(new Set(starts.map(({ key }) => key)).size).toBe(2);
});

it("asks for an account for those who have none", async () => {
  const world = worldWith();
  const { person } = open(PAGE, world);
  await toAccount(person);
  await person.click(await button("Ask the programme for one…"));
  await person.click(await button("Send the request"));
  expect(await screen.findByText("Write your name.")).toBeVisible();
  await person.type(screen.getByRole("textbox", { name: /Name/ }), "Ada Lovelace");
  await person.type(screen.getByRole("textbox", { name: /Institution/ }), "Analytical Society");
  await person.click(screen.getByRole("radio", { name: "No" }));
  await person.type(screen.getByRole("textbox", { name: /Phone/ }), "(555) 123-4567");
  await person.click(await button("Send the request"));
  expect(await screen.findByText(/Your request is with the programme/)).toBeVisible();
  expect(world.sent).toMatchObject([
    {
      body: {
        name: "Ada Lovelace",
        institution: "Analytical Society",
        nihFunded: false,
        phone: "5551234567",
      },
    },
  ]);
});

it("shows those who may not change it who pays and who paid before", async () => {
  const allowed = { account: false, credit: false };
  const world = worldWith({
    me: aResearcher({ person: { ...GRACE, email: "grace@example.org" } }),
    workspaces: [aWorkspace({ role: "READER" })],
    payer: aHandOff({ allowed }),
  });
  open(PAGE, world);
  const before = within(await screen.findByRole("table", { name: "Who paid before" }));
  expect(before.getByRole("cell", { name: "Credit of Ada Lovelace" })).toBeVisible();
  expect(screen.queryByRole("button", { name: /Change|Choose|Try|Take/ })).not.toBeInTheDocument();
});

it("says in the header of a workspace who would pay next, and leads to its billing", async () => {
  const next = { account: OTHER_ACCOUNT, by: GRACE, since: ago(0) };
  const { person } = open(`/workspaces/${aWorkspace().id}`, worldWith({ payer: aPayer({ next }) }));
  expect(await screen.findByText(`, then account ${OTHER_ACCOUNT} when the credit ends`)).toBeVisible();
  await person.click(screen.getByRole("link", { name: "Billing" }));
  expect(await heading("Who pays")).toBeVisible();
});
