import { Alert, Button, Card, Collapse, Skeleton, Stack, Text, Title } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import type { CatalogView, EstimateView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { Facts } from "@/components/Facts";
import { Payer } from "@/components/Payer";
import { ProblemNote } from "@/components/Problem";
import { When } from "@/components/When";
import { addUp, nanos, quantity } from "@/lib/money";
import { hoursWords } from "@/lib/time";
import { computerWords } from "@/model/computer";
import classes from "./price.module.css";

interface Props {
  estimate: UseQueryResult<EstimateView>;
  catalog: CatalogView;
  machineType: string;
  complete: boolean;
}

/** Computed by the server with the code that will bill it: estimate and bill are equal. */
export function PriceCard({ estimate, catalog, machineType, complete }: Props) {
  return (
    <Card padding="xl" component="section" aria-label="Price" aria-busy={estimate.isFetching}>
      <Title order={2} size="h3" mb="md">
        Price
      </Title>
      {!complete && <Text c="dimmed">Complete the choices to see the price.</Text>}
      {complete && estimate.isError && <ProblemNote error={estimate.error} />}
      {complete && !estimate.data && !estimate.isError && <Skeleton h="var(--chart-height)" />}
      {complete && estimate.data && !estimate.isError && (
        <div className={estimate.isPlaceholderData ? classes.waiting : undefined}>
          <Priced estimate={estimate.data} catalog={catalog} machineType={machineType} />
        </div>
      )}
    </Card>
  );
}

interface PricedProps {
  estimate: EstimateView;
  catalog: CatalogView;
  machineType: string;
}

function Priced({ estimate, catalog, machineType }: PricedProps) {
  return (
    <Stack gap="lg">
      <div className={classes.price}>
        <Amount value={nanos(estimate.runningPerHour)} precision="rate" per="/h" />
      </div>
      {catalog.computer && (
        <Text size="sm" c="dimmed">
          {computerWords(catalog.computer)}, charged as {machineType}
        </Text>
      )}
      <OtherPrices estimate={estimate} />
      <SkuLines estimate={estimate} priceList={catalog.priceList} />
      <CreditAfter estimate={estimate} />
      {!estimate.admission.admitted && <WhyNot admission={estimate.admission} />}
    </Stack>
  );
}

function OtherPrices({ estimate }: { estimate: EstimateView }) {
  const { stoppedPerDay, diskPerMonth, minimum } = estimate;
  return (
    <Facts
      lines={[
        ["Stopped", <Amount key="s" value={nanos(stoppedPerDay)} precision="rate" per=" a day" />],
        ["Disk", <Amount key="d" value={nanos(diskPerMonth)} per=" a month" />],
        [
          "Minimum",
          <span key="m">
            first {minimum.seconds} s: <Amount value={nanos(minimum.amount)} precision="rate" />
          </span>,
        ],
      ]}
    />
  );
}

function CreditAfter({ estimate: { payer, credit, cap } }: { estimate: EstimateView }) {
  return (
    <Facts
      lines={[
        [
          "Who pays",
          payer.kind === "PLATFORM" ? "Nobody: the credit has ended" : <Payer key="p" payer={payer} />,
        ],
        cap && [
          "You may spend",
          <span key="c">
            <Amount value={nanos(cap.left)} /> of <Amount value={nanos(cap.amount)} />
          </span>,
        ],
        ["Credit now", <Amount key="n" value={nanos(credit.available)} />],
        ["After 8 h", <Amount key="8" value={nanos(credit.afterEightHours)} />],
        ["After a week", <Amount key="w" value={nanos(credit.afterOneWeek)} />],
        credit.hours !== null ? ["Lasts", `about ${hoursWords(credit.hours)}`] : null,
        credit.machinesStopAt !== null
          ? ["Machines stop", <When key="ms" at={credit.machinesStopAt} />]
          : null,
        credit.endsAt !== null ? ["Credit then ends", <When key="e" at={credit.endsAt} />] : null,
      ]}
    />
  );
}

function WhyNot({ admission }: { admission: EstimateView["admission"] }) {
  return (
    <Alert
      color="amber"
      title={admission.detail ?? "This cannot be launched now."}
      id="why-not"
      role="status"
    >
      {admission.nextStep}
    </Alert>
  );
}

interface LinesProps {
  estimate: EstimateView;
  priceList: CatalogView["priceList"];
}

/** Where cents would hide a line, all of them are shown finer. */
const CENT = nanos("0.01");

function SkuLines({ estimate, priceList }: LinesProps) {
  const [open, setOpen] = useState(false);
  const shares = addUp(estimate.lines.map((line) => nanos(line.perHour)));
  const tiny = estimate.lines.some((line, index) => nanos(line.perHour) !== 0n && shares[index]! < CENT);
  return (
    <div>
      <Button variant="subtle" size="compact-sm" px={0} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? "Hide what it is made of" : "What it is made of"}
      </Button>
      <Collapse expanded={open}>
        <Stack gap="sm" component="ul" m={0} mt="sm" p={0}>
          {estimate.lines.map((line, index) => (
            <li key={line.sku} className={classes.line}>
              <span>
                {line.description}
                <Text size="xs" c="dimmed">
                  {quantity(line.quantity)} {line.unit} × {quantityPrice(line.unitPrice)} an{" "}
                  {line.per === "HOUR" ? "hour" : "GiB and month"} · {line.sku}
                </Text>
              </span>
              <Amount
                value={tiny ? nanos(line.perHour) : shares[index]!}
                precision={tiny ? "counter" : "rate"}
                per="/h"
              />
            </li>
          ))}
        </Stack>
        <Text size="xs" c="dimmed" mt="sm">
          {priceList.source}, {priceList.region}, read <When at={priceList.capturedAt} as="date" />
        </Text>
      </Collapse>
    </div>
  );
}

/** A unit price is shown whole: it is what the total is made from. */
function quantityPrice(price: string): string {
  return `$${quantity(price)}`;
}
