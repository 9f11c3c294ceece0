import { Radio, Stack } from "@mantine/core";
import type { Choice } from "./choice";
import { type StepProps, StepForm } from "./Wizard";

export function WhenStep({ choice, onChoose, onNext, onBack }: StepProps) {
  return (
    <StepForm verb="Continue" onSubmit={onNext} onBack={onBack}>
      <Radio.Group
        label="When the account begins to pay"
        value={choice.when}
        onChange={(when) => onChoose({ when: when as Choice["when"] })}
      >
        <Stack gap="sm" mt="xs">
          <Radio value="NOW" label="Now" description="What is left of the credit stays with its owner." />
          <Radio
            value="WHEN_CREDIT_ENDS"
            label="When the credit ends"
            description="The credit is used up first; at the second it ends the account takes over, and no machine stops."
          />
        </Stack>
      </Radio.Group>
    </StepForm>
  );
}
