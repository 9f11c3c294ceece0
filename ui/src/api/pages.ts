import type { Page } from "./types";

const PAGE = 200;
const MOST_PAGES = 10;

/** A list that is shown whole. Past 2,000 rows the rest is left out rather than read without end. */
export async function readAll<T>(
  readPage: (part: { cursor?: string; limit: number }) => Promise<Page<T>>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await readPage({ cursor, limit: PAGE });
    items.push(...answer.items);
    if (answer.nextCursor === null) break;
    cursor = answer.nextCursor;
  }
  return items;
}
