import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconLoader2 } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import type { FunderView } from "@/api/types";
import { announce } from "@/components/announce";
import { ProblemNote } from "@/components/Problem";
import { When } from "@/components/When";
import { accountStateName } from "@/model/billing";
import { useCheckAccount, useForgetAccount } from "../../api/change-accounts";
import { Command } from "../Command";

const LOOKS = {
  CHECKING: { color: "gray", Shape: IconLoader2 },
  OPEN: { color: "green", Shape: IconCircleCheck },
};
const IN_THE_WAY = { color: "yellow", Shape: IconAlertTriangle };

interface Props {
  account: FunderView;
  onForgotten: () => void;
}

/** What the cloud says of an account, and how each thing that is missing is mended. */
export function AccountState({ account, onForgotten }: Props) {
  const { state, missing, checkedAt } = account;
  const { color, Shape } = state === "CHECKING" || state === "OPEN" ? LOOKS[state] : IN_THE_WAY;
  useSpokenState(account);
  return (
    <Alert
      color={color}
      role="group"
      icon={<Shape aria-hidden />}
      title={`Account ${account.account}: ${accountStateName(state)}`}
    >
      <Stack gap="md">
        {state === "CHECKING" && <Text size="sm">The cloud is asked; this takes a few seconds.</Text>}
        {missing.map((each) => (
          <Missing key={each.code} missing={each} />
        ))}
        {checkedAt && (
          <Text size="xs" c="dimmed">
            As of <When at={checkedAt} as="second" />
          </Text>
        )}
        <Actions number={account.account!} isChecking={state === "CHECKING"} onForgotten={onForgotten} />
      </Stack>
    </Alert>
  );
}

function Missing({ missing: { detail, nextStep, command } }: { missing: FunderView["missing"][number] }) {
  return (
    <Stack gap="xs">
      <Text size="sm" fw={550}>
        {detail}
      </Text>
      <Text size="sm">{nextStep}</Text>
      {command && <Command command={command} />}
    </Stack>
  );
}

interface ActionProps {
  number: string;
  isChecking: boolean;
  onForgotten: () => void;
}

function Actions({ number, isChecking, onForgotten }: ActionProps) {
  const check = useCheckAccount();
  const forget = useForgetAccount(onForgotten);
  return (
    <>
      <Group gap="sm">
        <Button
          variant="default"
          size="xs"
          loading={check.busy || isChecking}
          onClick={() => check.run(number)}
        >
          Check again
        </Button>
        <Button variant="subtle" size="xs" loading={forget.busy} onClick={() => forget.run(number)}>
          Forget this account
        </Button>
      </Group>
      <ProblemNote error={check.error ?? forget.error} />
    </>
  );
}

function useSpokenState({ account, state }: FunderView): void {
  const spoken = useRef(state);
  useEffect(() => {
    if (state !== spoken.current) announce(`Account ${account}: ${accountStateName(state)}`);
    spoken.current = state;
  }, [account, state]);
}
