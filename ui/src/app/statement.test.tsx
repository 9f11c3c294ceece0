import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { ago } from "@/testing/builders/basics";
import { aCredit, aLedgerLine, aMovement, aStatementRow } from "@/testing/builders/credit";
import { statementFile } from "@/model/statement-file";
import { open } from "@/testing/render";
import { World } from "@/testing/world";

afterEach(() => vi.useRealTimers());

function withStatement(): World {
  const world = new World();
  world.credit = aCredit({ available: "299.710002000", unbooked: "-0.099999000", asOf: ago(0) });
  world.statement = [
    aStatementRow({ key: "r3", credit: "0.000000000", platform: "-0.500000000" }),
    aStatementRow({ key: "r2", credit: "-0.189999000" }),
    aMovement({ key: "r1" }),
  ];
  return world;
}

const amountsOf = (row: HTMLElement) =>
  within(row)
    .getAllByRole("cell")
    .slice(-3, -1)
    .map((cell) => cell.textContent);

it("adds up the statement to what is left, with what is running now as a line of its own", async () => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"], now: Date.UTC(2026, 10, 25, 12) });
  open("/credit", withStatement());
  const statement = await screen.findByRole("table", { name: "Statement" });
  const rows = within(statement).getAllByRole("row").slice(1);
  expect(rows[0]).toHaveTextContent(/^Running now, booked each hour/);
  expect(rows.map(amountsOf)).toEqual([
    ["−$0.099999000", ""],
    ["", "−$0.500000000"],
    ["−$0.189999000", ""],
    ["$300.000000000", ""],
    ["$299.710002000", ""],
  ]);
  expect(rows.at(-1)).toHaveTextContent(/^Left/);
  act(() => vi.advanceTimersByTime(3_600_000));
  expect(amountsOf(rows[0]!)).toEqual(["−$0.296847000", ""]);
  expect(amountsOf(rows.at(-1)!)).toEqual(["$299.513154000", ""]);
});

it("says of a statement of which the rest is not shown yet what it carries over", async () => {
  const world = withStatement();
  world.credit = aCredit({
    available: "299.710002000",
    unbooked: "-0.099999000",
    burnPerHour: "0.000000000",
  });
  world.statement = [
    ...world.statement.slice(0, 2),
    ...Array.from({ length: 49 }, (_, n) => aStatementRow({ key: `r${n + 10}`, credit: "0.000000000" })),
    world.statement[2]!,
  ];
  const { person } = open("/credit", world);
  const statement = await screen.findByRole("table", { name: "Statement" });
  const carried = within(statement).getByRole("row", { name: /^Before these/ });
  expect(amountsOf(carried)).toEqual(["$300.000000000", ""]);
  await person.click(screen.getByRole("button", { name: "Show older" }));
  await waitFor(() => expect(carried).not.toBeInTheDocument());
});

it("pages through the statement and shows each amount whole", async () => {
  const world = new World();
  world.statement = Array.from({ length: 60 }, (_, index) => aStatementRow({ key: `r${index}` }));
  const { person } = open("/credit", world);
  const statement = await screen.findByRole("table", { name: "Statement" });
  const booked = () => within(statement).getAllByRole("row", { name: /Jupyter on n1-standard-4/ });
  expect(booked()).toHaveLength(50);
  expect(statement).toHaveTextContent("−$0.189999000");
  await person.click(screen.getByRole("button", { name: "Show older" }));
  await waitFor(() => expect(booked()).toHaveLength(60));
  expect(screen.getByRole("button", { name: "CSV of these 60" })).toBeVisible();
});

it("opens the lines of the books behind a run on demand, also those that correct it", async () => {
  const world = new World();
  world.statement = [
    aStatementRow({
      day: "2026-11-24",
      corrected: true,
      lines: [
        aLedgerLine({ amount: "-0.200000000", quantity: "8.421052000" }),
        aLedgerLine({ kind: "REVERSAL", amount: "0.010001000", quantity: "-0.421095000" }),
      ],
    }),
  ];
  const { person } = open("/credit", world);
  const what = "Jupyter on n1-standard-4, corrected";
  expect(await screen.findByRole("cell", { name: what })).toBeVisible();
  await person.click(screen.getByRole("button", { name: `Lines of ${what}, Tue, 24 Nov 2026` }));
  const lines = within(await screen.findByRole("dialog", { name: `${what}, Tue, 24 Nov 2026` }));
  const rows = lines.getAllByRole("row").map((row) => row.textContent);
  expect(rows[1]).toContain("8.421052 vCPU·h$0.02375 / vCPU·h−$0.200000000");
  expect(rows[2]).toMatch(/^Reversal: N1 predefined core.*−0\.421095 vCPU·h/);
  expect(rows.at(-1)).toBe("Total−$0.189999000");
});

it("puts every line of the books into the file, to the nano", () => {
  const rows = [
    aStatementRow({ day: "2026-11-24", lines: [aLedgerLine(), aLedgerLine({ kind: "REVERSAL" })] }),
    aMovement(),
  ];
  const lines = statementFile(rows).trim().split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain(",2026-11-24,Jupyter on n1-standard-4,Genome study,Ada Lovelace,USAGE,");
  expect(lines[1]).toContain(",8.000000000,VCPU_HOUR,0.023750000,Credit of Ada Lovelace,-0.189999000");
  expect(lines[3]).toMatch(/,Granted: Starting credit,.*,300\.000000000$/);
});
