import { Badge, Button, Group, NativeSelect, Text } from "@mantine/core";
import type { MemberRole, MemberView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { type Column, DataTable } from "@/components/DataTable";
import { When } from "@/components/When";
import { money, nanos } from "@/lib/money";
import { MEMBER_ROLES, memberRoleName } from "@/model/workspace";
import type { Change } from "./ChangeMember";

interface Props {
  members: readonly MemberView[];
  /** The id of who is looking. */
  me: string;
  /** What an owner asks for; null: whoever looks may ask for nothing. */
  onChange: ((change: Change) => void) | null;
  /** What whose credit pays asks for. */
  onCap: (member: MemberView) => void;
}

export function MemberTable({ members, me, onChange, onCap }: Props) {
  const columns: Column<MemberView>[] = [
    { head: "Member", wrap: true, cell: (member) => <Name member={member} isMe={member.id === me} /> },
    { head: "Mail", wrap: true, cell: (member) => member.email },
    {
      head: "Role",
      cell: (member) =>
        onChange && !member.pays ? (
          <RoleSelect
            member={member}
            onChoose={(role) => onChange({ member, role, isOwn: member.id === me })}
          />
        ) : (
          memberRoleName(member.role)
        ),
    },
    { head: "Since", cell: (member) => <When at={member.since} as="date" /> },
    ...(members.some(({ share }) => share !== null) ? shareColumns(onCap) : []),
    ...(onChange ? [removeColumn(me, onChange)] : []),
  ];
  return <DataTable caption="Members" columns={columns} rows={members} rowKey={(member) => member.id} />;
}

/** Seen by whose credit it is. */
function shareColumns(onCap: (member: MemberView) => void): Column<MemberView>[] {
  return [
    {
      head: "Spent of your credit",
      numeric: true,
      cell: ({ share }) => share !== null && <Amount value={nanos(share)} />,
    },
    {
      head: "May spend",
      numeric: true,
      cell: (member) => !member.pays && <CapButton member={member} onCap={onCap} />,
    },
  ];
}

/** Says aloud, too, what is read on it. */
function CapButton({ member, onCap }: { member: MemberView; onCap: (member: MemberView) => void }) {
  const words = member.cap === null ? "All of it…" : `${money(nanos(member.cap))}…`;
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      aria-label={`Cap ${member.name}: ${words}`}
      onClick={() => onCap(member)}
    >
      {words}
    </Button>
  );
}

function Name({ member, isMe }: { member: MemberView; isMe: boolean }) {
  return (
    <Group gap="sm">
      <span>
        {member.name}
        {isMe && (
          <Text span inherit fw={400} c="dimmed">
            {" "}
            · you
          </Text>
        )}
      </span>
      {member.pays && <Badge color="gray">Pays</Badge>}
    </Group>
  );
}

function RoleSelect({ member, onChoose }: { member: MemberView; onChoose: (role: MemberRole) => void }) {
  return (
    <NativeSelect
      size="xs"
      aria-label={`Role of ${member.name}`}
      data={MEMBER_ROLES.map((role) => ({ value: role, label: memberRoleName(role) }))}
      value={member.role}
      onChange={(event) => onChoose(event.currentTarget.value as MemberRole)}
    />
  );
}

/** Whoever pays stays, and one leaves by another button than one removes others by. */
function removeColumn(me: string, onChange: (change: Change) => void): Column<MemberView> {
  return {
    head: "Action",
    numeric: true,
    cell: (member) =>
      !member.pays &&
      member.id !== me && (
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          aria-label={`Remove… ${member.name}`}
          onClick={() => onChange({ member, role: null, isOwn: false })}
        >
          Remove…
        </Button>
      ),
  };
}
