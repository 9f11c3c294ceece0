import { Textarea, TextInput } from "@mantine/core";

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
      maxLength={255}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      required
    />
  );
}
