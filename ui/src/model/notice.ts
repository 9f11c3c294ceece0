import type { NoticeKind, NoticeView } from "@/api/types";

/** Each kind, and when one hears of it. */
const KINDS: Record<NoticeKind, { name: string; when: string }> = {
  CREDIT_USED: { name: "Credit used", when: "At 25, 50, 75 and 90 % of the credit." },
  CREDIT_RUNWAY: { name: "Credit about to end", when: "24 hours, 4 hours, an hour and 15 minutes before." },
  CREDIT_EXPIRY: { name: "Credit about to expire", when: "90, 30, 14, 7 and a day before, and then." },
  CREDIT_ENDED: { name: "Credit ended", when: "When it is used up or has expired." },
  GRACE: { name: "Disks without credit", when: "Each week after credit ended, each day in the last week." },
  DISK_ENDS: {
    name: "Disks that end",
    when: "A week before a disk is deleted that was kept for a time, and then.",
  },
  GRACE_CAP: {
    name: "Disks cost the platform",
    when: "For admins: when disks without a payer have cost $50.",
  },
  HAND_OFF_DONE: { name: "Another payer", when: "When a workspace is paid by somebody else." },
  HAND_OFF_FAILED: { name: "Hand-off failed", when: "When a workspace could not be given another payer." },
  HAND_OFF_BROKEN: { name: "Payer lost", when: "When a billing account can no longer be billed." },
  INVITED: { name: "Invitations", when: "When somebody makes you a member of a workspace." },
  ROLE_CHANGED: { name: "Your role", when: "When somebody changes what you may do in a workspace." },
  REMOVED: {
    name: "Members who go",
    when: "When you, or somebody in a workspace of yours, are no longer a member.",
  },
  SHARE_CAP: { name: "Share used", when: "When a member has used their share of the credit." },
};

export function noticeKindName(kind: NoticeKind): string {
  return KINDS[kind]?.name ?? kind;
}

export function whenTold(kind: NoticeKind): string {
  return KINDS[kind]?.when ?? "";
}

/** How far its mail is; nothing where there is none. */
export function mailWords({ mail }: Pick<NoticeView, "mail">): string | null {
  if (mail === null) return null;
  return { PENDING: "Mail on its way", SENT: "Mailed too", FAILED: "Mail could not be delivered" }[mail];
}
