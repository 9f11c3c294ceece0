import { Alert, Stack, Text } from "@mantine/core";
import { IconClockPause, IconPlugConnectedX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useLive } from "@/api/events";
import type { CreditView } from "@/api/types";
import { creditQuery } from "@/features/credit/api/get-credit";
import { CreditBanner } from "@/features/credit/components/CreditBanner";
import { atSecond } from "@/lib/time";
import { hasRole, useMe } from "../me";
import { useFirstEnd } from "../pool";
import classes from "./frame.module.css";

/** What everybody on every page has to know, and nothing else. */
export function Banners() {
  const me = useMe();
  const live = useLive();
  const credit = useQuery({ ...creditQuery, enabled: hasRole(me, "RESEARCHER") });
  return (
    <Stack gap="md" mb="xl" className={classes.banners}>
      {!live.connected && (
        <Alert
          color="amber"
          icon={<IconPlugConnectedX aria-hidden />}
          role="status"
          title="Connection lost; trying again"
        >
          <Text size="sm">
            Shown as of {atSecond(live.heardAt)}. What runs goes on. A command you send now is kept and sent
            once.
          </Text>
        </Alert>
      )}
      {live.connected && live.delayed && (
        <Alert
          color="amber"
          icon={<IconClockPause aria-hidden />}
          role="status"
          title="Starting and stopping are delayed"
        >
          <Text size="sm">
            Commands are accepted and will be done by themselves. Metering and the end of credit are exact as
            always.
          </Text>
        </Alert>
      )}
      {credit.data && <OwnCredit credit={credit.data} />}
    </Stack>
  );
}

function OwnCredit({ credit }: { credit: CreditView }) {
  return <CreditBanner credit={credit} end={useFirstEnd(credit)} />;
}
