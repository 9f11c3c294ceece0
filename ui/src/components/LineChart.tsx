import { useElementSize } from "@mantine/hooks";
import { scaleLinear, scaleTime } from "d3-scale";
import { useNow } from "@/lib/clock";
import { atHeight, type Nanos, plotted, shown } from "@/lib/money";
import { labelsAt } from "@/lib/labels";
import { dateWords, whenWords } from "@/lib/time";
import classes from "./line-chart.module.css";

interface Point {
  at: number;
  amount: Nanos;
}

export interface Mark {
  at: number;
  label: string;
}

interface Props {
  label: string;
  solid: readonly Point[];
  dashed: readonly Point[];
  /** In their order. */
  marks: readonly Mark[];
}

const HEIGHT = 240;
const EDGE = { left: 56, right: 20, top: 28, bottom: 28 };
/** Until the page knows how wide it is, and where nothing is laid out. */
const FIRST_WIDTH = 640;
const LABEL_WIDTH = 110;

/** y from zero, what happened solid, what is expected dashed. Its numbers stand in a table beside it. */
export function LineChart({ label, solid, dashed, marks }: Props) {
  const { ref, width: measured } = useElementSize();
  const width = measured || FIRST_WIDTH;
  const last = solid.at(-1);
  const scales = scalesFor([...solid, ...dashed], width);
  const line = (points: readonly Point[]) =>
    points.map(({ at, amount }) => `${scales.x(at)},${scales.y(plotted(amount))}`).join(" ");
  return (
    <div ref={ref} className={classes.frame}>
      <svg role="img" aria-label={label} width={width} height={HEIGHT} className={classes.chart}>
        <Heights scales={scales} width={width} />
        <Times scales={scales} width={width} />
        <Marks marks={marks} scales={scales} width={width} />
        <polyline className={classes.line} points={line(solid)} />
        <polyline className={classes.line} data-dashed points={line(last ? [last, ...dashed] : dashed)} />
      </svg>
    </div>
  );
}

type Scales = ReturnType<typeof scalesFor>;

function scalesFor(points: readonly Point[], width: number) {
  const times = points.map(({ at }) => at);
  const most = Math.max(...points.map(({ amount }) => plotted(amount)), 0.01);
  return {
    x: scaleTime([Math.min(...times), Math.max(...times)], [EDGE.left, width - EDGE.right]),
    y: scaleLinear([0, most], [HEIGHT - EDGE.bottom, EDGE.top]).nice(4),
  };
}

function Heights({ scales: { y }, width }: { scales: Scales; width: number }) {
  return y.ticks(4).map((height) => (
    <g key={height}>
      <line className={classes.grid} x1={EDGE.left} x2={width - EDGE.right} y1={y(height)} y2={y(height)} />
      <text className={classes.words} x={EDGE.left - 8} y={y(height)} dy="0.32em" textAnchor="end">
        {shown(atHeight(height), "exact").digits}
      </text>
    </g>
  ));
}

const LONG_MS = 3 * 24 * 3_600_000;

/** Hours on a short chart, days on a long one. */
function Times({ scales: { x }, width }: { scales: Scales; width: number }) {
  const now = useNow();
  const [from, to] = x.domain() as [Date, Date];
  const isLong = to.getTime() - from.getTime() > LONG_MS;
  const most = Math.max(2, Math.floor(width / LABEL_WIDTH));
  const fitting = x.ticks(most).filter((at) => x(at) < width - LABEL_WIDTH / 4);
  const every = Math.ceil(fitting.length / most);
  return fitting
    .filter((_, index) => index % every === 0)
    .map((at) => (
      <text key={at.getTime()} className={classes.words} x={x(at)} y={HEIGHT - 8} textAnchor="middle">
        {isLong ? dateWords(at.getTime(), now) : whenWords(at.getTime(), now, "short")}
      </text>
    ));
}

function Marks({ marks, scales: { x }, width }: { marks: readonly Mark[]; scales: Scales; width: number }) {
  const places = marks.map(({ at, label }) => ({ at: x(at), word: label }));
  return (
    <>
      {places.map(({ at }, index) => (
        <line key={index} className={classes.mark} x1={at} x2={at} y1={EDGE.top} y2={HEIGHT - EDGE.bottom} />
      ))}
      {labelsAt(places, [EDGE.left, width - EDGE.right]).map(({ left, right, words }) => (
        <text
          key={left}
          className={classes.words}
          x={(left + right) / 2}
          y={EDGE.top - 10}
          textAnchor="middle"
        >
          {words.map((word, index) => (index === 0 ? word : word.toLowerCase())).join(", ")}
        </text>
      ))}
    </>
  );
}
