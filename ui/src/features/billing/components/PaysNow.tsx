import { Button, Group, Modal, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";
import type { WorkspacePayerView, WorkspaceView } from "@/api/types";
import { ConfirmForm } from "@/components/ConfirmForm";
import { Facts } from "@/components/Facts";
import { Payer } from "@/components/Payer";
import { When } from "@/components/When";
import { useChangePayer } from "../api/change-payer";
import { takeFocus } from "./focus";

interface Props {
  workspace: WorkspaceView;
  view: WorkspacePayerView;
  /** By who is looking, a moment ago: it is read to them. */
  isChanged: boolean;
  change: ReactNode;
}

export function PaysNow({ workspace, view, isChanged, change }: Props) {
  const { payer, bound, next } = view;
  const isOther = payer.name !== bound.payer.name;
  return (
    <Stack gap="md" component="section" aria-label="Who pays">
      <Title order={2} tabIndex={-1} ref={isChanged ? takeFocus : undefined}>
        {isChanged ? changedWords(view) : "Who pays"}
      </Title>
      <Facts
        lines={[
          ["Pays now", <Payer key="p" payer={payer} />],
          isOther ? ["Is to pay", <Payer key="b" payer={bound.payer} />] : null,
          ["Since", <When key="s" at={bound.since} as="full" />],
          ["Chosen by", bound.by.name],
          next
            ? ["Then", `Account ${next.account}, when the credit ends; arranged by ${next.by.name}`]
            : bound.account === null && payer.kind === "CREDIT"
              ? ["Then", "Nobody: machines stop when the credit ends, disks are kept for 30 days"]
              : null,
        ]}
      />
      <Group gap="sm">
        {change}
        {next && view.allowed.credit && <TakeBack workspace={workspace} account={next.account} />}
      </Group>
      {next && view.allowed.account && !view.allowed.credit && (
        <Text size="sm" c="dimmed">
          {workspace.creator.name}, whose credit pays, may take this back.
        </Text>
      )}
    </Stack>
  );
}

function changedWords({ bound, next }: WorkspacePayerView): string {
  if (next) return `Arranged: account ${next.account} takes over when the credit ends`;
  return `Handed over: ${bound.payer.name} pays`;
}

/** The account that would take over is let go; the credit goes on paying. */
function TakeBack({ workspace, account }: { workspace: WorkspaceView; account: string }) {
  const [asking, { open, close }] = useDisclosure(false);
  const command = useChangePayer(workspace.id, close);
  return (
    <>
      <Button variant="default" onClick={open}>
        Take back what is arranged…
      </Button>
      <Modal opened={asking} onClose={close} title={`Do without account ${account}`}>
        <ConfirmForm
          verb="Take it back"
          command={command}
          onConfirm={() => command.run({ kind: "CREDIT", account: null, when: null })}
          onClose={close}
        >
          <Text>
            The credit goes on paying. When it ends, machines stop with nobody to take over; disks are kept.
          </Text>
        </ConfirmForm>
      </Modal>
    </>
  );
}
