import { Radio, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { PutPayer, WorkspacePayerView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { Facts } from "@/components/Facts";
import { Payer } from "@/components/Payer";
import { nanos } from "@/lib/money";
import { aMonthOf } from "@/model/billing";
import { accountsQuery } from "../../api/get-accounts";
import { type StepProps, StepForm } from "./Wizard";

export function WhatChanges({ workspace, view, choice, onChoose, onNext, onBack }: StepProps) {
  const burn = nanos(workspace.burnPerHour);
  const toAccount = choice.kind === "BILLING_ACCOUNT";
  const credit = `Credit of ${workspace.creator.name}`;
  return (
    <StepForm verb="Continue" away="Cancel" onSubmit={onNext} onBack={onBack}>
      <KindChoice
        view={view}
        value={choice.kind}
        credit={credit}
        onChange={(kind) => onChoose({ kind, when: "NOW" })}
      />
      <Facts
        lines={[
          ["Pays now", <Payer key="n" payer={view.payer} />],
          ["Would pay", toAccount ? "A billing account of your own" : credit],
          [
            "Costs at this pace",
            <>
              <Amount value={aMonthOf(burn)} per=" a month" />,{" "}
              <Amount value={burn} precision="rate" per="/h" />
            </>,
          ],
        ]}
      />
      <Text>{toAccount ? ON_ACCOUNT : ON_CREDIT}</Text>
    </StepForm>
  );
}

const ON_ACCOUNT =
  "The account pays for everything in the workspace from then on, whoever runs it: the credit no longer covers it, and there is no end at which machines stop by themselves. What is left of the credit stays with its owner. Nothing is stopped or restarted.";
const ON_CREDIT =
  "The credit pays for everything in the workspace from then on, whoever runs it. When it ends, machines stop and disks are kept for 30 days. Nothing is stopped or restarted now.";

interface KindProps {
  view: WorkspacePayerView;
  value: PutPayer["kind"];
  credit: string;
  onChange: (kind: PutPayer["kind"]) => void;
}

function KindChoice({ view: { allowed, bound }, value, credit, onChange }: KindProps) {
  const accounts = useQuery(accountsQuery);
  if (bound.account === null || !allowed.credit) return null;
  const hasCredit = accounts.data?.some(({ kind }) => kind === "CREDIT") ?? true;
  return (
    <Radio.Group label="Who is to pay" value={value} onChange={(kind) => onChange(kind as PutPayer["kind"])}>
      <Stack gap="sm" mt="xs">
        <Radio value="BILLING_ACCOUNT" label="Another billing account of your own" />
        <Radio
          value="CREDIT"
          label={credit}
          description={hasCredit ? "While some is left." : "Nothing is left of it that could pay."}
          disabled={!hasCredit}
        />
      </Stack>
    </Radio.Group>
  );
}
