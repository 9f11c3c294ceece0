import { Card, List, Title } from "@mantine/core";

export function CreditRules() {
  return (
    <Card padding="xl">
      <Title order={2} size="h3" mb="md">
        How credit works
      </Title>
      <List spacing="sm" size="sm">
        <List.Item>
          It pays by the second for machines and disks in the workspaces you created, whoever uses them.
        </List.Item>
        <List.Item>A machine is charged for at least one minute each time it starts.</List.Item>
        <List.Item>Grants burn in the order shown: what expires first is spent first.</List.Item>
        <List.Item>
          The end is computed, not noticed. Machines stop a moment before it, so that the credit is never
          overspent; what the platform is late, the platform pays.
        </List.Item>
        <List.Item>
          At the end machines stop. Disks are kept for 30 days at the platform's cost, and deleted then if
          nobody pays.
        </List.Item>
        <List.Item>
          A grant or a revocation takes effect at once. With new credit everything can start again.
        </List.Item>
      </List>
    </Card>
  );
}
