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

/** Whether there is anything to see: blanks, marks and fillers alone say nothing. */
export function isVisible(text: string): boolean {
  return /[^\p{Z}\p{C}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/u.test(text);
}
