export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

/** "Ada, Grace and Alan". */
export function list(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** What goes beyond the most characters, counted as the server does: an emoji is one. */
export function tooLong(text: string, most: number): string | null {
  const over = Array.from(text.trim()).length - most;
  return over > 0 ? `At most ${most.toLocaleString("en-US")} characters; this has ${over} more.` : null;
}

/**
 * Whether there is anything to see: blanks, marks and fillers alone say nothing, as on the server. The empty
 * Braille cell, the place of an object, blank hieroglyphs and the null notehead are symbols, says Unicode.
 */
export function isVisible(text: string): boolean {
  const visible =
    /[^\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u2800\uFFFC\u{13441}\u{13442}\u{1D159}]/u;
  return visible.test(text);
}
