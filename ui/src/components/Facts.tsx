import { Box, Text } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import classes from "./page.module.css";

/** Name and value, line by line. Lines without a value are left out. */
export function Facts({ lines }: { lines: readonly (readonly [string, ReactNode] | null)[] }) {
  return (
    <dl className={classes.facts}>
      {lines
        .filter((line) => line !== null)
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}

/** One number with its name, as the cards show them side by side. */
export function Figure({ label, children, note }: { label: string; children: ReactNode; note?: ReactNode }) {
  return (
    <Box>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text component="div" size="xl" fw={600}>
        {children}
      </Text>
      {note && (
        <Text component="div" size="xs" c="dimmed">
          {note}
        </Text>
      )}
    </Box>
  );
}
