import type { MeView } from "@/api/types";

/** What "this computer" is on the local provider. */
export type Computer = MeView["computer"];
