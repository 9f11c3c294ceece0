import { Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { GrantView } from "@/api/types";
import { ConfirmForm } from "@/components/ConfirmForm";
import { decimal, money, nanos, typedAmount } from "@/lib/money";
import { useRevokeGrant } from "../api/revoke-grant";
import { AmountField, ReasonField, reasonProblem } from "./GrantFields";

export function RevokeForm({ grant, onClose }: { grant: GrantView; onClose: () => void }) {
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const revoke = useRevokeGrant(onClose);
  const all = amount.trim() === "";
  const typed = typedAmount(amount);
  const amountWrong =
    all || (typed !== null && typed > 0n) ? null : "An amount in dollars, or empty for all that is left.";
  const reasonWrong = reasonProblem(reason, "revocation");

  const confirm = () => {
    setAsked(true);
    if (amountWrong || reasonWrong) return;
    revoke.run({
      grant: grant.id,
      body: { amount: all || typed === null ? null : decimal(typed), reason: reason.trim() },
    });
  };
  return (
    <ConfirmForm
      verb={all || typed === null ? "Revoke what is left" : `Revoke ${money(typed)}`}
      danger
      command={revoke}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Stack gap="md">
        <Consequences grant={grant} />
        <AmountField
          description="Empty: all that is left. What is spent already stays spent."
          value={amount}
          onChange={setAmount}
          error={asked && amountWrong}
        />
        <ReasonField value={reason} onChange={setReason} error={asked && reasonWrong} />
      </Stack>
    </ConfirmForm>
  );
}

function Consequences({ grant }: { grant: GrantView }) {
  return (
    <Text>
      {money(nanos(grant.left))} of {money(nanos(grant.amount))} is left of "{grant.reason || grant.programme}
      ". Revoking takes effect at once: if nothing else is left, machines stop; disks are kept.
    </Text>
  );
}
