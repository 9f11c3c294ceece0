import { Button, Card, Center, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTitle } from "@/components/place";

/** Pages people see while they are outside. */
function Door({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  useTitle(title, []);
  return (
    <Center component="main" id="main" mih="100dvh" p="lg">
      <Card w="100%" maw={420} padding="xl">
        <Stack gap="lg">
          <Text fw={600} c="var(--accent)">
            Stipend
          </Text>
          <Title order={1} size="h2">
            {title}
          </Title>
          <Text>{children}</Text>
          {action}
        </Stack>
      </Card>
    </Center>
  );
}

export function signInAddress(to: string): string {
  return `/sign-in?to=${encodeURIComponent(to)}`;
}

export function SignedOut() {
  return (
    <Door
      title="You are signed out"
      action={
        <Button component="a" href={signInAddress("/")} fullWidth>
          Sign in
        </Button>
      }
    >
      What runs goes on and is metered as before. Stop it first if you are done with it.
    </Door>
  );
}

export function SessionExpired({ to }: { to: string }) {
  return (
    <Door
      title="Your session has ended"
      action={
        <Button component="a" href={signInAddress(to)} fullWidth>
          Sign in again
        </Button>
      }
    >
      Nothing that runs was changed, and nothing you sent was lost half-way. After signing in you are back on
      this page.
    </Door>
  );
}

export function Disabled() {
  return (
    <Door title="This account is disabled">
      Your machines are stopped and your disks are kept. An administrator can say why and enable it again.
    </Door>
  );
}

export function SigningIn() {
  return <Door title="Taking you to sign-in">One moment.</Door>;
}
