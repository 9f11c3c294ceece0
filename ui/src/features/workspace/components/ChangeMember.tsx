import { Stack, Text } from "@mantine/core";
import type { MemberRole, MemberView, WorkspaceView } from "@/api/types";
import { ConfirmForm } from "@/components/ConfirmForm";
import { memberRoleName, whatMay, works } from "@/model/workspace";
import { useChangeMembers } from "../api/change-members";

export interface Change {
  member: MemberView;
  /** null: none any more. */
  role: MemberRole | null;
  /** Of who is looking. */
  isOwn: boolean;
}

interface Props {
  change: Change;
  workspace: WorkspaceView;
  onClose: () => void;
  onLeft: () => void;
}

export function ChangeMember({ change, workspace, onClose, onLeft }: Props) {
  const { member, role, isOwn } = change;
  const command = useChangeMembers(workspace.id, () => {
    onClose();
    if (isOwn && role === null) onLeft();
  });
  return (
    <ConfirmForm
      verb={verb(change)}
      danger={role === null || stopsMachines(change)}
      command={command}
      onConfirm={() => command.run({ person: member.id, role })}
      onClose={onClose}
    >
      <Consequences {...change} />
    </ConfirmForm>
  );
}

export function changeTitle({ member, role, isOwn }: Change, workspace: WorkspaceView): string {
  if (role) return isOwn ? "Change your own role" : `Change the role of ${member.name}`;
  return isOwn ? `Leave ${workspace.name}` : `Remove ${member.name}`;
}

function verb({ role, isOwn }: Change): string {
  if (role) return `Change to ${memberRoleName(role).toLowerCase()}`;
  return isOwn ? "Leave workspace" : "Remove member";
}

function stopsMachines({ member, role }: Change): boolean {
  return works(member.role) && !works(role);
}

function Consequences(change: Change) {
  const { member, role, isOwn } = change;
  return (
    <Stack gap="sm">
      {role ? (
        <Text>
          From {memberRoleName(member.role).toLowerCase()} to {memberRoleName(role).toLowerCase()}.{" "}
          {whatMay(role)}
        </Text>
      ) : (
        <Text>
          {isOwn ? "You no longer see" : `${member.name} no longer sees`} this workspace and what is in it.
        </Text>
      )}
      {stopsMachines(change) && (
        <Text>
          {isOwn ? "Your" : "Their"} machines that run here stop now. The disks are kept for 30 days, which
          the workspace pays, and deleted then unless {isOwn ? "you" : "they"} may work here again.
        </Text>
      )}
    </Stack>
  );
}
