import { useNow } from "@/lib/clock";
import { atSecond, dateWords, fullWords, lasting, utcWords, whenWords } from "@/lib/time";

const STYLES = {
  moment: (at: string, now: number) => whenWords(at, now),
  short: (at: string, now: number) => whenWords(at, now, "short"),
  second: (at: string) => atSecond(at),
  date: (at: string, now: number) => dateWords(at, now),
  full: (at: string) => fullWords(at),
  since: (at: string, now: number) => lasting(now - Date.parse(at)),
};

/** A time in the person's zone, UTC on hover. */
export function When({ at, as = "moment" }: { at: string; as?: keyof typeof STYLES }) {
  const now = useNow();
  return (
    <time dateTime={at} title={utcWords(at)} style={{ whiteSpace: "nowrap" }}>
      {STYLES[as](at, now)}
    </time>
  );
}
