import { Box, Group, Stack, Text, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./page.module.css";
import { type Crumb, useTitle } from "./place";

interface Props {
  title: string;
  /** In front of the title on the browser's tab: what one wants to see from another tab. */
  tab?: string;
  /** One line of state, in words. */
  state?: ReactNode;
  action?: ReactNode;
  menu?: ReactNode;
  crumbs?: readonly Crumb[];
}

export function PageHead({ title, tab, state, action, menu, crumbs = [] }: Props) {
  useTitle(tab ? `${tab}: ${title}` : title, crumbs);
  return (
    <Group justify="space-between" align="flex-start" gap="md" mb="xl" wrap="nowrap">
      <Stack gap="xs" miw={0}>
        <Title order={1} className={classes.title}>
          {title}
        </Title>
        {state && (
          <Text component="div" c="dimmed" size="md" className={classes.state}>
            {state}
          </Text>
        )}
      </Stack>
      <Group gap="sm" wrap="nowrap" flex="none">
        {action && <PrimaryAction>{action}</PrimaryAction>}
        {menu}
      </Group>
    </Group>
  );
}

/** On a phone the primary action sticks to the bottom, under the thumb. */
export function PrimaryAction({ children }: { children: ReactNode }) {
  const phone = useIsPhone();
  return phone ? <Box className={classes.stuck}>{children}</Box> : <>{children}</>;
}

export function useIsPhone(): boolean {
  return useMediaQuery("(max-width: 47.49em)", false, { getInitialValueInEffect: false });
}
