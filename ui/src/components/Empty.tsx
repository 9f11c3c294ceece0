import { Stack, Text, Title } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface Props {
  icon: Icon;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

/** What will be here, why it is empty, the one thing to do. */
export function Empty({ icon: Drawing, title, children, action }: Props) {
  return (
    <Stack align="center" gap="sm" py={48} px="lg" ta="center">
      <Drawing size={36} stroke={1.2} color="var(--muted)" aria-hidden />
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text c="dimmed" maw={420}>
        {children}
      </Text>
      {action}
    </Stack>
  );
}
