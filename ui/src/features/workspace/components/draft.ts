import { useState } from "react";
import type { WorkspaceView } from "@/api/types";
import { stripped, type Words } from "./WorkspaceFields";

interface Draft {
  words: Words;
  /** Of the workspace when the words were begun, or when it was last looked at. */
  version: number;
  /** What others have made of it meanwhile, once looked at. */
  seen: WorkspaceView | null;
}

/** What is typed is kept whatever others do; until something is typed, the words are those that are stored. */
export function useDraft(workspace: WorkspaceView) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const stored = wordsOf(workspace);
  const words = draft?.words ?? stored;
  return {
    words,
    version: draft?.version ?? workspace.version,
    seen: draft?.seen,
    isBegun: draft !== null,
    isChanged: draft !== null && !same(stripped(words), stored),
    type: (next: Words) =>
      setDraft(same(next, stored) ? null : { version: workspace.version, seen: null, ...draft, words: next }),
    look: (seen: WorkspaceView) => setDraft({ words, version: seen.version, seen }),
    drop: () => setDraft(null),
  };
}

function wordsOf({ name, description }: WorkspaceView): Words {
  return { name, description };
}

function same(a: Words, b: Words): boolean {
  return a.name === b.name && a.description === b.description;
}
