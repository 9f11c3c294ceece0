import { Button, Group, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import type { FunderView } from "@/api/types";
import { Loaded } from "@/components/Loaded";
import { ProblemNote } from "@/components/Problem";
import { accountNumber, accountStateName } from "@/model/billing";
import { useCheckAccount } from "../../api/change-accounts";
import { accountsQuery } from "../../api/get-accounts";
import { AskForAccount } from "../AskForAccount";
import { AccountState } from "./AccountState";
import { type StepProps, StepForm } from "./Wizard";

export function AccountStep(props: StepProps) {
  const accounts = useQuery(accountsQuery);
  return (
    <Loaded query={accounts} what="Your billing accounts">
      {(all) => <Shown {...props} accounts={all.filter(({ account }) => account !== null)} />}
    </Loaded>
  );
}

function Shown({ accounts, choice, view, onChoose, onNext, onBack }: StepProps & { accounts: FunderView[] }) {
  const [asked, setAsked] = useState(false);
  const check = useCheckAccount();
  const chosen = accounts.find(({ account }) => account === choice.account);
  const goOn = () => {
    setAsked(true);
    if (chosen?.state === "OPEN" && choice.account !== view.bound.account) onNext();
  };
  // an old answer is not believed when the bill is handed over
  const choose = (account: string) => {
    onChoose({ account });
    check.run(account);
  };
  return (
    <>
      <StepForm verb="Continue" onSubmit={goOn} onBack={onBack}>
        <Accounts
          accounts={accounts}
          value={choice.account}
          onChange={choose}
          error={asked && wrongWith(chosen, view.bound.account)}
        />
        {chosen && (
          <AccountState
            key={chosen.account}
            account={chosen}
            onForgotten={() => onChoose({ account: null })}
          />
        )}
        <NewAccount isAsked={asked && accounts.length === 0} onNamed={(account) => onChoose({ account })} />
      </StepForm>
      <AskForAccount />
    </>
  );
}

interface AccountsProps {
  accounts: readonly FunderView[];
  value: string | null;
  onChange: (account: string) => void;
  error: string | false | null;
}

function Accounts({ accounts, ...choice }: AccountsProps) {
  if (accounts.length === 0) {
    return <Text c="dimmed">You have no billing account here yet. Name one by its number.</Text>;
  }
  return (
    <Radio.Group label="Your billing accounts" {...choice}>
      <Stack gap="sm" mt="xs">
        {accounts.map((each) => (
          <Account key={each.account} each={each} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function Account({ each: { account, name, state } }: { each: FunderView }) {
  return (
    <Radio
      value={account!}
      label={name ? `${name} · ${account}` : account}
      description={accountStateName(state)}
    />
  );
}

function wrongWith(chosen: FunderView | undefined, bound: string | null): string | null {
  if (!chosen) return "Choose an account.";
  if (chosen.account === bound) return "This account is the payer already; choose another one.";
  if (chosen.state === "CHECKING") return "Wait until it is checked.";
  return chosen.state === "OPEN" ? null : "This account cannot pay yet: see what is missing.";
}

interface NewProps {
  isAsked: boolean;
  onNamed: (account: string) => void;
}

/** Registers an account by its number; what the cloud says of it follows. */
function NewAccount({ isAsked, onNamed }: NewProps) {
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState(false);
  const number = accountNumber(typed);
  const register = useCheckAccount(() => {
    if (number) onNamed(number);
    setTyped("");
    setAsked(false);
  });
  const add = () => {
    setAsked(true);
    if (number) register.run(number);
  };
  const addByEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  };
  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <TextInput
          flex={1}
          label="Number of another account"
          description="Like 012345-6789AB-CDEF01, from the cloud's console under Billing."
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={addByEnter}
          error={(asked || isAsked) && !number && "A number like 012345-6789AB-CDEF01: digits and A to F."}
          inputWrapperOrder={["label", "input", "description", "error"]}
          autoComplete="off"
        />
        <Button variant="default" mt="xl" loading={register.busy} onClick={add}>
          Check it
        </Button>
      </Group>
      <ProblemNote error={register.error} />
    </Stack>
  );
}
