import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { problemIn } from "@/api/client";
import { useTitle } from "@/components/place";

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
