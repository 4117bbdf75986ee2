import {
  DEFAULT_WEIGHTS,
  normaliseWeights,
  SIGNALS,
  type Signal,
  type Weights,
} from "../../tiering/index.ts";
import type { WeightOperation } from "./operations.ts";

type Raw = Record<Signal, number>;

/** What the signals of a ratio have together where others are not named: what runway and growth have by default. */
const NAMED_MASS = 0.7;

/** Most that the unnamed have together beside wishes of different strength, in points. */
const UNNAMED = 1.5;

/**
 * The weights after a change. Emphasis and ratios are said afresh: what is not named counts as by default
 * (`base` where the change refers to it); steps, factors, swaps and exclusions go from `base`.
 * Exact where the change states numbers; the sum is 1 within 1e-12.
 */
export function changeWeights(base: Weights, change: WeightOperation): Weights {
  const raw = apply(base, change);
  const usable = SIGNALS.some((signal) => raw[signal] > 0);
  return usable ? normaliseWeights(raw) : base;
}

function apply(base: Weights, change: WeightOperation): Raw {
  switch (change.kind) {
    case "set":
      return setWeights(base, change.values, change.rest);
    case "ratio":
      return ratioWeights(base, change.parts, change.rest);
    case "points":
      return pointWeights(change);
    case "step": {
      const { by, from, of, signal } = change;
      if (from !== null) {
        const own = of === "share" ? base[from] : of === "own" ? base[signal] : 1;
        const wanted = of === "kept" ? Math.max(0, base[from] - by) : own * by;
        const moved = Math.min(wanted, base[from]);
        return { ...base, [from]: base[from] - moved, [signal]: base[signal] + moved };
      }
      // A step down of no stated size leaves something: only "without" takes a signal out.
      const least = change.exact ? 0 : base[signal] / 2;
      return fixOne(base, signal, by > 0 ? base[signal] + by : Math.max(base[signal] + by, least));
    }
    case "scale":
      return fixOne(base, change.signal, base[change.signal] * change.factor);
    case "swap": {
      const [a, b] = change.signals ?? largestTwo(base);
      return { ...base, [a]: base[b], [b]: base[a] };
    }
    case "exclude": {
      const kept = { ...base };
      for (const signal of change.signals) kept[signal] = 0;
      if (SIGNALS.some((signal) => kept[signal] > 0)) return kept;
      return Object.fromEntries(
        SIGNALS.map((s) => [s, change.signals.includes(s) ? 0 : DEFAULT_WEIGHTS[s]]),
      ) as Raw;
    }
    case "only": {
      const mass = change.signals.reduce((sum, signal) => sum + base[signal], 0);
      const even = mass === 0 || change.signals.some((signal) => base[signal] === 0);
      return byName((signal) => (change.signals.includes(signal) ? (even ? 1 : base[signal]) : 0));
    }
    case "equal":
      return byName((signal) => (change.signals.includes(signal) ? 1 : 0));
    case "atMost":
      return bounded(base, change.bounds);
    case "ceiling":
      return ceiling(base, change.most);
    case "default":
      return { ...DEFAULT_WEIGHTS };
  }
}

/** Signals that weigh too much for another share a mean with it, and with those that do so already. */
function bounded(base: Raw, bounds: Extract<WeightOperation, { kind: "atMost" }>["bounds"]): Raw {
  const weights = { ...base };
  const pools = new Map(SIGNALS.map((signal) => [signal, new Set([signal])]));
  const isBroken = ({ signal, than }: (typeof bounds)[number]) => weights[signal] > weights[than] + 1e-12;
  for (let bound = bounds.find(isBroken); bound !== undefined; bound = bounds.find(isBroken)) {
    const pool = new Set([...pools.get(bound.signal)!, ...pools.get(bound.than)!]);
    const mean = [...pool].reduce((sum, one) => sum + base[one], 0) / pool.size;
    for (const one of pool) {
      pools.set(one, pool);
      weights[one] = mean;
    }
  }
  return weights;
}

