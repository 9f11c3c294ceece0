import { Button, Text } from "@mantine/core";
import { ApiError } from "@/api/client";
import { Amount } from "@/components/Amount";
import { Facts } from "@/components/Facts";
import { Payer } from "@/components/Payer";
import { ProblemNote } from "@/components/Problem";
import { nanos } from "@/lib/money";
import { aMonthOf } from "@/model/billing";
import { useChangePayer } from "../../api/change-payer";
import { asAsked, type Choice } from "./choice";
import { type StepProps, StepForm } from "./Wizard";

/** Everything once more, in whole, before it is done. */
export function ConfirmStep({ workspace, view, choice, onBack, onDone, onAccount }: StepProps) {
  const change = useChangePayer(workspace.id, onDone);
  const isLater = choice.when === "WHEN_CREDIT_ENDS";
  return (
    <StepForm
      verb={verb(choice)}
      busy={change.busy}
      onSubmit={() => change.run(asAsked(choice))}
      onBack={onBack}
    >
      <Facts
        lines={[
          ["Pays now", <Payer key="n" payer={view.payer} />],
          [
            "Pays then",
            choice.kind === "CREDIT"
              ? `Credit of ${workspace.creator.name}`
              : `Billing account ${choice.account}`,
          ],
          ["From", isLater ? "The second the credit ends" : "The second you confirm"],
          [
            "Costs at this pace",
            <Amount key="m" value={aMonthOf(nanos(workspace.burnPerHour))} per=" a month" />,
          ],
        ]}
      />
      <Text>
        Everything that runs goes on running.{" "}
        {isLater ? "You can take this back until then." : "The project in the cloud follows within minutes."}
      </Text>
      <ProblemNote error={change.error} />
      {isAboutAccount(change.error) && (
        <Button variant="default" onClick={onAccount} style={{ alignSelf: "flex-start" }}>
          Back to the account
        </Button>
      )}
    </StepForm>
  );
}

function verb({ kind, account, when }: Choice): string {
  if (kind === "CREDIT") return "Let the credit pay now";
  return when === "NOW" ? `Let ${account} pay now` : `Let ${account} take over then`;
}

function isAboutAccount(error: Error | null): boolean {
  return error instanceof ApiError && error.problem.code.startsWith("ACCOUNT_");
}
