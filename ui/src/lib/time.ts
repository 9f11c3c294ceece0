const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const clockSeconds = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long" });
const shortWeekday = new Intl.DateTimeFormat("en-GB", { weekday: "short" });
const dayMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const dayMonthYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

/** "14:02:31". */
export function atSecond(instant: string | number): string {
  return clockSeconds.format(new Date(instant));
}

/** "14:02" today, "Thursday 14:00" within six days, else "3 Dec 14:00". */
export function whenWords(instant: string | number, now: number, style: "long" | "short" = "long"): string {
  const date = new Date(instant);
  const time = clock.format(date);
  if (sameDay(date, new Date(now))) return time;
  const near = Math.abs(date.getTime() - now) < 6 * DAY;
  if (near) return `${(style === "long" ? weekday : shortWeekday).format(date)} ${time}`;
  return `${dateWords(instant, now)} ${time}`;
}

/** As whenWords, without the hour when it is far away: the meter has little room. */
export function meterWords(instant: string, now: number): string {
  return Date.parse(instant) - now < 6 * DAY ? whenWords(instant, now, "short") : dateWords(instant, now);
}

/** "3 Dec", with the year when it is another one. */
export function dateWords(instant: string | number, now: number): string {
  const date = new Date(instant);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return (sameYear ? dayMonth : dayMonthYear).format(date);
}

/** "3 Dec 2026, 14:02:31". */
export function fullWords(instant: string | number): string {
  return `${dayMonthYear.format(new Date(instant))}, ${atSecond(instant)}`;
}

/** "2026-12-03 13:02:31 UTC": what a time shows on hover. */
export function utcWords(instant: string | number): string {
  return `${new Date(instant).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** "4 Dec 2026, 00:00 UTC (3 Dec 2026, 19:00 GMT-5)": the reader's own only where it differs. */
export function utcAndOwn(instant: string | number, own?: string): string {
  const utc = inZone(instant, "UTC");
  const here = inZone(instant, own);
  return withoutZone(utc) === withoutZone(here) ? utc : `${utc} (${here})`;
}

function inZone(instant: string | number, timeZone: string | undefined): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  });
  return format.format(new Date(instant));
}

function withoutZone(words: string): string {
  return words.slice(0, words.lastIndexOf(" "));
}

/** "45 s", "12 min", "2 h 14 min", "3 d 4 h". */
export function lasting(ms: number): string {
  const value = Math.max(0, ms);
  if (value < MINUTE) return `${Math.floor(value / 1_000)} s`;
  if (value < HOUR) return `${Math.floor(value / MINUTE)} min`;
  if (value < DAY) return two(value, HOUR, "h", MINUTE, "min");
  return two(value, DAY, "d", HOUR, "h");
}

/** "1:04", "12:31", "1:02:31": a countdown or a running step. */
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const pad = (value: number) => value.toString().padStart(2, "0");
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`;
}

/** Hours as people plan with them: "9 h", "3 days", "40 min". */
export function hoursWords(hours: number): string {
  if (hours < 1) return `${Math.max(0, Math.floor(hours * 60))} min`;
  if (hours < 72) return `${Math.floor(hours)} h`;
  return `${Math.floor(hours / 24).toLocaleString("en-US")} days`;
}

function two(value: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((value % large) / small);
  const head = `${Math.floor(value / large)} ${largeUnit}`;
  return rest > 0 ? `${head} ${rest} ${smallUnit}` : head;
}

function sameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}

/** A day of the server's answer is one of a calendar, not an instant. */
export function calendarDay(day: string): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** The calendar day of an instant in the person's zone, as the server wants it. */
export function ownDay(instant: string): string {
  return new Intl.DateTimeFormat("en-CA").format(new Date(instant));
}

/** Of the tz database, as the server wants it. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
