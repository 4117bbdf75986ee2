import { SIGNAL_NAMES, SIGNALS, type Signal, type Weights, weightPercents } from "../../tiering/index.ts";

/** What a reply claims of its plan, read back from its words alone. */
export interface Claims {
  readonly weights: Weights;
  readonly method: string;
  /** Largest share that may move; null where the reply says none. */
  readonly share: number | null;
  readonly step: number | "free" | null;
  readonly sizes: Readonly<Record<string, string>>;
  readonly held: readonly string[];
  readonly scope: readonly string[];
  readonly rise: string | null;
  readonly fall: string | null;
  readonly strategic: string | null;
  readonly unread: readonly string[];
}

const NAMES = new Map(SIGNALS.map((signal) => [SIGNAL_NAMES[signal], signal]));

/** Reads a composed reply back; null where the reply states no plan. */
export function readReply(reply: string): Claims | null {
  const counts = /What counts: ([^.]*(?:\.\d+[^.]*)*)\. Method: (\w+)/u.exec(reply);
  if (counts === null) return null;
  const weights = { runway: Number.NaN, growth: Number.NaN, geo: Number.NaN, category: Number.NaN };
  for (const part of (counts[1] as string).replace(" (new)", "").split(", ")) {
    const [, name = "", value = ""] = /^(.*?) (\d[\d.]*|under 0\.1) %$/u.exec(part) ?? [];
    weights[NAMES.get(name) as Signal] = value === "under 0.1" ? 0.05 : Number(value);
  }
  // What no longer holds is no claim.
  const text = reply.replace(/No longer: .*?\.(?= [A-Z]|$)/u, "");
  const one = (pattern: RegExp) => pattern.exec(text)?.[1] ?? null;
  const list = (pattern: RegExp, joint: string | RegExp) =>
    one(pattern)?.replace(" (new)", "").split(joint) ?? [];
  const step = one(/no account moves more than (one|\d+) tiers?/u);
  return {
    weights,
    method: (counts[2] as string).toLowerCase(),
    share: text.includes(" % of the accounts (")
      ? Number(one(/at most ([\d.]+) % of the accounts \(/u)) / 100
      : null,
    step: text.includes("any number of tiers")
      ? "free"
      : step === null
        ? null
        : step === "one"
          ? 1
          : Number(step),
    sizes: Object.fromEntries(
      [...text.matchAll(/(?:Tier )?([^\s]+) holds ([\d,.]+ (?:accounts|%))/gu)].map((match) => [
        match[1],
        match[2],
      ]),
    ),
    held: list(
      /these keep their tier: (.*?)(?=; (?:only|no|mean|the composite|signals|outliers)|\. (?:By|No|Not)|\.$)/u,
      "; ",
    ),
    scope: list(
      /only these may move: (.*?)(?=; (?:only|no|mean|the composite|signals|outliers)|\. (?:By|No|Not)|\.$)/u,
      // Not those within a group.
      / and (?![^(]*\))/u,
    ),
    rise: one(/(no account may be promoted|only these may be promoted: .*?)(?:;|\. |\.$)/u),
    fall: one(/(no account may be downgraded|only these may be downgraded: .*?)(?:;|\. |\.$)/u),
    strategic: one(
      /(the top (?:\d+ tiers are|tier is) strategic|strategic: [^;]*?)(?: \(new\))?(?:;|\. |\.$)/u,
    ),
    unread: [...(one(/Not used: (.*)\.$/u) ?? "").matchAll(/"([^"]*)"/gu)].map((match) => match[1] as string),
  };
}

/** The signals in canonical order, in per cents as a reply shows them. */
export function shownWeights(weights: Weights): number[] {
  const percents = weightPercents(weights);
  return SIGNALS.map((signal) =>
    percents[signal] === "0" && weights[signal] > 0 ? 0.05 : Number(percents[signal]),
  );
}
