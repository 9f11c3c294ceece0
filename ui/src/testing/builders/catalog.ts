import type { CatalogView, EstimateView } from "@/api/types";
import { ahead, CREDIT_OF_ADA, DAY } from "./basics";
import { PRICES } from "./runtime";

export function anEstimate(part: Partial<EstimateView> = {}): EstimateView {
  return {
    ...PRICES,
    lines: [
      line(
        "2E27-4F75-95CD",
        "N1 predefined core in Americas",
        "4",
        "vCPU",
        "0.031611000",
        "HOUR",
        "0.126444000",
      ),
      line(
        "6C71-E844-38BC",
        "N1 predefined RAM in Americas",
        "15",
        "GiB",
        "0.004237000",
        "HOUR",
        "0.063555000",
      ),
      line("0D9F-4F2A-88AA", "Balanced PD capacity", "50", "GiB", "0.100000000", "MONTH", "0.006849000"),
    ],
    minimum: { seconds: 60, amount: "0.003166650" },
    credit: {
      available: "212.400000000",
      afterEightHours: "210.825216000",
      afterOneWeek: "179.329536000",
      machinesStopAt: ahead(44 * DAY),
      endsAt: ahead(44 * DAY + 5_000),
      hours: 1079,
    },
    payer: CREDIT_OF_ADA,
    cap: null,
    admission: { admitted: true, code: null, detail: null, nextStep: null },
    ...part,
  };
}

function line(
  sku: string,
  description: string,
  quantity: string,
  unit: string,
  unitPrice: string,
  per: "HOUR" | "MONTH",
  perHour: string,
): EstimateView["lines"][number] {
  return { sku, description, quantity: `${quantity}.000000000`, unit, unitPrice, per, perHour };
}

export function aCatalog(part: Partial<CatalogView> = {}): CatalogView {
  return {
    provider: "local",
    zones: [],
    abilities: [],
    computer: { cores: 2, memoryGib: 24 },
    priceList: {
      id: "google-2026-11-21",
      region: "us-central1",
      capturedAt: "2026-11-21T00:00:00Z",
      source: "Google Cloud price list",
    },
    tools: [
      tool("jupyter", "Jupyter", "Notebooks in Python and R.", "4.6.6", 12),
      tool("terminal", "Terminal", "A shell in the browser.", "1.7", 4),
      {
        ...tool("rstudio", "RStudio", "", null, null),
        available: false,
        missing: "Install rserver to use it.",
      },
      {
        ...tool("cromwell", "Cromwell", "", null, null),
        available: false,
        missing: "Put a Cromwell jar in place to use it.",
      },
    ],
    machineTypes: [
      machineType("e2-standard-2", "E2", "2", "8", "0.067011400"),
      machineType("n1-standard-4", "N1", "4", "15", "0.189999000"),
      machineType("n1-standard-16", "N1", "16", "60", "0.759996000"),
      machineType("n1-highmem-8", "N1", "8", "52", "0.473212000"),
    ],
    diskTypes: [
      { id: "pd-balanced", name: "Balanced", perGibMonth: "0.100000000", minGib: 10, maxGib: 4000 },
      { id: "pd-ssd", name: "SSD", perGibMonth: "0.170000000", minGib: 10, maxGib: 4000 },
      { id: "pd-standard", name: "Standard", perGibMonth: "0.040000000", minGib: 10, maxGib: 4000 },
    ],
    presets: [
      preset("small", "Small", "e2-standard-2", "0.073860715", null, null),
      preset("standard", "Standard", "n1-standard-4", "0.196848315", null, null),
      preset("large", "Large", "n1-standard-16", "0.766845315", null, null),
      preset("gpu", "GPU", "n1-standard-4", "0.546848315", "1 × T4", "this computer has no GPU to give"),
    ],
    ...part,
  };
}

function tool(
  id: CatalogView["tools"][number]["id"],
  name: string,
  description: string,
  version: string | null,
  usualSeconds: number | null,
): CatalogView["tools"][number] {
  return { id, name, description, available: true, missing: null, version, usualSeconds };
}

function machineType(
  id: string,
  family: string,
  vcpus: string,
  memoryGib: string,
  perHour: string,
): CatalogView["machineTypes"][number] {
  return {
    id,
    family,
    vcpus: `${vcpus}.000000000`,
    memoryGib: `${memoryGib}.000000000`,
    perHour,
    spotPerHour: null,
    missing: null,
  };
}

function preset(
  id: CatalogView["presets"][number]["id"],
  name: string,
  type: string,
  perHour: string,
  gpu: string | null,
  missing: string | null,
): CatalogView["presets"][number] {
  return { id, name, machineType: type, gpu, diskType: "pd-balanced", diskGib: 50, perHour, missing };
}
