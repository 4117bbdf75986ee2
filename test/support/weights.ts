import { expect } from "vitest";
import type { Signal, Weights } from "../../tiering/index.ts";

/** Expects the weights that are named, to six places; those of a list are runway, growth, geo, category. */
export function expectWeights(
  got: Weights | null | undefined,
  wanted: Readonly<Partial<Record<Signal, number>>> | readonly [number, number, number, number],
): void {
  const named = "length" in wanted ? ofList(wanted) : wanted;
  for (const [signal, value] of Object.entries(named))
    expect(got?.[signal as Signal], signal).toBeCloseTo(value, 6);
}

/** Expects one signal to weigh more than each of the others. */
export function expectGreatest(got: Weights | null | undefined, signal: Signal): void {
  const others = Object.entries(got!).filter(([name]) => name !== signal);
  expect(got![signal]).toBeGreaterThan(Math.max(...others.map(([, value]) => value)));
}

const ofList = ([runway, growth, geo, category]: readonly [number, number, number, number]) => ({
  runway,
  growth,
  geo,
  category,
});
