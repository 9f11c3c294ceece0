import { Card, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { NoticePreference, NoticePreferencesView } from "@/api/types";
import { Loaded } from "@/components/Loaded";
import { ProblemNote } from "@/components/Problem";
import { noticeKindName, whenTold } from "@/model/notice";
import { preferencesQuery, useChangePreference } from "../api/preferences";
import classes from "./notice.module.css";

/** What one wants to be told of, and where; each choice is kept at once. */
export function Preferences() {
  const query = useQuery(preferencesQuery);
  return (
    <Loaded query={query} what="What you are told">
      {(view) => <Shown view={view} />}
    </Loaded>
  );
}

function Shown({ view }: { view: NoticePreferencesView }) {
  const { run: change, busy, error } = useChangePreference();
  const mail = view.mail && view.address !== null;
  return (
    <Stack gap="md" maw="var(--form-width)">
      <Text c="dimmed">{whereMailGoes(view)}</Text>
      <ProblemNote error={error} />
      <Stack component="ul" gap="sm" className={classes.list} aria-label="What you are told of">
        {view.always.map((kind) => (
          <Choice key={kind} preference={{ kind, app: true, mail: true }} mail={mail} />
        ))}
        {view.preferences.map((preference) => (
          <Choice
            key={preference.kind}
            preference={preference}
            mail={mail}
            onChange={busy ? undefined : change}
          />
        ))}
      </Stack>
    </Stack>
  );
}

function whereMailGoes({ mail, address }: NoticePreferencesView): string {
  if (!mail) return "No mail is sent here, so you are told in the app.";
  if (address === null) {
    return "You get no mail: whoever signs you in has not verified that your address is yours. Verify it there and sign in again; until then you are told in the app.";
  }
  return `Mail goes to ${address}. Each choice holds from the next notice on.`;
}

interface ChoiceProps {
  preference: NoticePreference;
  /** Whether there is mail for them. */
  mail: boolean;
  /** None: it cannot be turned off, or a choice is being kept. */
  onChange?: (preference: NoticePreference) => void;
}

function Choice({ preference, mail, onChange }: ChoiceProps) {
  const name = noticeKindName(preference.kind);
  const always = preference.kind === "CREDIT_ENDED";
  const box = (where: "app" | "mail", label: string) => (
    <Checkbox
      label={label}
      aria-label={`${name}: ${label.toLowerCase()}`}
      checked={preference[where]}
      disabled={always}
      onChange={(event) => onChange?.({ ...preference, [where]: event.currentTarget.checked })}
    />
  );
  return (
    <Card component="li" padding="md">
      <Group justify="space-between" gap="md">
        <Stack gap={0} miw={0}>
          <Text fw={550}>{name}</Text>
          <Text size="sm" c="dimmed">
            {whenTold(preference.kind)}
            {always && " Everybody is told."}
          </Text>
        </Stack>
        <Group gap="lg">
          {box("app", "In the app")}
          {mail && box("mail", "By mail")}
        </Group>
      </Group>
    </Card>
  );
}
