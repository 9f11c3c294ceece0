import { Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { MemberView } from "@/api/types";
import { ConfirmForm } from "@/components/ConfirmForm";
import { decimal, money, nanos, typedAmount } from "@/lib/money";
import { useCapMember } from "../api/cap-member";

interface Props {
  member: MemberView;
  workspace: string;
  onClose: () => void;
}

/** For whose credit pays. */
export function CapForm({ member, workspace, onClose }: Props) {
  const [amount, setAmount] = useState(() => (member.cap === null ? "" : money(nanos(member.cap)).slice(1)));
  const [asked, setAsked] = useState(false);
  const command = useCapMember(workspace, onClose);
  const none = amount.trim() === "";
  const typed = typedAmount(amount);
  const wrong = none || typed !== null ? null : "An amount in dollars, or empty for no cap.";
  const confirm = () => {
    setAsked(true);
    if (!wrong) command.run({ person: member.id, amount: typed === null ? null : decimal(typed) });
  };
  return (
    <ConfirmForm
      verb={none || typed === null ? "Let them spend all of it" : `Cap at ${money(typed)}`}
      command={command}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Stack gap="md">
        <Text>
          {member.name} has spent {money(nanos(member.share ?? "0"))} of your credit here. A cap decides what
          they may launch and start; what runs goes on, and their disks stay.
        </Text>
        <TextInput
          label="At most"
          leftSection="$"
          inputMode="decimal"
          description="Of all they ever spend in this workspace. Empty: no cap."
          value={amount}
          onChange={(event) => setAmount(event.currentTarget.value)}
          error={asked && wrong}
          data-autofocus
        />
      </Stack>
    </ConfirmForm>
  );
}
