import { nanos } from "@/lib/money";
import { LiveAmount } from "./Amount";

interface Props {
  credit: { available: string; burnPerHour: string; asOf: string };
}

/** What is left of a credit, ticking. */
export function CreditLeft({ credit: { available, burnPerHour, asOf } }: Props) {
  return <LiveAmount value={nanos(available)} perHour={nanos(burnPerHour)} asOf={asOf} direction="down" />;
}
