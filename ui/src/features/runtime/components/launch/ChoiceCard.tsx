import { Box, Group, Radio, Text } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./launch.module.css";

interface Props {
  value: string;
  name: string;
  icon?: ReactNode;
  disabled?: boolean;
  aside?: ReactNode;
  children?: ReactNode;
}

/** One of several: the whole card is the radio. */
export function ChoiceCard({ value, name, icon, disabled, aside, children }: Props) {
  return (
    <Radio.Card
      value={value}
      className={classes.card}
      disabled={disabled}
      data-disabled={disabled || undefined}
    >
      <Group gap="md" wrap="nowrap" align="flex-start">
        {icon ?? <Radio.Indicator mt={2} disabled={disabled} />}
        <Box miw={0} flex={1}>
          <Group justify="space-between" gap="sm">
            <Text component="span" fw={550}>
              {name}
            </Text>
            {aside && (
              <Text component="span" size="sm">
                {aside}
              </Text>
            )}
          </Group>
          <Text component="div" size="sm" c="dimmed">
            {children}
          </Text>
        </Box>
      </Group>
    </Radio.Card>
  );
}
