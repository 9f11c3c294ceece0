import { Stack, Text, Title } from "@mantine/core";
import { LinkButton } from "./LinkButton";
import { useTitle } from "./place";

/** Unknown and forbidden look the same. */
export function NotFound() {
  useTitle("Not found", []);
  return (
    <Stack gap="md" align="flex-start" py={48}>
      <Title order={1}>This page does not exist</Title>
      <Text c="dimmed">
        It may have been deleted, or it belongs to a workspace you are not a member of. Nothing was changed.
      </Text>
      <LinkButton to="/" variant="default">
        Go home
      </LinkButton>
    </Stack>
  );
}
