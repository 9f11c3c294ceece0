import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconAlertTriangleFilled } from "@tabler/icons-react";
import type { WorkspacePayerView } from "@/api/types";
import { ProblemNote } from "@/components/Problem";
import { When } from "@/components/When";
import { useCheckAccount } from "../api/change-accounts";

interface Props {
  inactive: NonNullable<WorkspacePayerView["inactive"]>;
  bound: WorkspacePayerView["bound"];
  /** The id of who is looking. */
  me: string;
}

/** The account that is to pay cannot: what that means, and the ways on. */
export function InactiveNote({ inactive: { since, problem }, bound, me }: Props) {
  const check = useCheckAccount();
  const { account } = bound;
  return (
    <Alert
      color="red"
      role="region"
      icon={<IconAlertTriangleFilled aria-hidden />}
      title={`Billing is inactive: ${problem.detail}`}
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          {bound.payer.name} does not pay since <When at={since} as="full" />. Machines are stopped; the
          platform keeps the disks for 30 days and deletes them then unless somebody pays. {problem.nextStep}
        </Text>
        {account && bound.by.id === me && (
          <Button variant="default" size="xs" loading={check.busy} onClick={() => check.run(account)}>
            Check the account again
          </Button>
        )}
        <ProblemNote error={check.error} />
      </Stack>
    </Alert>
  );
}
