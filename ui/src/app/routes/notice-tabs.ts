/** Beside all notices. */
export const NOTICE_TABS = ["unread", "preferences"] as const;
