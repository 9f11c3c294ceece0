import type { MeView, SpendBy, SpendItem, SpendView, WorkspaceView } from "@/api/types";
import { decimal, nanos, sum } from "@/lib/money";
import { ADA, ago, CREDIT_OF_ADA, GRACE, HOUR } from "./basics";

type Run = NonNullable<SpendItem["run"]>;

/** A row of its own for a run, which credit pays. */
export function aSpentRun(amount = "0.379998000", part: Partial<Run> = {}): SpendItem {
  const run: Run = {
    id: "6a000000-0000-4000-8000-000000000001",
    tool: "jupyter",
    type: "n1-standard-4",
    resource: "2a000000-0000-4000-8000-000000000001",
    person: ADA,
    startedAt: ago(5 * HOUR),
    stoppedAt: ago(3 * HOUR),
    launchFailed: false,
    ...part,
  };
  return {
    ...NOTHING,
    key: run.id,
    run,
    amount,
    unbooked: run.stoppedAt === null ? "0.012000000" : "0.000000000",
    payers: [{ ...CREDIT_OF_ADA, amount }],
  };
}

const NOTHING: SpendItem = {
  key: "",
  person: null,
  tool: null,
  day: null,
  run: null,
  sku: null,
  amount: "0.000000000",
  unbooked: "0.000000000",
  payers: [],
};

/** What is needed of a world. */
interface Spending {
  me: MeView | null;
  workspaces: WorkspaceView[];
  spent: SpendItem[];
}

/** As the API answers: rows of runs, put together by what is asked for; readers see totals only. */
export function spendOf(
  { me, workspaces, spent }: Spending,
  workspace: string,
  query: URLSearchParams,
): SpendView {
  const isReader = workspaces.some(({ id, role }) => id === workspace && role === "READER");
  const totals = isReader && !me?.roles.includes("ADMIN");
  const by = (query.get("by") ?? "PERSON") as SpendBy;
  const asked = spent.filter(({ run }) => isAsked(run!, query));
  const groups = new Map<string, SpendItem[]>();
  for (const one of asked) {
    const key = by === "SKU" ? "N1 predefined core running in Americas" : keyOf(by, one.run!);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const all = together(asked);
  return {
    by,
    zone: query.get("zone") ?? "UTC",
    from: query.get("from") ?? `${ago(0).slice(0, 8)}01`,
    to: query.get("to") ?? ago(0).slice(0, 10),
    asOf: ago(0),
    total: all.amount,
    unbooked: all.unbooked,
    payers: all.payers,
    items: totals ? null : [...groups].map(([key, items]) => row(by, key, items)),
    nextCursor: null,
  };
}

function isAsked(run: Run, query: URLSearchParams): boolean {
  const { person, tool, run: id } = Object.fromEntries(query);
  return (
    (!person || person === run.person.id) &&
    (!tool || tool === (run.tool ?? "disk")) &&
    (!id || id === run.id)
  );
}

function keyOf(by: SpendBy, run: Run): string {
  if (by === "PERSON") return run.person.id;
  if (by === "TOOL") return run.tool ?? "disk";
  return by === "DAY" ? run.startedAt.slice(0, 10) : run.id;
}

function row(by: SpendBy, key: string, items: SpendItem[]): SpendItem {
  const run = items[0]!.run!;
  return {
    ...NOTHING,
    key,
    person: by === "PERSON" ? run.person : null,
    tool: by === "TOOL" ? run.tool : null,
    day: by === "DAY" ? key : null,
    run: by === "RUN" ? run : null,
    sku: by === "SKU" ? key : null,
    ...together(items),
  };
}

function together(items: SpendItem[]): Pick<SpendItem, "amount" | "unbooked" | "payers"> {
  const names = new Map(items.flatMap(({ payers }) => payers).map((one) => [one.name, one]));
  return {
    amount: decimal(sum(items.map(({ amount }) => nanos(amount)))),
    unbooked: decimal(sum(items.map(({ unbooked }) => nanos(unbooked)))),
    payers: [...names.values()].map(({ kind, name }) => ({
      kind,
      name,
      amount: decimal(
        sum(
          items.flatMap(({ payers }) =>
            payers.filter((one) => one.name === name).map((one) => nanos(one.amount)),
          ),
        ),
      ),
    })),
  };
}

/** Newest first: one goes on, one failed, one was paid by two, the last is a disk that is kept. */
export function someSpending(count: number) {
  const tools = ["jupyter", "terminal", "rstudio"] as const;
  const runs = Array.from({ length: count }, (_, index) =>
    aSpentRun(index === 3 ? "1234.567890123" : "0.379998000", {
      id: `run${index}`,
      tool: index === count - 1 ? null : tools[index % tools.length],
      type: index === count - 1 ? "pd-balanced" : index === 3 ? "n1-highmem-8+1xt4" : "n1-standard-4",
      person: index % 2 === 0 ? ADA : GRACE,
      startedAt: ago((index * 9 + 3) * HOUR),
      stoppedAt: index === 0 || index === count - 1 ? null : ago(index * 9 * HOUR),
      launchFailed: index === 2,
    }),
  );
  const platform = { kind: "PLATFORM" as const, name: "Platform: launches that failed" };
  runs[2]!.payers = [{ ...platform, amount: runs[2]!.amount }];
  const [credit] = runs[3]!.payers;
  runs[3]!.payers = [
    { ...credit!, amount: "1034.567890123" },
    { kind: "PLATFORM", name: "Platform: use after the credit ended", amount: "200.000000000" },
  ];
  return runs;
}
