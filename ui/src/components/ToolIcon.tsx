import { Center } from "@mantine/core";
import { IconChartDots, IconNotebook, IconRoute, IconTerminal2 } from "@tabler/icons-react";
import type { ToolId } from "@/api/types";

const ICONS = { jupyter: IconNotebook, rstudio: IconChartDots, cromwell: IconRoute, terminal: IconTerminal2 };

export function ToolIcon({ tool, size = 20 }: { tool: ToolId; size?: number }) {
  const Mark = ICONS[tool] ?? IconTerminal2;
  return (
    <Center w={size * 1.8} h={size * 1.8} bg="var(--accent-quiet)" bdrs="md" flex="none" aria-hidden>
      <Mark size={size} stroke={1.6} color="var(--accent)" />
    </Center>
  );
}
