/** Words beside a line, `left` to `right` wide. */
export interface Label {
  at: number;
  words: readonly string[];
  left: number;
  right: number;
}

/** Of letters of 12 px, on average. */
const LETTER = 6.5;
const GAP = 8;

/** Words for places in order, within bounds; where they would lie on each other, one for all. */
export function labelsAt(
  places: readonly { at: number; word: string }[],
  bounds: readonly [number, number],
): readonly Label[] {
  const add = (kept: readonly Label[], next: Label): readonly Label[] => {
    const last = kept.at(-1);
    if (!last || next.left > last.right + GAP) return [...kept, next];
    const words = [...new Set([...last.words, ...next.words])];
    return add(kept.slice(0, -1), label(last.at, words, bounds));
  };
  return places.reduce<readonly Label[]>((kept, { at, word }) => add(kept, label(at, [word], bounds)), []);
}

function label(at: number, words: readonly string[], [least, most]: readonly [number, number]): Label {
  const width = words.join(", ").length * LETTER;
  const left = Math.max(least, Math.min(at - width / 2, most - width));
  return { at, words, left, right: left + width };
}
