import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { problemIn } from "@/api/client";
import { LinkButton } from "@/components/LinkButton";
import { useTitle } from "@/components/place";

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

export function PageFailed({ error, reset }: ErrorComponentProps) {
  useTitle("Error", []);
  const router = useRouter();
  const { detail, nextStep, supportId } = problemIn(error);
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={detail} role="alert">
      <Stack gap="md">
        <Text size="sm">{nextStep}</Text>
        <Group>
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              reset();
              void router.invalidate();
            }}
          >
            Try again
          </Button>
          {supportId && (
            <Text size="xs" c="dimmed">
              Support id {supportId}
            </Text>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}
