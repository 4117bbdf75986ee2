import { change } from "../words/format.ts";

interface Props {
  readonly value: number | null;
  readonly decimals?: number;
}

/** A change, coloured and signed. */
export function Change({ value, decimals = 3 }: Props) {
  const shown = change(value, decimals);
  const way = shown.startsWith("+") ? "gain" : shown.startsWith("−") ? "loss" : "";
  return <span class={way}>{shown}</span>;
}
