import { Group, Text } from "@mantine/core";
import { IconAlertTriangleFilled, IconCoin } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { CreditView, End } from "@/api/types";
import { Amount } from "@/components/Amount";
import { useNow } from "@/lib/clock";
import { meterWords } from "@/lib/time";
import { isOver, leftAt } from "@/model/credit";
import classes from "./credit.module.css";

interface Props {
  credit: CreditView;
  /** Of the first machine. */
  end: End | null;
  short: boolean;
}

/** The heartbeat of the product: the same on every page, ticking. */
export function CreditMeter({ credit, end, short }: Props) {
  const now = useNow();
  const calm = credit.level === "FINE" && !isOver(credit);
  const Mark = calm ? IconCoin : IconAlertTriangleFilled;
  return (
    <Link to="/credit" className={classes.meter} data-level={isOver(credit) ? "RED" : credit.level}>
      <Group gap="xs" wrap="nowrap">
        <Mark size={16} aria-hidden />
        <Text component="span" size="sm" fw={550}>
          {isOver(credit) ? (
            `Credit ${credit.status === "EXPIRED" ? "expired" : "used up"}`
          ) : (
            <>
              <Amount value={leftAt(credit, now)} /> left
            </>
          )}
        </Text>
        {!short && (
          <Text component="span" size="sm">
            {ending(credit, end, now)}
          </Text>
        )}
      </Group>
    </Link>
  );
}

function ending(credit: CreditView, end: End | null, now: number): string {
  if (!end || isOver(credit)) return "";
  const ends = end.cause === "RUN_LIMIT" ? "a machine stops" : "ends";
  return `· ${ends} ${meterWords(end.at, now)}`;
}
