import { useSyncExternalStore } from "react";
import { problemIn } from "@/api/client";
import { announce } from "./announce";

export interface Toast {
  id: string;
  tone: "done" | "attention";
  text: string;
  link?: { label: string; href: string };
}

const SHOWN_MS = 12_000;
const MOST = 3;

let toasts: readonly Toast[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next.slice(-MOST);
  listeners.forEach((listener) => listener());
}

/** Only for something done elsewhere or finished later; an error of the form in view stands beside the form. */
export function toast(message: Omit<Toast, "id">): void {
  const id = crypto.randomUUID();
  change([...toasts, { ...message, id }]);
  announce(message.text);
  setTimeout(() => dismiss(id), SHOWN_MS);
}

/** A refusal of something asked for outside any form. */
export function toastProblem(error: Error, consequence = ""): void {
  const { detail, nextStep } = problemIn(error);
  toast({ tone: "attention", text: [consequence, detail, nextStep].filter(Boolean).join(" ") });
}

export function dismiss(id: string): void {
  change(toasts.filter((each) => each.id !== id));
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
}
