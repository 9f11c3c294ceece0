import { Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import type { Role, WorkspaceView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { LinkText } from "@/components/LinkButton";
import { Payer } from "@/components/Payer";
import { nanos } from "@/lib/money";
import { plural } from "@/lib/words";
import { standingName } from "@/model/workspace";
import classes from "./workspace.module.css";

interface Props {
  workspaces: readonly WorkspaceView[];
  /** Of who is looking. */
  roles: readonly Role[];
}

export function WorkspaceCards({ workspaces, roles }: Props) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md" component="ul" className={classes.cards}>
      {workspaces.map((workspace) => (
        <WorkspaceCard key={workspace.id} workspace={workspace} standing={standingName(workspace, roles)} />
      ))}
    </SimpleGrid>
  );
}

function WorkspaceCard({ workspace, standing }: { workspace: WorkspaceView; standing: string }) {
  return (
    <Card component="li" className={classes.card}>
      <Stack gap="sm" h="100%">
        <div>
          <Title order={2} size="h3" className={classes.name}>
            <LinkText to="/workspaces/$w" params={{ w: workspace.id }} c="inherit" className={classes.whole}>
              {workspace.name}
            </LinkText>
          </Title>
          <Text size="sm" c="dimmed" lineClamp={2}>
            {workspace.description || "No description"}
          </Text>
        </div>
        <Group gap="lg" mt="auto" justify="space-between" wrap="nowrap">
          <Text component="div" size="sm" fw={500} c={workspace.running > 0 ? "var(--running)" : "dimmed"}>
            {workspace.running > 0 ? `${workspace.running} running` : "Nothing running"}
          </Text>
          <Text component="div" size="sm">
            <Amount value={nanos(workspace.burnPerHour)} precision="rate" per="/h" />
          </Text>
        </Group>
        <Group gap="sm" justify="space-between" className={classes.foot}>
          <Text component="div" size="xs" c="dimmed">
            <Payer payer={workspace.payer} />
          </Text>
          <Text size="xs" c="dimmed">
            {standing} · {plural(workspace.disks, "disk")}
          </Text>
        </Group>
      </Stack>
    </Card>
  );
}
