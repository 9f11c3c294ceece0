import { Text } from "@mantine/core";
import type { DiskView } from "@/api/types";
import { useNow } from "@/lib/clock";
import { lasting } from "@/lib/time";
import { When } from "./When";

type Kept = NonNullable<DiskView["kept"]>;

const BECAUSE: Record<Kept["cause"], string> = {
  CREDIT: "its credit has ended",
  PAYER: "its billing account cannot pay",
  MEMBERSHIP: "its owner may no longer work here",
};

interface Props {
  kept: DiskView["kept"];
  /** Where what stands around it is not about the disk. */
  isNamed?: boolean;
}

/** How long a disk is still kept that is not kept for good. */
export function KeptUntil({ kept, isNamed = false }: Props) {
  const now = useNow();
  if (!kept) return null;
  const left = Date.parse(kept.until) - now;
  return (
    <Text component="div" size="sm" c="var(--failed)">
      {left > 0 ? (
        <>
          {isNamed ? "The disk is deleted" : "Deleted"} in {lasting(left)}, on <When at={kept.until} />:{" "}
          {BECAUSE[kept.cause]}.
        </>
      ) : (
        <>
          {isNamed ? "The disk is being deleted" : "Being deleted"}: {BECAUSE[kept.cause]}.
        </>
      )}
    </Text>
  );
}
