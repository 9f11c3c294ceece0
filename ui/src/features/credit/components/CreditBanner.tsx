import { Alert, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangleFilled, IconClockExclamation, IconPlayerPlay } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import type { CreditView, End, RuntimeView } from "@/api/types";
import { announce } from "@/components/announce";
import { LinkText } from "@/components/LinkButton";
import { When } from "@/components/When";
import { useNow } from "@/lib/clock";
import { money, nanos } from "@/lib/money";
import { lasting, stopwatch } from "@/lib/time";
import { toolName } from "@/model/tool";
import { isOver, overWords } from "@/model/credit";

interface Props {
  credit: CreditView;
  /** Of the first machine. */
  end: End | null;
  /** What can start again of what the end of credit stopped. */
  restorable: readonly RuntimeView[];
  /** The id of who is looking. */
  me: string;
}

/** Above a page while the end of the credit asks something of the person, else nothing. */
export function CreditBanner({ credit, end, restorable, me }: Props) {
  if (isOver(credit)) return <Ended credit={credit} />;
  const credits = credit.end;
  if (credit.level === "RED" && credits !== null)
    return <NearlyOver credit={credit} machines={end} endsAt={credits.at} />;
  if (restorable.length > 0 && credit.status === "ACTIVE") return <Restorable all={restorable} me={me} />;
  return null;
}

/** Not role "alert": the countdown inside would be read out each second. */
const QUIET = { "role": "region", "aria-label": "Credit" };

const WARNED_AT = [60, 15, 10, 5, 1].map((minutes) => minutes * 60_000);

interface NearlyOverProps {
  credit: CreditView;
  /** null: nothing has to stop. */
  machines: End | null;
  endsAt: string;
}

function NearlyOver({ credit, machines, endsAt }: NearlyOverProps) {
  const now = useNow();
  const first = machines?.at ?? endsAt;
  const what = machines ? "Machines on your credit stop" : "Credit ends";
  const left = Date.parse(first) - now;
  useWarnings(left, what);
  return (
    <Alert
      {...QUIET}
      color="red"
      icon={<IconClockExclamation aria-hidden />}
      title={
        <>
          {what} at <When at={first} as="second" />
        </>
      }
    >
      <Group gap="xl" justify="space-between">
        <Text size="sm">
          {machines && (
            <>
              Credit ends at <When at={endsAt} as="second" />.{" "}
            </>
          )}
          {nearlyOverWords(credit, machines)}
        </Text>
        {left > 0 && (
          <Text component="div" size="xl" fw={600} role="timer" aria-label="Time left">
            {stopwatch(left)}
          </Text>
        )}
      </Group>
    </Alert>
  );
}

function nearlyOverWords(credit: CreditView, machines: End | null): string {
  if (machines)
    return "Disks on it are kept for 30 days then. Save your work, stop what you do not need, or ask an administrator for more credit.";
  return credit.runningMachines > 0
    ? "What runs goes on: a billing account takes over then."
    : "Nothing runs; disks use what is left and are kept. Ask an administrator for more credit to start something.";
}

/** Spoken at the warning instants only, not each second. */
function useWarnings(left: number, what: string): void {
  const warned = useRef<number | null>(null);
  const step = WARNED_AT.filter((at) => left <= at).at(-1) ?? null;
  useEffect(() => {
    if (step !== null && step !== warned.current && left > 0) announce(`${what} in ${lasting(left)}.`);
    warned.current = step;
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once per step, not per second
  }, [step, what]);
}

function Ended({ credit }: { credit: CreditView }) {
  const { grace } = credit;
  const now = useNow();
  const isKept = grace !== null && Date.parse(grace.until) > now;
  return (
    <Alert
      {...QUIET}
      color="red"
      icon={<IconAlertTriangleFilled aria-hidden />}
      title={`Your credit ${overWords(credit)}`}
    >
      <Text size="sm">
        {credit.runningMachines > 0 ? "Machines on it are being stopped." : "Machines on it are stopped."}{" "}
        {grace && <Grace grace={grace} />}
        Ask an administrator for more credit, or let a billing account pay;{" "}
        {isKept ? "then everything can start again with its files." : "then machines can start again."}
      </Text>
    </Alert>
  );
}

function Grace({ grace }: { grace: NonNullable<CreditView["grace"]> }) {
  const now = useNow();
  const left = Date.parse(grace.until) - now;
  return left <= 0 ? (
    <>The time for which disks were kept is over: they are being deleted. </>
  ) : (
    <>
      The platform pays for your disks, {money(nanos(grace.spent))} so far. They are kept for {lasting(left)},
      until <When at={grace.until} />, and deleted then.{" "}
    </>
  );
}

function Restorable({ all, me }: { all: readonly RuntimeView[]; me: string }) {
  return (
    <Alert {...QUIET} color="indigo" icon={<IconPlayerPlay aria-hidden />} title="There is credit again">
      <Stack gap="xs">
        <Text size="sm">
          These were stopped when the credit ended. Their files are as you left them; none starts unasked.
        </Text>
        <Group gap="lg">
          {all.map((each) => (
            <StartAgain key={each.id} runtime={each} isOwn={each.owner.id === me} />
          ))}
        </Group>
      </Stack>
    </Alert>
  );
}

/** Only its owner starts a runtime. */
function StartAgain({ runtime, isOwn }: { runtime: RuntimeView; isOwn: boolean }) {
  const { id, tool, workspace, owner } = runtime;
  const name = `${toolName(tool)} in ${workspace.name}`;
  if (!isOwn) {
    return (
      <Text size="sm">
        {name}: {owner.name} may start it.
      </Text>
    );
  }
  return (
    <LinkText to="/workspaces/$w/runtimes/$id" params={{ w: workspace.id, id }} size="sm" fw={550}>
      Start {name}
    </LinkText>
  );
}
