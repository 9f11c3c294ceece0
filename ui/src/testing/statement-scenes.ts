import type { StatementView } from "@/api/types";
import { ago, DAY } from "./builders/basics";
import { aLedgerLine, aMovement, aStatementRow } from "./builders/credit";
import { someSpending } from "./builders/report";

/** A run each nine hours, of which one was corrected and one is paid by the platform, and the grant. */
export function aStatement(count: number): StatementView[] {
  const runs = someSpending(count).map(({ run, key }, index) =>
    aStatementRow({
      key,
      run,
      kind: index === 2 ? "PAYER_TRANSFER" : "USAGE",
      day: run!.startedAt.slice(0, 10),
      from: run!.startedAt,
      to: run!.stoppedAt ?? ago(0),
      corrected: index === 1,
      credit: index % 3 === 1 ? "-0.000003170" : "-0.189999000",
    }),
  );
  return [...runs, aMovement({ day: ago(20 * DAY).slice(0, 10), from: ago(20 * DAY), to: ago(20 * DAY) })];
}

/** One was stopped earlier than booked first, one is paid by the platform; all make what is left. */
export function aShortStatement(): StatementView[] {
  const statement = aStatement(5);
  const [, corrected, transferred, big] = statement;
  corrected!.lines = [
    aLedgerLine({ amount: "-0.200003170", quantity: "8.421186000" }),
    aLedgerLine({ kind: "REVERSAL", amount: "0.200003170", quantity: "-8.421186000" }),
    aLedgerLine({ kind: "RESTATE", amount: "-0.000003170", quantity: "0.000133474" }),
  ];
  const payer = { kind: "PLATFORM" as const, name: "Platform: launches that failed" };
  Object.assign(transferred!, {
    credit: "0.379998000",
    platform: "-0.379998000",
    lines: [
      aLedgerLine({ kind: "PAYER_TRANSFER", amount: "0.379998000", quantity: "0.000000000" }),
      aLedgerLine({ kind: "PAYER_TRANSFER", amount: "-0.379998000", quantity: "0.000000000", payer }),
    ],
  });
  big!.credit = "-87.411573830";
  big!.lines = [aLedgerLine({ amount: big!.credit, quantity: "3680.487320000" })];
  return statement;
}
