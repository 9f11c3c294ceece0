import { Stack, Title } from "@mantine/core";
import { IconCoin, IconUsers } from "@tabler/icons-react";
import type { CreditView, End } from "@/api/types";
import { Empty } from "@/components/Empty";
import { BurnDown } from "./BurnDown";
import { CreditSummary } from "./CreditSummary";
import { Grants } from "./Grants";
import { Spenders } from "./Spenders";

interface Props {
  credit: CreditView;
  /** Of the first machine. */
  end: End | null;
  mayRevoke: boolean;
  /** Whether the workspaces are open to who is looking. */
  mayOpen: boolean;
}

/** A pool seen whole: the same for its owner and for an admin. */
export function CreditPanels({ credit, end, mayRevoke, mayOpen }: Props) {
  return (
    <Stack gap={32}>
      <CreditSummary credit={credit} end={end} />
      <BurnDown credit={credit} />
      <Stack gap="md">
        <Title order={2}>Grants, in the order they burn</Title>
        {credit.grants.length > 0 ? (
          <Grants credit={credit} mayRevoke={mayRevoke} />
        ) : (
          <Empty icon={IconCoin} title="No grants">
            Credit is given by administrators; each grant has a reason and may have a last day.
          </Empty>
        )}
      </Stack>
      <Stack gap="md">
        <Title order={2}>Who spent it</Title>
        {credit.spenders.length > 0 ? (
          <Spenders credit={credit} mayOpen={mayOpen} />
        ) : (
          <Empty icon={IconUsers} title="Nobody spent anything yet">
            Each person's share of each workspace will stand here.
          </Empty>
        )}
      </Stack>
    </Stack>
  );
}
