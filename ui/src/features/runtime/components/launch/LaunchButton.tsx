import { Button, Stack, Text } from "@mantine/core";
import type { EstimateView } from "@/api/types";
import { PrimaryAction } from "@/components/PageHead";
import { ProblemNote } from "@/components/Problem";
import { nanos, perHour } from "@/lib/money";

interface Props {
  /** Of exactly what is chosen now; undefined while it is being computed. */
  estimate: EstimateView | undefined;
  /** What has to be chosen first. */
  missing: string | null;
  launch: { busy: boolean; error: unknown };
}

/** Carries the price. Disabled only with the reason and what would help. */
export function LaunchButton({ estimate, missing, launch }: Props) {
  const refused = estimate !== undefined && !estimate.admission.admitted;
  return (
    <Stack gap="sm">
      <ProblemNote error={launch.error} />
      <PrimaryAction>
        <Button
          type="submit"
          size="lg"
          fullWidth
          loading={launch.busy}
          disabled={missing !== null || estimate === undefined || refused}
          aria-describedby={refused ? "why-not" : "launch-note"}
        >
          {estimate ? `Launch · ${perHour(nanos(estimate.runningPerHour))}` : "Launch"}
        </Button>
      </PrimaryAction>
      <Text id="launch-note" size="xs" c="dimmed">
        {missing ?? note(refused)}
      </Text>
    </Stack>
  );
}

function note(refused: boolean): string {
  if (refused) return "The reason and what helps stand above.";
  return "Charged from the moment the machine starts until it has stopped.";
}
