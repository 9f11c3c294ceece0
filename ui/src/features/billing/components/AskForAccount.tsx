import { Anchor, Modal, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import type { AccountRequest } from "@/api/types";
import { ConfirmForm } from "@/components/ConfirmForm";
import { isVisible, tooLong } from "@/lib/words";
import { useAskForAccount } from "../api/change-accounts";

const MOST = 200;

/** For those who have no billing account: the programme helps with one. */
export function AskForAccount() {
  const [asking, { open, close }] = useDisclosure(false);
  const [isSent, setSent] = useState(false);
  const sent = () => {
    setSent(true);
    close();
  };
  return (
    <Text size="sm" component="div" role="status">
      {isSent ? (
        "Your request is with the programme; it answers by mail or phone. The credit pays meanwhile."
      ) : (
        <>
          No billing account?{" "}
          <Anchor component="button" type="button" size="sm" onClick={open}>
            Ask the programme for one…
          </Anchor>
        </>
      )}
      <Modal opened={asking} onClose={close} title="Ask for a billing account">
        <AskForm onClose={close} onSent={sent} />
      </Modal>
    </Text>
  );
}

function AskForm({ onClose, onSent }: { onClose: () => void; onSent: () => void }) {
  const [words, setWords] = useState({ name: "", institution: "", nih: "", phone: "" });
  const [asked, setAsked] = useState(false);
  const ask = useAskForAccount(onSent);
  const wrong = wrongIn(words);
  const field = (key: "name" | "institution" | "phone") => ({
    value: words[key],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setWords((before) => ({ ...before, [key]: value }));
    },
    error: asked && wrong[key],
    required: true,
  });
  const confirm = () => {
    setAsked(true);
    if (Object.values(wrong).some(Boolean)) return;
    ask.run(asAsked(words));
  };
  return (
    <ConfirmForm verb="Send the request" command={ask} onConfirm={confirm} onClose={onClose}>
      <Stack gap="md">
        <TextInput label="Name" autoComplete="name" data-autofocus {...field("name")} />
        <TextInput label="Institution" autoComplete="organization" {...field("institution")} />
        <NihChoice
          value={words.nih}
          onChange={(nih) => setWords({ ...words, nih })}
          error={asked && wrong.nih}
        />
        <TextInput
          label="Phone"
          type="tel"
          description="10 or 11 digits."
          autoComplete="tel"
          {...field("phone")}
        />
      </Stack>
    </ConfirmForm>
  );
}

interface NihProps {
  value: string;
  onChange: (value: string) => void;
  error: string | false | null;
}

function NihChoice({ value, onChange, error }: NihProps) {
  return (
    <Radio.Group
      label="Is your research funded by the NIH?"
      value={value}
      onChange={onChange}
      error={error}
      required
    >
      <Stack gap="sm" mt="xs">
        <Radio value="yes" label="Yes" />
        <Radio value="no" label="No" />
      </Stack>
    </Radio.Group>
  );
}

type Words = Record<"name" | "institution" | "nih" | "phone", string>;

function asAsked({ name, institution, nih, phone }: Words): AccountRequest {
  return {
    name: name.trim(),
    institution: institution.trim(),
    nihFunded: nih === "yes",
    phone: digitsOf(phone),
  };
}

function wrongIn({ name, institution, nih, phone }: Words) {
  return {
    name: isVisible(name) ? tooLong(name, MOST) : "Write your name.",
    institution: isVisible(institution) ? tooLong(institution, MOST) : "Write the name of your institution.",
    nih: nih ? null : "Choose one.",
    phone: /^\d{10,11}$/.test(digitsOf(phone)) ? null : "10 or 11 digits.",
  };
}

/** People write numbers with spaces, brackets and dashes. */
function digitsOf(phone: string): string {
  return phone.replace(/[\s().+-]/g, "");
}
