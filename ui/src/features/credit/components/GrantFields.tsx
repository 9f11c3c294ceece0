import { Textarea, TextInput } from "@mantine/core";
import { isVisible, tooLong } from "@/lib/words";

const REASON_MOST = 500;

/** What is wrong with a reason; it is kept with the grant or the revocation. */
export function reasonProblem(reason: string, keptWith: string): string | null {
  return isVisible(reason) ? tooLong(reason, REASON_MOST) : `Say why; it is kept with the ${keptWith}.`;
}

export interface FieldProps {
  value: string;
  onChange: (value: string) => void;
  error: string | false | null;
}

interface AmountProps extends FieldProps {
  description: string;
  required?: boolean;
}

export function AmountField({ description, value, onChange, error, required }: AmountProps) {
  return (
    <TextInput
      label="Amount"
      leftSection="$"
      inputMode="decimal"
      description={description}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      required={required}
      data-autofocus
    />
  );
}

export function ReasonField({ value, onChange, error }: FieldProps) {
  return (
    <Textarea
      label="Reason"
      description="The researcher reads it too."
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      required
    />
  );
}
