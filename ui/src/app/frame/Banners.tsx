import { Alert, Stack, Text } from "@mantine/core";
import { type Icon, IconClockPause, IconDatabaseOff, IconPlugConnectedX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type Live, useLive } from "@/api/events";
import type { CreditView, RuntimeView } from "@/api/types";
import { Early } from "@/components/Early";
import { creditQuery } from "@/features/credit/api/get-credit";
import { CreditBanner } from "@/features/credit/components/CreditBanner";
import { runtimesQuery } from "@/features/runtime/api/get-runtimes";
import { atSecond } from "@/lib/time";
import { useGoesOn } from "../going-on";
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
  const { data, isPending } = useQuery({ ...creditQuery, enabled });
  const { isKnown } = useGoesOn(data);
  const runtimes = useRestorable(data);
  return <Early isKnown={!enabled || (!isPending && isKnown && runtimes !== undefined)}>{children}</Early>;
}

/** What can start again, as far as one sees it, with whose it is; undefined: not known yet. */
function useRestorable(credit: CreditView | undefined): readonly RuntimeView[] | undefined {
  const restorable = new Set(credit?.restorable.map(({ id }) => id));
  const { data, isPending } = useQuery({ ...runtimesQuery(), enabled: restorable.size > 0 });
  if (restorable.size > 0 && isPending) return undefined;
  return (data ?? []).filter(({ id }) => restorable.has(id));
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
  const me = useMe();
  const end = useFirstEnd(credit);
  const { isKnown, goesOn } = useGoesOn(credit);
  const restorable = useRestorable(credit);
  if (!isKnown || goesOn) return null;
  return <CreditBanner credit={credit} end={end} restorable={restorable ?? []} me={me.person.id} />;
}
