import { Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { WorkspacePayerView } from "@/api/types";
import { Facts } from "@/components/Facts";
import { Payer } from "@/components/Payer";
import { When } from "@/components/When";

/** Of the last hand-off: one instant, for everything that ran. */
export function Receipt({ view, costs }: { view: WorkspacePayerView; costs: ReactNode }) {
  const { bound, earlier } = view;
  const [before] = earlier;
  return (
    <Stack gap="md" component="section" aria-label="Receipt">
      <Title order={2}>Receipt of the last hand-off</Title>
      <Facts
        lines={[
          ["At", <When key="a" at={bound.since} as="full" />],
          before ? ["Paid before", <Payer key="b" payer={before.payer} />] : null,
          ["Pays from then on", <Payer key="p" payer={bound.payer} />],
          ["Chosen by", bound.by.name],
        ]}
      />
      {costs}
    </Stack>
  );
}
