import { Alert, Stack, Text } from "@mantine/core";
import { type Icon, IconClockPause, IconDatabaseOff, IconPlugConnectedX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type Live, useLive } from "@/api/events";
import type { CreditView } from "@/api/types";
import { Early } from "@/components/Early";
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
      <Trouble live={live} />
      {credit.data && <OwnCredit credit={credit.data} />}
    </Stack>
  );
}

/** Waits for whether the credit asks for a banner. */
export function UnderBanners({ children }: { children: ReactNode }) {
  const enabled = hasRole(useMe(), "RESEARCHER");
  const { isPending } = useQuery({ ...creditQuery, enabled });
  return <Early isKnown={!enabled || !isPending}>{children}</Early>;
}

/** The worst of what is broken: the rest follows from it. */
function Trouble({ live }: { live: Live }) {
  if (!live.connected) {
    return (
      <Broken icon={IconPlugConnectedX} title="Connection lost; trying again">
        Shown as of {atSecond(live.heardAt)}. What runs goes on. A command you send now is kept and sent once.
      </Broken>
    );
  }
  if (live.diskFull) {
    return (
      <Broken icon={IconDatabaseOff} title="The disk of this service is full">
        What runs goes on and is metered to the second. Commands may be refused or wait until its operator has
        freed some space, then all goes on by itself.
      </Broken>
    );
  }
  if (live.databaseAway) {
    return (
      <Broken icon={IconDatabaseOff} title="The database is away">
        Shown as of {atSecond(live.heardAt)}. What runs goes on and is metered to the second. Commands are
        accepted again once it is back.
      </Broken>
    );
  }
  if (live.delayed) {
    return (
      <Broken icon={IconClockPause} title="Starting and stopping are delayed">
        Commands are accepted and will be done by themselves. Metering and the end of credit are exact as
        always.
      </Broken>
    );
  }
  return null;
}

function Broken({ icon: Sign, title, children }: { icon: Icon; title: string; children: ReactNode }) {
  return (
    <Alert color="amber" icon={<Sign aria-hidden />} role="status" title={title}>
      <Text size="sm">{children}</Text>
    </Alert>
  );
}

function OwnCredit({ credit }: { credit: CreditView }) {
  return <CreditBanner credit={credit} end={useFirstEnd(credit)} />;
}
