import { read } from "./client";
import type { Page } from "./types";

const PAGE = 200;
const MOST_PAGES = 10;

/** A list that is shown whole. Past 2,000 rows the rest is left out rather than read without end. */
export async function readAll<T>(path: string, query: object, signal?: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer: Page<T> = await read<Page<T>>(path, { ...query, cursor, limit: PAGE }, signal);
    items.push(...answer.items);
    cursor = answer.nextCursor;
    if (cursor === null) break;
  }
  return items;
}
