import { Anchor, List, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { FunderView } from "@/api/types";
import { accountsQuery } from "../../api/get-accounts";
import { Command } from "../Command";
import { type StepProps, StepForm } from "./Wizard";

const CONSOLE = "https://console.cloud.google.com/billing";

const PLACEHOLDER = "ACCOUNT_ID";

/** Of the account that is chosen; before one is, with a place for its number. */
function commandFor(chosen: string | null, accounts: readonly FunderView[]): string | null {
  for (const { account, missing } of accounts) {
    const command = missing.find((each) => each.command !== null)?.command;
    if (!command || !account) continue;
    if (chosen === null) return command.replaceAll(account, PLACEHOLDER);
    if (chosen === account) return command;
  }
  return null;
}

/** What is agreed to, and how it is given and taken back: in the cloud, by a role, never by a token. */
export function Consent({ choice, onNext, onBack }: StepProps) {
  const accounts = useQuery(accountsQuery);
  const command = commandFor(choice.account, accounts.data ?? []);
  return (
    <StepForm verb="I agree, choose the account" onSubmit={onNext} onBack={onBack}>
      <Text>
        The platform links the workspace's project to the account as itself. For that, an administrator of the
        account gives the platform the role Billing Account User on it.
      </Text>
      <List size="sm" spacing="xs">
        <List.Item>No token or password of yours is asked for or kept.</List.Item>
        <List.Item>
          The role lets the platform link projects to the account; it cannot change or close the account.
        </List.Item>
        <List.Item>
          Taking the role away takes the consent back. Machines stop then; disks are kept.
        </List.Item>
      </List>
      {command ? (
        <>
          {choice.account === null && (
            <Text size="sm">Put the number of your account in place of {PLACEHOLDER}.</Text>
          )}
          <Command command={command} />
        </>
      ) : (
        <Text size="sm" c="dimmed">
          The exact command, with the number of the account, stands beside the account in the next step as
          long as the role is missing.
        </Text>
      )}
      <Anchor href={CONSOLE} target="_blank" rel="noreferrer" size="sm">
        Billing accounts in the cloud's console (opens another tab)
      </Anchor>
    </StepForm>
  );
}
