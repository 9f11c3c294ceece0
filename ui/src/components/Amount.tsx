import { useNow } from "@/lib/clock";
import { accrued, atLeastZero, type Nanos, type Precision, shown } from "@/lib/money";
import classes from "./amount.module.css";

interface Props {
  value: Nanos;
  precision?: Precision;
  /** "/h", "/month": read aloud with the amount. */
  per?: string;
}

export function Amount({ value, precision = "total", per }: Props) {
  const { prefix, digits, zeros } = shown(value, precision);
  return (
    <span className={classes.amount}>
      {prefix}
      {digits}
      {zeros && <span className={classes.zeros}>{zeros}</span>}
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
