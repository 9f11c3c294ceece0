import { IconBuildingBank, IconCoin, IconCreditCard } from "@tabler/icons-react";
import type { PayerView } from "@/api/types";

const ICONS = { CREDIT: IconCoin, BILLING_ACCOUNT: IconCreditCard, PLATFORM: IconBuildingBank };

export function Payer({ payer }: { payer: PayerView }) {
  const Mark = ICONS[payer.kind];
  return (
    <span
      style={{
        display: "inline-flex",
        alignItems: "center",
        verticalAlign: "top",
        gap: "var(--mantine-spacing-xs)",
      }}
    >
      <Mark size={14} color={payer.kind === "PLATFORM" ? "var(--platform)" : "var(--muted)"} aria-hidden />
      {payer.name}
    </span>
  );
}

/** As a sentence. Where credit is to pay and has ended, the platform keeps disks and starts nothing. */
export function WhoPays({ payer }: { payer: PayerView }) {
  if (payer.kind === "PLATFORM") return <>the credit has ended; the platform pays for disks only</>;
  return (
    <>
      <Payer payer={payer} /> pays
    </>
  );
}
