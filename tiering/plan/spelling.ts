import { canonicalPlan } from "./canonical.ts";
import { DEFAULT_WEIGHTS } from "./defaults.ts";
import {
  type Coefficients,
  METHODS,
  type Plan,
  type Policy,
  SCALES,
  SIGNALS,
  type TierSize,
} from "./plan.ts";
import { normaliseWeights } from "./weights.ts";

/** Parameters of a query: name and text, in order; a list is a repeated name. */
export type Parameters = readonly (readonly [name: string, text: string])[];

/**
 * How one field of a policy is spelled: each text is one parameter. `read` never throws: what is no number
 * becomes NaN, which the run's own checks refuse with a pointer to the field.
 */
export interface FieldSpelling<T> {
  readonly write: (value: T) => readonly string[];
  readonly read: (texts: readonly string[]) => T;
}

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** A number in plain decimal notation; NaN for anything else, blanks included. */
export function readDecimal(text: string): number {
  return DECIMAL.test(text) ? Number(text) : Number.NaN;
}

const number: FieldSpelling<number> = {
  write: (value) => [String(value)],
  read: ([text]) => readDecimal(text ?? ""),
};

/** A number where it reads as one, else the word. */
const numberOrWord = <T extends number | string>(): FieldSpelling<T> => ({
  write: (value) => [String(value)],
  read: ([text = ""]) => (DECIMAL.test(text) ? Number(text) : text) as T,
});

/** `name:value,name:value`. */
const byName = <T extends object>(read: (text: string) => unknown): FieldSpelling<T> => ({
  write: (values) => [
    Object.entries(values)
      .map((pair) => pair.join(":"))
      .join(","),
  ],
  read: ([text = ""]) =>
    Object.fromEntries(
      text.split(",").map((pair) => {
        const colon = pair.lastIndexOf(":");
        return [pair.slice(0, Math.max(0, colon)).trim(), read(pair.slice(colon + 1).trim())];
      }),
    ) as T,
});

/** Entries taken as they are, one a parameter. */
const entries: FieldSpelling<readonly string[]> = { write: (values) => values, read: (texts) => texts };

/** Entries that commas separate too; `\,` is a comma inside one. */
const list: FieldSpelling<readonly string[]> = {
  write: (values) => values.map((entry) => entry.replaceAll(",", "\\,")),
  read: (texts) => texts.flatMap((text) => text.split(/(?<!\\),/).map((s) => s.replaceAll("\\,", ","))),
};

const word: FieldSpelling<string> = { write: (value) => [value], read: ([text = ""]) => text };

const flag: FieldSpelling<boolean> = {
  write: (value) => [value ? "1" : "0"],
  read: ([text]) => text === "1" || text === "true",
};

const readSize = (text: string): TierSize =>
  text.endsWith("%") && DECIMAL.test(text.slice(0, -1)) ? (text as TierSize) : readDecimal(text);

type Rules = Required<Policy>;

/** How each field of a policy is spelled, in the order in which a query carries them. */
export const POLICY_SPELLING: { readonly [K in keyof Rules]: FieldSpelling<Rules[K]> } = {
  maxMovedShare: number,
  maxTierStep: numberOrWord<number | "free">(),
  tierSizes: byName<Readonly<Record<string, TierSize>>>(readSize),
  strategicTiers: numberOrWord<number | string>(),
  hold: list,
  force: list,
  holds: word,
  scope: entries,
  mayRise: entries,
  mayFall: entries,
  monotone: flag,
  coefficients: byName<Coefficients>(readDecimal),
  reason: entries,
};

/** The fields of a policy, in canonical order. */
export const POLICY_FIELDS = Object.keys(POLICY_SPELLING) as readonly (keyof Policy)[];

/**
 * The one query that spells a plan: fixed order, weights that are 0 left out. Two plans that ask for the
 * same have the same query, and {@link readPlan} gives back the plan to the bit.
 */
export function spellPlan(plan: Plan): Parameters {
  const { method, weights, policy, scale } = canonicalPlan(plan);
  return [
    ["method", method],
    ...SIGNALS.filter((signal) => weights[signal] > 0).map((s) => [s, String(weights[s])] as const),
    ...POLICY_FIELDS.flatMap((field) => spellField(field, policy[field] as Rules[typeof field] | undefined)),
    ...(scale === undefined ? [] : [["scale", scale] as const]),
  ];
}

function spellField<K extends keyof Rules>(field: K, value: Rules[K] | undefined): Parameters {
  if (value === undefined) return [];
  const spelling: FieldSpelling<Rules[K]> = POLICY_SPELLING[field];
  return spelling.write(value).map((text) => [field, text] as const);
}

/**
 * The plan that a query spells: hybrid where it names no method, the published weights where it names none
 * (else an unnamed one is 0, and any sum is scaled to 1). Other names are left alone.
 * @throws TieringError `invalid-weights`
 */
export function readPlan(parameters: Parameters): Plan {
  const texts = new Map<string, string[]>();
  for (const [name, text] of parameters) {
    const before = texts.get(name);
    if (before) before.push(text);
    else texts.set(name, [text]);
  }
  const policy = Object.fromEntries(
    POLICY_FIELDS.filter((field) => texts.has(field)).map((field) => [
      field,
      POLICY_SPELLING[field].read(texts.get(field)!),
    ]),
  );
  const [method = "hybrid"] = texts.get("method") ?? [];
  const [scale] = texts.get("scale") ?? [];
  const named = Object.fromEntries(SIGNALS.map((s) => [s, texts.get(s)?.[0]]));
  return canonicalPlan({
    method: METHODS.find((name) => name === method) ?? "hybrid",
    weights: weightsOf(Object.fromEntries(Object.entries(named).flatMap(numberOf))),
    policy,
    scale: SCALES.find((name) => name === scale),
  });
}

const numberOf = ([name, text]: [string, string | undefined]): [string, number][] =>
  text === undefined ? [] : [[name, readDecimal(text)]];

/**
 * Weights of which some are named: normalised, an unnamed one 0; the published ones where none is named.
 * @throws TieringError `invalid-weights`
 */
export function weightsOf(named: Readonly<Partial<Record<keyof Plan["weights"], number>>>): Plan["weights"] {
  if (SIGNALS.every((signal) => named[signal] === undefined)) return DEFAULT_WEIGHTS;
  const { runway = 0, growth = 0, geo = 0, category = 0 } = named;
  return normaliseWeights({ runway, growth, geo, category });
}
