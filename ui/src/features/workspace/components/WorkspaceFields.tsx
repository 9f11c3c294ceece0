import { Textarea, TextInput } from "@mantine/core";
import { isVisible, tooLong } from "@/lib/words";

const NAME_MOST = 80;
const DESCRIPTION_MOST = 1_000;

/** What people call a workspace, as it is typed. */
export interface Words {
  name: string;
  description: string;
}

interface Props {
  words: Words;
  onChange: (words: Words) => void;
  errors: { name?: string | false | null; description?: string | null };
  readOnly?: boolean;
}

export function WorkspaceFields({ words, onChange, errors, readOnly }: Props) {
  return (
    <>
      <TextInput
        label="Name"
        description="What the people you work with will look for."
        value={words.name}
        onChange={(event) => onChange({ ...words, name: event.currentTarget.value })}
        error={errors.name}
        readOnly={readOnly}
        autoComplete="off"
        data-autofocus
        required
      />
      <Textarea
        label="Description"
        description={`Optional, up to ${DESCRIPTION_MOST.toLocaleString("en-US")} characters.`}
        value={words.description}
        onChange={(event) => onChange({ ...words, description: event.currentTarget.value })}
        error={errors.description}
        readOnly={readOnly}
        autosize
        minRows={3}
        maxRows={8}
      />
    </>
  );
}

/** What keeps these words from being sent. */
export function wrongIn({ name, description }: Words) {
  return {
    name: isVisible(name) ? tooLong(name, NAME_MOST) : "Give it a name.",
    description: tooLong(description, DESCRIPTION_MOST),
  };
}

/** As they are sent. */
export function stripped({ name, description }: Words): Words {
  return { name: name.trim(), description: description.trim() };
}
