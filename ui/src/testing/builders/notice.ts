import type { NoticeKind, NoticePreferencesView, NoticeView } from "@/api/types";
import { ago, HOUR } from "./basics";

export function aNotice(part: Partial<NoticeView> = {}): NoticeView {
  return {
    id: "5a000000-0000-4000-8000-000000000001",
    kind: "CREDIT_USED",
    title: "75 % of your credit is used",
    text: "$74.70 of $300.00 is left. When it is gone, machines stop and disks are kept for 30 days.",
    link: "/credit",
    createdAt: ago(2 * HOUR),
    readAt: null,
    mail: null,
    ...part,
  };
}

const KINDS: NoticeKind[] = [
  "CREDIT_USED",
  "CREDIT_RUNWAY",
  "CREDIT_EXPIRY",
  "GRACE",
  "HAND_OFF_DONE",
  "HAND_OFF_FAILED",
  "HAND_OFF_BROKEN",
  "INVITED",
  "ROLE_CHANGED",
  "REMOVED",
  "SHARE_CAP",
];

export function somePreferences(part: Partial<NoticePreferencesView> = {}): NoticePreferencesView {
  const preferences = KINDS.map((kind) => ({ kind, app: true, mail: true }));
  return { mail: true, address: "ada@example.org", always: ["CREDIT_ENDED"], preferences, ...part };
}
