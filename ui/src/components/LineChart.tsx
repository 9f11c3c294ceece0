import { useComputedColorScheme } from "@mantine/core";
import { LineChart as Lines } from "echarts/charts";
import { AriaComponent, GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { type ECharts, init, use as register } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { atHeight, money, type Nanos, plotted, shown } from "@/lib/money";
import { dateWords, whenWords } from "@/lib/time";

register([Lines, GridComponent, TooltipComponent, MarkLineComponent, AriaComponent, SVGRenderer]);

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
  marks: readonly Mark[];
}

/** The one wrapper around the chart library: y from zero, what happened solid, what is expected dashed. */
export default function LineChart(props: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const scheme = useComputedColorScheme();

  useEffect(() => {
    const made = init(frame.current, null, { renderer: "svg" });
    chart.current = made;
    const resized = new ResizeObserver(() => made.resize());
    resized.observe(frame.current!);
    return () => {
      resized.disconnect();
      made.dispose();
    };
  }, []);

  const { label, solid, dashed, marks } = props;
  useEffect(() => {
    chart.current?.setOption(drawing({ label, solid, dashed, marks }), { notMerge: true });
  }, [label, solid, dashed, marks, scheme]);

  return <div ref={frame} role="img" aria-label={label} style={{ height: "var(--chart-height)" }} />;
}

function drawing(props: Props) {
  const ink = inkOfTheme();
  return {
    aria: { enabled: true, label: { description: props.label } },
    animation: false,
    grid: { left: 56, right: 24, top: 28, bottom: 28 },
    tooltip: {
      trigger: "axis" as const,
      backgroundColor: ink.surface,
      borderColor: ink.strongLine,
      textStyle: { ...ink.text, color: ink.foreground },
    },
    ...axes(props, ink),
    series: series(props, ink),
  };
}

type Ink = ReturnType<typeof inkOfTheme>;

function inkOfTheme() {
  const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const muted = colour("--muted");
  return {
    accent: colour("--accent"),
    muted,
    line: colour("--line"),
    strongLine: colour("--line-strong"),
    surface: colour("--surface"),
    foreground: colour("--mantine-color-text"),
    text: { color: muted, fontFamily: colour("--mantine-font-family"), fontSize: 12 },
  };
}

function axes({ solid, dashed }: Props, { line, text }: Ink) {
  return {
    xAxis: {
      type: "time" as const,
      splitNumber: 4,
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      axisLabel: {
        ...text,
        hideOverlap: true,
        formatter: axisWords([...solid, ...dashed]),
      },
    },
    yAxis: {
      type: "value" as const,
      min: 0,
      splitNumber: 4,
      splitLine: { lineStyle: { color: line } },
      axisLabel: { ...text, formatter: scaleMark },
    },
  };
}

function series(props: Props, ink: Ink) {
  const { solid, dashed } = props;
  const last = solid.at(-1);
  const each = {
    type: "line" as const,
    showSymbol: false,
    animation: false,
    dimensions: ["at", "height", { name: "words", type: "ordinal" as const }],
    encode: { x: "at", y: "height", tooltip: "words" },
    itemStyle: { color: ink.accent },
  };
  return [
    {
      ...each,
      name: "Left",
      data: solid.map(drawn),
      lineStyle: { color: ink.accent, width: 2 },
    },
    {
      ...each,
      name: "Projection",
      data: (last ? [last, ...dashed] : dashed).map(drawn),
      lineStyle: { color: ink.accent, width: 2, type: "dashed" as const },
      markLine: markLine(props, ink),
    },
  ];
}

function markLine({ solid, dashed, marks }: Props, { muted, text }: Ink) {
  return {
    symbol: "none",
    silent: true,
    lineStyle: { color: muted, type: "dotted" as const },
    label: { ...text, formatter: "{b}" },
    data: marks.map(({ at, label: name }) => ({
      xAxis: at,
      name,
      label: { align: side(at, solid, dashed) },
    })),
  };
}

/** Words at the edge grow inwards. */
function side(at: number, ...lines: (readonly Point[])[]): "left" | "center" | "right" {
  const times = lines.flat().map(({ at: time }) => time);
  const part = (at - Math.min(...times)) / (Math.max(...times) - Math.min(...times));
  return part < 0.12 ? "left" : part > 0.88 ? "right" : "center";
}

/** Hours on a short chart, days on a long one. */
function axisWords(points: readonly Point[]): (at: number) => string {
  const times = points.map(({ at }) => at);
  const span = Math.max(...times) - Math.min(...times);
  const long = span > 3 * 24 * 3_600_000;
  return (at) => (long ? dateWords(at, Date.now()) : whenWords(at, Date.now(), "short"));
}

/** Time and height place the point; the words are what the tooltip reads. */
function drawn({ at, amount }: Point): [number, number, string] {
  return [at, plotted(amount), money(amount)];
}

function scaleMark(height: number): string {
  return shown(atHeight(height), "exact").digits;
}
