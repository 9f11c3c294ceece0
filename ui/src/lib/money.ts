/**
 * Amounts of USD as whole nanos. They come from decimal strings and go back to decimal strings; at no
 * point is money a `number`.
 */
export type Nanos = bigint;

const DOLLAR = 1_000_000_000n;
const CENT = DOLLAR / 100n;
const HOUR_MS = 3_600_000n;

/** "0.189999000" → 189999000n. */
export function nanos(decimal: string): Nanos {
  const match = /^(-?)(\d+)(?:\.(\d{1,9}))?$/.exec(decimal);
  if (!match) throw new Error(`Not an amount: ${decimal}`);
  const [, sign, whole = "0", fraction = ""] = match;
  const value = BigInt(whole) * DOLLAR + BigInt(fraction.padEnd(9, "0"));
  return sign ? -value : value;
}

/** 189999000n → "0.189999000", as the API wants it. */
export function decimal(value: Nanos): string {
  const size = value < 0n ? -value : value;
  const fraction = (size % DOLLAR).toString().padStart(9, "0");
  return `${value < 0n ? "-" : ""}${size / DOLLAR}.${fraction}`;
}

/** What a person typed into an amount field; null when it is not an amount of whole cents. */
export function typedAmount(text: string): Nanos | null {
  const plain = text.trim().replace(/^\$/, "");
  const isAmount = /^(\d{1,9}|\d{1,3}(,\d{3}){1,2})(\.\d{1,2})?$/.test(plain);
  return isAmount ? nanos(plain.replaceAll(",", "")) : null;
}

/** What a rate costs over a stretch of time, rounded down: a counter never runs ahead of the meter. */
export function accrued(perHour: Nanos, elapsedMs: number): Nanos {
  return (perHour * BigInt(Math.max(0, Math.floor(elapsedMs)))) / HOUR_MS;
}

export function sum(values: Iterable<Nanos>): Nanos {
  let total = 0n;
  for (const value of values) total += value;
  return total;
}

export function atLeastZero(value: Nanos): Nanos {
  return value < 0n ? 0n : value;
}

/** How many whole units a value is, a half going to the even one, as in the server's books. */
export function halfEven(value: bigint, unit: bigint): bigint {
  const down = floorDiv(value, unit);
  const twice = 2n * (value - down * unit);
  const isUp = twice > unit || (twice === unit && down % 2n !== 0n);
  return isUp ? down + 1n : down;
}

function floorDiv(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

/** For the height of a line on a chart, nothing else: the numbers beside it are formatted from nanos. */
export function plotted(value: Nanos): number {
  return Number(value / 1_000n) / 1_000_000;
}

/** The amount at a height: what the scale beside the line reads. */
export function atHeight(height: number): Nanos {
  return BigInt(Math.round(height * 1_000_000)) * 1_000n;
}

/**
 * total: whole cents. rate: cents, four decimals under a cent. counter: always four, rounded down.
 * exact: all nine, for a line of the books.
 */
export type Precision = "total" | "rate" | "counter" | "exact";

export interface Shown {
  /** "<", "−" or nothing. */
  prefix: string;
  /** With the currency and thousands separators. */
  digits: string;
  /** The zeros at the end of the fraction; a scale leaves them out. */
  zeros: string;
}

/** Splits an amount into what is read and the trailing zeros that only keep columns aligned. */
export function shown(value: Nanos, precision: Precision = "total"): Shown {
  const size = value < 0n ? -value : value;
  const places = placesFor(size, precision);
  const unit = 10n ** BigInt(9 - places);
  const rounded = precision === "counter" ? size / unit : halfEven(size, unit);
  const sign = value < 0n ? "−" : "";
  if (size > 0n && tooSmall(size, rounded, places, precision)) {
    return { prefix: sign ? "> −" : "< ", digits: places === 2 ? "$0.01" : "$0.0001", zeros: "" };
  }
  const scale = 10n ** BigInt(places);
  const whole = (rounded / scale).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  const fraction = (rounded % scale).toString().padStart(places, "0");
  const kept = fraction.replace(/0+$/, "");
  return {
    prefix: sign,
    digits: kept ? `$${whole}.${kept}` : `$${whole}`,
    zeros: kept ? fraction.slice(kept.length) : `.${fraction}`,
  };
}

function placesFor(size: Nanos, precision: Precision): number {
  if (precision === "exact") return 9;
  if (precision === "counter") return 4;
  return precision === "rate" && size > 0n && size < CENT ? 4 : 2;
}

function tooSmall(size: Nanos, rounded: Nanos, places: number, precision: Precision): boolean {
  if (precision === "counter" || precision === "exact") return false;
  return places === 2 ? size < CENT : rounded === 0n;
}

/** "$1,234.50", "< $0.01", "−$3.00": for sentences, titles and CSV. */
export function money(value: Nanos, precision: Precision = "total"): string {
  const { prefix, digits, zeros } = shown(value, precision);
  return `${prefix}${digits}${zeros}`;
}

/** "$0.19/h". */
export function perHour(value: Nanos): string {
  return `${money(value, "rate")}/h`;
}

/**
 * Rounds amounts to whole cents so that the shown rows add up to the shown total: every row is rounded
 * down, then the largest remainders get the missing cents, the earlier row first.
 */
export function addUp(rows: readonly Nanos[]): Nanos[] {
  // A share of nothing is shown as what it is, "< $0.01": zero is said of exact zero only.
  return wholeCents(rows).map((share, index) => (share === 0n ? rows[index]! : share));
}

function wholeCents(rows: readonly Nanos[]): Nanos[] {
  const down = rows.map((row) => floorDiv(row, CENT));
  let missing = halfEven(sum(rows), CENT) - sum(down);
  const byRemainder = rows
    .map((row, index) => ({ index, rest: row - down[index]! * CENT }))
    .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const { index } of byRemainder) {
    if (missing-- <= 0n) break;
    down[index]! += 1n;
  }
  return down.map((cents) => cents * CENT);
}

/** A count or size that came as a decimal string: "3.750000000" → "3.75". */
export function quantity(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