function setWeights(base: Weights, values: Partial<Weights>, rest: "zero" | "proportional" | "even"): Raw {
  const unnamed = SIGNALS.filter((signal) => values[signal] === undefined);
  const said = SIGNALS.reduce((sum, signal) => sum + (values[signal] ?? 0), 0);
  const left = Math.max(0, 1 - said);
  if (rest === "zero" || unnamed.length === 0 || left < 1e-9) return byName((signal) => values[signal] ?? 0);
  const mass = unnamed.reduce((sum, signal) => sum + base[signal], 0);
  const part = (signal: Signal) => (rest === "even" || mass === 0 ? 1 / unnamed.length : base[signal] / mass);
  return byName((signal) => values[signal] ?? left * part(signal));
}

/** Each weight at most `most` (or all even): what is over goes to those below it. */
function ceiling(base: Weights, most: number): Raw {
  const top = Math.max(most, 1 / SIGNALS.length);
  let raw: Raw = { ...base };
  for (const _ of SIGNALS) {
    const under = SIGNALS.filter((signal) => raw[signal] < top);
    const over = SIGNALS.reduce((sum, signal) => sum + Math.max(0, raw[signal] - top), 0);
    const mass = under.reduce((sum, signal) => sum + raw[signal], 0);
    const held = raw;
    raw = byName((signal) =>
      held[signal] >= top ? top : held[signal] + over * (mass > 0 ? held[signal] / mass : 1 / under.length),
    );
  }
  return raw;
}

function ratioWeights(base: Weights, parts: Partial<Weights>, rest: "zero" | "proportional" | "kept"): Raw {
  const total = SIGNALS.reduce((sum, signal) => sum + (parts[signal] ?? 0), 0);
  const unnamed = SIGNALS.filter((signal) => parts[signal] === undefined);
  const mass = unnamed.reduce((sum, signal) => sum + base[signal], 0);
  const named = rest === "zero" || mass === 0 ? 1 : rest === "kept" ? 1 - mass : NAMED_MASS;
  return byName((signal) => {
    const part = parts[signal];
    if (part !== undefined) return (named * part) / total;
    return mass === 0 ? 0 : ((1 - named) * base[signal]) / mass;
  });
}

function pointWeights({ evenRest, faint, least = [], points }: WeightOperation & { kind: "points" }): Raw {
  const said = SIGNALS.filter((signal) => points[signal] !== undefined);
  const values = said.map((signal) => points[signal] as number);
  const differ = values.some((value) => value !== values[0]);
  const smallest = Math.min(...values);
  const unit = said.length === 0 ? 1 : differ ? Math.min(UNNAMED, 2 * smallest) : smallest;
  const unnamed = SIGNALS.filter((signal) => points[signal] === undefined);
  const mass = unnamed.reduce((sum, signal) => sum + DEFAULT_WEIGHTS[signal], 0);
  const raw = byName((signal) => {
    const point = points[signal];
    if (point !== undefined) return point;
    const part = unit * (evenRest ? mass / unnamed.length : DEFAULT_WEIGHTS[signal]);
    return faint.includes(signal) ? 0.35 * part : part;
  });
  const others = SIGNALS.filter((signal) => !least.includes(signal)).map((signal) => raw[signal]);
  return byName((signal) => (least.includes(signal) ? Math.min(...others) / 2 : raw[signal]));
}

/** One weight fixed, the others in their proportions; from nothing, evenly. */
function fixOne(base: Weights, fixed: Signal, wanted: number): Raw {
  const value = Math.min(1, Math.max(0, wanted));
  const mass = 1 - base[fixed];
  return byName((signal) => {
    if (signal === fixed) return value;
    return mass > 1e-12 ? (base[signal] / mass) * (1 - value) : (1 - value) / (SIGNALS.length - 1);
  });
}

/** The two signals that count most, in canonical order where they count the same. */
function largestTwo(weights: Weights): readonly [Signal, Signal] {
  const [a, b] = [...SIGNALS].sort((one, other) => weights[other] - weights[one]);
  return [a as Signal, b as Signal];
}

function byName(value: (signal: Signal) => number): Raw {
  return { runway: value("runway"), growth: value("growth"), geo: value("geo"), category: value("category") };
}
