import { http } from "msw";
import type { AccountRequestView, FunderView, PutPayer, WorkspacePayerView } from "@/api/types";
import { ADA, ago, CREDIT_OF_ADA } from "./builders/basics";
import { aLink, anAccount, aPayer, payerOf } from "./builders/billing";
import type { World } from "./world";

export class BillingWorld {
  /** Of every workspace; null: as each workspace says. */
  payer: WorkspacePayerView | null = null;
  /** What could pay, of whoever looks. */
  accounts: FunderView[] = [];
  /** For an account, the latest first. */
  accountRequests: AccountRequestView[] = [];
  /** What is found of an account when it is checked; one that nothing is said of can pay. */
  cloud: Record<string, Partial<FunderView>> = {};
}

export type Asked = (answer: unknown) => Response;
export type Command = (
  request: Request,
  status: number,
  work: (body: unknown) => unknown,
) => Promise<Response>;

/** Who pays and who could, as the API answers it. */
export function billingHandlers(world: World, asked: Asked, command: Command) {
  return [
    http.get("*/api/workspaces/:id/payer", ({ params }) => asked(payerNow(world, String(params.id)))),
    http.put("*/api/workspaces/:id/payer", ({ request, params }) =>
      command(request, 200, (body) => putPayer(world, String(params.id), body as PutPayer)),
    ),
    http.post("*/api/workspaces/:id/project-link/retry", ({ request }) =>
      command(request, 200, () => {
        const link = aLink({ wantedAt: ago(0), attempts: 0 });
        world.payer = { ...world.payer!, link };
        return link;
      }),
    ),
    http.get("*/api/billing-accounts", () => {
      const items = world.accounts;
      world.accounts = items.map((each) => (each.state === "CHECKING" ? found(world, each) : each));
      return asked({ items });
    }),
    http.put("*/api/billing-accounts/:account", ({ request, params }) =>
      command(request, 200, () => register(world, String(params.account))),
    ),
    http.delete("*/api/billing-accounts/:account", ({ request, params }) =>
      command(request, 204, () => {
        world.accounts = world.accounts.filter(({ account }) => account !== params.account);
      }),
    ),
    http.get("*/api/billing-account-requests", ({ request }) => {
      const from = Number(new URL(request.url).searchParams.get("cursor") ?? 0);
      const to = from + 50;
      const items = world.accountRequests.slice(from, to);
      return asked({ items, nextCursor: to < world.accountRequests.length ? String(to) : null });
    }),
    http.post("*/api/billing-account-requests", ({ request }) => command(request, 201, (body) => body)),
  ];
}

/** On the credit of the creator where the test says nothing else. */
function payerNow(world: World, id: string): WorkspacePayerView {
  const workspace = world.workspaces.find((each) => each.id === id);
  const owns = workspace?.role === "OWNER";
  const isCreator = workspace?.creator.id === world.me?.person.id;
  const usual = aPayer({
    payer: workspace?.payer ?? CREDIT_OF_ADA,
    allowed: { account: owns, credit: owns && isCreator },
  });
  return world.payer ?? usual;
}

/** What the cloud says of it at the next look. */
function found(world: World, { account }: FunderView): FunderView {
  return anAccount({ account, name: null, checkedAt: ago(0), ...world.cloud[account!] });
}

function register(world: World, account: string): FunderView {
  const known = world.accounts.find((each) => each.account === account);
  const checking = anAccount({ account, name: null, currency: null, state: "CHECKING", checkedAt: null });
  const after = known ? { ...known, checkedAt: ago(0), ...world.cloud[account] } : checking;
  world.accounts = known
    ? world.accounts.map((each) => (each === known ? after : each))
    : [...world.accounts, checking];
  return after;
}

function putPayer(world: World, id: string, { kind, account, when }: PutPayer): WorkspacePayerView {
  const before = payerNow(world, id);
  const now = ago(0);
  if (when === "WHEN_CREDIT_ENDS") {
    world.payer = { ...before, next: { account: account!, by: ADA, since: now } };
  } else if (kind === "CREDIT" && before.bound.account === null) {
    world.payer = { ...before, next: null };
  } else {
    const payer = kind === "CREDIT" ? CREDIT_OF_ADA : payerOf(account!);
    world.payer = {
      ...before,
      payer,
      bound: { payer, account: account ?? null, by: ADA, since: now, until: null },
      next: null,
      inactive: null,
      link: aLink({ account: account ?? null, wantedAt: now, attempts: 0 }),
      earlier: [{ ...before.bound, until: now }, ...before.earlier],
    };
  }
  return world.payer;
}
