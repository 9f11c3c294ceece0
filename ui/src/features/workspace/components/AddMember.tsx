import { Radio, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CandidateView, MemberRole, WorkspaceView } from "@/api/types";
import { ConfirmForm } from "@/components/ConfirmForm";
import { ProblemNote } from "@/components/Problem";
import { plural } from "@/lib/words";
import { MEMBER_ROLES, memberRoleName, whatMay } from "@/model/workspace";
import { useChangeMembers } from "../api/change-members";
import { candidatesQuery } from "../api/get-candidates";
import classes from "./workspace.module.css";

const TYPING_MS = 200;

export function AddMember({ workspace, onClose }: { workspace: WorkspaceView; onClose: () => void }) {
  const [sought, setSought] = useState("");
  const [person, setPerson] = useState("");
  const [role, setRole] = useState<MemberRole>("READER");
  const [asked, setAsked] = useState(false);
  const found = useFound(workspace.id, sought);
  const add = useChangeMembers(workspace.id, onClose);
  const chosen = found.people.find(({ id }) => id === person);

  const confirm = () => {
    setAsked(true);
    if (chosen) add.run({ person: chosen.id, role });
  };
  return (
    <ConfirmForm verb="Add member" command={add} onConfirm={confirm} onClose={onClose}>
      <Stack gap="md">
        <TextInput
          label="Name or mail address"
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
          error={asked && !chosen && "Choose whom to add."}
          autoComplete="off"
          data-autofocus
          required
        />
        <ProblemNote error={found.error} />
        <Text size="sm" c="dimmed" role="status">
          {found.words}
        </Text>
        {found.people.length > 0 && (
          <PersonChoice people={found.people} value={person} onChange={setPerson} />
        )}
        <RoleChoice value={role} onChange={setRole} />
      </Stack>
    </ConfirmForm>
  );
}

/** Who could be meant by what is typed, and a sentence about it. */
function useFound(workspace: string, sought: string) {
  const [settled] = useDebouncedValue(sought, TYPING_MS);
  const { data, error, isLoading } = useQuery(candidatesQuery(workspace, settled));
  const people: readonly CandidateView[] = data?.items ?? [];
  return { people, error, words: words() };

  function words(): string | null {
    if (error) return null;
    if (isLoading) return "Searching…";
    if (!data) return "Two characters or more find researchers who have signed in once.";
    if (people.length === 0) return `No researcher who is not a member yet is found by "${settled.trim()}".`;
    if (data.nextCursor) return "There are more than these; write more of the name or address.";
    return `${plural(people.length, "person", "people")} found.`;
  }
}

interface PersonChoiceProps {
  people: readonly CandidateView[];
  value: string;
  onChange: (id: string) => void;
}

function PersonChoice({ people, value, onChange }: PersonChoiceProps) {
  return (
    <Radio.Group label="Person" value={value} onChange={onChange}>
      <Stack gap="sm" mt="xs">
        {people.map(({ id, name, email }) => (
          <Radio key={id} value={id} label={name} description={email} className={classes.name} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

interface RoleChoiceProps {
  value: MemberRole;
  onChange: (role: MemberRole) => void;
}

function RoleChoice({ value, onChange }: RoleChoiceProps) {
  return (
    <Radio.Group label="Role" value={value} onChange={(role) => onChange(role as MemberRole)}>
      <Stack gap="sm" mt="xs">
        {MEMBER_ROLES.map((role) => (
          <Radio key={role} value={role} label={memberRoleName(role)} description={whatMay(role)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
