import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { MemberView, WorkspaceView } from "@/api/types";
import { Loaded } from "@/components/Loaded";
import { plural } from "@/lib/words";
import { membersQuery } from "../api/get-members";
import { AddMember } from "./AddMember";
import { CapForm } from "./CapForm";
import { type Change, ChangeMember, changeTitle } from "./ChangeMember";
import { MemberTable } from "./MemberTable";

interface Props {
  workspace: WorkspaceView;
  /** The id of who is looking. */
  me: string;
  onLeft: () => void;
}

/** Who works here. Owners change it, and everybody but the one who pays may leave. */
export function Members(props: Props) {
  const members = useQuery(membersQuery(props.workspace.id));
  return (
    <Loaded query={members} what="The members">
      {(data) => <Shown {...props} members={data} />}
    </Loaded>
  );
}

function Shown({ workspace, members, me, onLeft }: Props & { members: readonly MemberView[] }) {
  const [chosen, setChosen] = useState<Change | null>(null);
  const [capped, setCapped] = useState<MemberView | null>(null);
  const [changing, { open, close }] = useDisclosure(false);
  const ask = (change: Change) => {
    setChosen(change);
    open();
  };
  const own = members.find(({ id }) => id === me);
  const isOwner = workspace.role === "OWNER";
  return (
    <Stack gap="md">
      <Group gap="sm">
        <Text c="dimmed" mr="auto">
          {plural(members.length, "member")}
        </Text>
        {own && !own.pays && (
          <Button variant="subtle" color="red" onClick={() => ask({ member: own, role: null, isOwn: true })}>
            Leave workspace…
          </Button>
        )}
        {isOwner && <Adding workspace={workspace} />}
      </Group>
      <MemberTable members={members} me={me} onChange={isOwner ? ask : null} onCap={setCapped} />
      <Modal opened={changing} onClose={close} title={chosen && changeTitle(chosen, workspace)}>
        {chosen && <ChangeMember change={chosen} workspace={workspace} onClose={close} onLeft={onLeft} />}
      </Modal>
      <Capping member={capped} workspace={workspace} onClose={() => setCapped(null)} />
    </Stack>
  );
}

interface CappingProps {
  member: MemberView | null;
  workspace: WorkspaceView;
  onClose: () => void;
}

function Capping({ member, workspace, onClose }: CappingProps) {
  return (
    <Modal opened={member !== null} onClose={onClose} title={member && `What ${member.name} may spend`}>
      {member && <CapForm member={member} workspace={workspace.id} onClose={onClose} />}
    </Modal>
  );
}

function Adding({ workspace }: { workspace: WorkspaceView }) {
  const [adding, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open}>
        Add a member
      </Button>
      <Modal opened={adding} onClose={close} title={`Add a member to ${workspace.name}`}>
        <AddMember workspace={workspace} onClose={close} />
      </Modal>
    </>
  );
}
