import { Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { ConfirmForm } from "@/components/ConfirmForm";
import type { CreditView } from "@/api/types";
import { toast } from "@/components/toasts";
import { serverNow } from "@/lib/clock";
import { decimal, money, nanos, typedAmount } from "@/lib/money";
import { useGrantCredit } from "../api/grant-credit";
import { AmountField, type FieldProps, ReasonField, reasonProblem } from "./GrantFields";

const MOST = nanos("1000");

interface Props {
  person: CreditView["researcher"];
  onClose: () => void;
}

export function GrantForm({ person, onClose }: Props) {
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const [asked, setAsked] = useState(false);
  const typed = typedAmount(amount);
  const grant = useGrantCredit(() => {
    toast({ tone: "done", text: `${typed === null ? "Credit" : money(typed)} granted to ${person.name}` });
    onClose();
  });
  const wrong = problems(amount, reason, until);

  const confirm = () => {
    setAsked(true);
    if (typed === null || wrong.amount || wrong.reason || wrong.until) return;
    grant.run({
      person: person.id,
      body: { amount: decimal(typed), reason: reason.trim(), expiresAt: until ? endOfDay(until) : null },
    });
  };
  return (
    <ConfirmForm
      verb={typed !== null && !wrong.amount ? `Grant ${money(typed)}` : "Grant credit"}
      command={grant}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Stack gap="md">
        <AmountField
          description={`Up to ${money(MOST)} a grant. It can be spent at once.`}
          value={amount}
          onChange={setAmount}
          error={asked && wrong.amount}
          required
        />
        <ReasonField value={reason} onChange={setReason} error={asked && wrong.reason} />
        <ExpiryField value={until} onChange={setUntil} error={asked && wrong.until} />
      </Stack>
    </ConfirmForm>
  );
}

function ExpiryField({ value, onChange, error }: FieldProps) {
  return (
    <TextInput
      type="date"
      label="Expires"
      description="Optional. The last day it can be spent, in UTC."
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}

function problems(amount: string, reason: string, until: string) {
  return {
    amount: amountProblem(amount),
    reason: reasonProblem(reason, "grant"),
    until: until ? dayProblem(until) : null,
  };
}

function dayProblem(day: string): string | null {
  if (!/^\d{4}-/.test(day)) return "A day with a year of four digits.";
  return Date.parse(endOfDay(day)) > serverNow() ? null : "This day is over; choose a later one.";
}

function amountProblem(text: string): string | null {
  const typed = typedAmount(text);
  if (typed === null || typed === 0n) return "An amount in dollars, such as 50 or 12.50.";
  return typed > MOST ? `At most ${money(MOST)}; more needs a second approval.` : null;
}

/** Grants end with the day: the first instant after it. */
function endOfDay(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString();
}
