import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { problemIn } from "@/api/client";

/** Beside the form it belongs to: what happened, what to do, and the number support will ask for. */
export function ProblemNote({ error }: { error: unknown }) {
  if (!error) return null;
  const { detail, nextStep, supportId, code, fields } = problemIn(error);
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="alert" title={detail}>
      <Stack gap="xs">
        {fields && fields.length > 0 && (
          <ul>
            {fields.map(({ field, message }) => (
              <li key={field}>
                {field}: {message}
              </li>
            ))}
          </ul>
        )}
        <Text size="sm">{nextStep}</Text>
        <Text size="xs" c="dimmed">
          {code}
          {supportId && ` · Support id ${supportId}`}
        </Text>
      </Stack>
    </Alert>
  );
}

/** In the place of something that could not be read. */
export function LoadFailed({ error, retry, what }: { error: unknown; retry: () => void; what: string }) {
  const { detail, nextStep, supportId } = problemIn(error);
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={`${what} could not be read`}
      role="alert"
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          {detail} {nextStep} What runs goes on, and is metered as before.
        </Text>
        <Group gap="md">
          <Button variant="default" size="xs" onClick={retry}>
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
