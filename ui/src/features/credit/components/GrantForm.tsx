import { Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { ConfirmForm } from "@/components/ConfirmForm";
import type { CreditView } from "@/api/types";
import { toast } from "@/components/toasts";
import { serverNow } from "@/lib/clock";
import { decimal, money, nanos, typedAmount } from "@/lib/money";
import { utcAndOwn } from "@/lib/time";
import { useGrantCredit } from "../api/grant-credit";
import { AmountField, type FieldProps, ReasonField, reasonProblem } from "./GrantFields";

const MOST = nanos("1000");
const LONGEST_DAYS = 3_653;
const DAY = 86_400_000;

interface Props {
  person: CreditView["researcher"];
  onClose: () => void;
}

/** What is granted; before it is given it is read once more, in whole. */
export function GrantForm({ person, onClose }: Props) {
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const [asked, setAsked] = useState(false);
  const [sure, setSure] = useState(false);
  const typed = typedAmount(amount);
  const wrong = problems(amount, reason, until);

  const goOn = () => {
    setAsked(true);
    setSure(!wrong.amount && !wrong.reason && !wrong.until);
  };
  if (sure && typed !== null) {
    const wanted = { amount: typed, reason: reason.trim(), expiresAt: until ? endOfDay(until) : null };
    return <LastLook person={person} wanted={wanted} onBack={() => setSure(false)} onGiven={onClose} />;
  }
  return (
    <ConfirmForm verb="Continue" command={{ busy: false, error: null }} onConfirm={goOn} onClose={onClose}>
      <Stack gap="md">
        <AmountField
          description={`Up to ${money(MOST)} a grant. It can be spent at once.`}
          value={amount}
          onChange={setAmount}
          error={asked && wrong.amount}
          required
        />
        <ReasonField value={reason} onChange={setReason} error={asked && wrong.reason} />
        <ExpiryField value={until} onChange={setUntil} error={wrong.until} />
      </Stack>
    </ConfirmForm>
  );
}

interface LastLookProps {
  person: CreditView["researcher"];
  wanted: { amount: bigint; reason: string; expiresAt: string | null };
  onBack: () => void;
  onGiven: () => void;
}

function LastLook({ person, wanted, onBack, onGiven }: LastLookProps) {
  const grant = useGrantCredit(() => {
    toast({ tone: "done", text: `${money(wanted.amount)} granted to ${person.name}` });
    onGiven();
  });
  const body = { ...wanted, amount: decimal(wanted.amount) };
  return (
    <ConfirmForm
      verb={`Grant ${money(wanted.amount)}`}
      command={grant}
      onConfirm={() => grant.run({ person: person.id, body })}
      onClose={onBack}
      away="Back"
    >
      <Text tabIndex={-1} ref={takeFocus}>
        {person.name} gets {money(wanted.amount)}, to be spent{" "}
        {wanted.expiresAt ? `before ${utcAndOwn(wanted.expiresAt)}` : "without an end"}. What is spent cannot
        be taken back.
      </Text>
    </ConfirmForm>
  );
}

/** The button that led here is gone; what is read next stands here. */
function takeFocus(text: HTMLElement | null) {
  text?.focus();
}

function ExpiryField({ value, onChange, error }: FieldProps) {
  return (
    <TextInput
      type="date"
      label="Expires"
      description={
        value && !error
          ? `Ends ${utcAndOwn(endOfDay(value))}.`
          : "Optional. The last day it can be spent; days end at 00:00 UTC."
      }
      value={value}
      min={new Date(serverNow()).toISOString().slice(0, 10)}
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
  const left = Date.parse(endOfDay(day)) - serverNow();
  if (left <= 0) return "This day is over; choose a later one.";
  return left > LONGEST_DAYS * DAY ? "At most ten years from now, or no day for no end." : null;
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
