import { Box, Card, Group, Radio, Text } from "@mantine/core";
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
export function ChoiceCard({ value, disabled, icon, ...body }: Props) {
  return (
    <Radio.Card
      value={value}
      className={classes.card}
      disabled={disabled}
      data-disabled={disabled || undefined}
    >
      <Body icon={icon ?? <Radio.Indicator mt={2} disabled={disabled} />} {...body} />
    </Radio.Card>
  );
}

/** Beside the choices: what cannot be chosen, with what to do about it. */
export function NoChoiceCard(body: Omit<Props, "value" | "disabled">) {
  return (
    <Card padding="md">
      <Body {...body} />
    </Card>
  );
}

function Body({ name, icon, aside, children }: Omit<Props, "value" | "disabled">) {
  return (
    <Group gap="md" wrap="nowrap" align="flex-start">
      {icon}
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
  );
}
