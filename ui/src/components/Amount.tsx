import { useNow } from "@/lib/clock";
import { accrued, atLeastZero, money, type Nanos, type Precision } from "@/lib/money";
import classes from "./amount.module.css";

interface Props {
  value: Nanos;
  precision?: Precision;
  /** "/h", "/month": read aloud with the amount. */
  per?: string;
}

export function Amount({ value, precision = "total", per }: Props) {
  return (
    <span className={classes.amount}>
      {money(value, precision)}
      {per && <span className={classes.per}>{per}</span>}
    </span>
  );
}

interface LiveProps extends Props {
  perHour: Nanos;
  /** When `value` was true. */
  asOf: string;
  direction?: "up" | "down";
}

/** Counts from a settled amount by rate × elapsed time on the server's clock; every new `asOf` re-bases it. */
export function LiveAmount({ value, perHour, asOf, direction = "up", ...rest }: LiveProps) {
  const moved = accrued(perHour, useNow() - Date.parse(asOf));
  return <Amount value={direction === "up" ? value + moved : atLeastZero(value - moved)} {...rest} />;
}
