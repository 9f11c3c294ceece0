import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import type { WorkspacePayerView, WorkspaceView } from "@/api/types";
import { takeFocus } from "../focus";
import { AccountStep } from "./AccountStep";
import { type Choice, firstChoice, type Step, STEP_NAMES, stepsFor } from "./choice";
import { ConfirmStep } from "./ConfirmStep";
import { Consent } from "./Consent";
import { WhatChanges } from "./WhatChanges";
import { WhenStep } from "./WhenStep";

interface Props {
  workspace: WorkspaceView;
  view: WorkspacePayerView;
  onClose: () => void;
  onDone: () => void;
}

export interface StepProps extends Props {
  choice: Choice;
  onChoose: (part: Partial<Choice>) => void;
  onNext: () => void;
  onBack: () => void;
  /** To the step where the account is chosen. */
  onAccount: () => void;
}

const PARTS: Record<Step, (props: StepProps) => ReactNode> = {
  CHANGE: WhatChanges,
  CONSENT: Consent,
  ACCOUNT: AccountStep,
  WHEN: WhenStep,
  CONFIRM: ConfirmStep,
};

/** Nothing is sent before the last step but the checks of an account. */
export function Wizard(props: Props) {
  const [choice, setChoice] = useState<Choice>(() => firstChoice(props.view));
  const [wanted, setStep] = useState<Step>("CHANGE");
  const steps = stepsFor(choice, props.view);
  // what is chosen elsewhere meanwhile may take a step away
  const step = steps.includes(wanted) ? wanted : "CONFIRM";
  const at = steps.indexOf(step);
  const Part = PARTS[step];
  return (
    <Stack gap="lg" maw="var(--form-width)" component="section" aria-label="Change who pays">
      <div>
        <Text size="sm" c="dimmed">
          Step {at + 1} of {steps.length}
        </Text>
        <Title order={2} tabIndex={-1} key={step} ref={takeFocus}>
          {STEP_NAMES[step]}
        </Title>
      </div>
      <Part
        {...props}
        key={step}
        choice={choice}
        onChoose={(part) => setChoice((before) => ({ ...before, ...part }))}
        onNext={() => setStep(steps[at + 1] ?? step)}
        onBack={() => (at === 0 ? props.onClose() : setStep(steps[at - 1]!))}
        onAccount={() => setStep("ACCOUNT")}
      />
    </Stack>
  );
}

interface FrameProps {
  children: ReactNode;
  verb: string;
  away?: string;
  busy?: boolean;
  disabled?: boolean;
  onSubmit: () => void;
  onBack: () => void;
}

/** What a step asks, and the ways on and back. */
export function StepForm({ children, verb, away = "Back", busy, disabled, onSubmit, onBack }: FrameProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        {children}
        <Group gap="sm">
          <Button variant="default" onClick={onBack}>
            {away}
          </Button>
          <Button type="submit" loading={busy} disabled={disabled}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
