import classes from "./workspace.module.css";

/** Line by line, as it was typed. */
export function Description({ text }: { text: string }) {
  return <span className={classes.lines}>{text || "None"}</span>;
}
