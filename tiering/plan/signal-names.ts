import type { Signal } from "./plan.ts";

/** The signals by the one name that each has wherever people read it. */
export const SIGNAL_NAMES: Readonly<Record<Signal, string>> = {
  runway: "Runway",
  growth: "Growth",
  geo: "Geo share",
  category: "Category share",
};

/** A signal within a sentence: `geo share`. */
export function signalLabel(signal: Signal): string {
  return SIGNAL_NAMES[signal].toLowerCase();
}
