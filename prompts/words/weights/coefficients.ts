import { type Coefficients, DEFAULT_COEFFICIENTS } from "../../../tiering/index.ts";
import type { Operation } from "../../merge/operations.ts";
import { type Clause, has, ofKind, textOf, withCue } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { cuesOf } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { COEFFICIENTS } from "../items/signal-words.ts";
import { factorOf } from "./weight-ratios.ts";

const REACHED =
  /\b(?:reach|reaches|reached|get|bring|hit|achieve|attain|land at|come out|end up|at least|at most)\b/u;

/** "mean potential of the tiers must stay in order": a rule, no wish for potential. */
export function readMonotone(clause: Clause): Operation[] {
  const text = textOf(clause);
  const ordered =
    /\b(?:mean|average) potential\b.*\b(?:in order|ordered|monoton\w*|rise|fall|decreas\w*|increas\w*)\b|\btiers? .*\bin order of (?:mean |average )?potential\b/u;
  if (!ordered.test(text) || has(clause, "not")) return [];
  spend(
    clause.items.filter((item) => item.kind === "word" || item.kind === "signal"),
    "monotone",
  );
  return [{ on: "rules", change: { kind: "monotone", value: true } }];
}

const namedIn = (clause: Clause | undefined): Item[] =>
  clause?.items.filter((item) => item.became === null && COEFFICIENTS.has(item.text)) ?? [];

/**
 * "I care most about SFI", "TPA counts double", "ignore TCI": what the composite is made of; "… is measured by TPA, so let
 * the optimiser weigh that most" by what the clause `before` names.
 */
export function readCoefficients(clause: Clause, before: Clause | undefined): Operation[] {
  const text = textOf(clause);
  const refers = /\boptimi[sz]\w*/u.test(text) && /\b(?:it|that|this)(?: one)?\b/u.test(text);
  const own = namedIn(clause);
  const named = own.length === 0 && refers ? namedIn(before) : own;
  // "could we reach a TPA of 45 %": a value that is to come out, and no part of the score.
  if (named.length === 0 || (ofKind(clause, "amount").length > 0 && REACHED.test(text))) return [];
  const value: { -readonly [K in keyof Coefficients]: number } = { ...DEFAULT_COEFFICIENTS };
  const factor = factorOf(clause);
  const amounts = ofKind(clause, "amount")
    .flatMap((item) => [...item.amounts])
    .filter(({ kind }) => kind === "plain" || kind === "share");
  const names = named.map((item) => COEFFICIENTS.get(item.text) as keyof Coefficients);
  if (amounts.length === names.length)
    names.forEach((name, at) => {
      value[name] = amounts[at]?.value ?? value[name];
    });
  else if (factor !== null && names[1] !== undefined) value[names[0]!] = value[names[1]] * factor.times;
  else if (factor !== null) for (const name of names) value[name] *= factor.times;
  else if (has(clause, "ignore", "void") || (has(clause, "not") && has(clause, "matter")))
    for (const name of names) value[name] = 0;
  else if (has(clause, "less", "faint", "weak")) for (const name of names) value[name] /= 2;
  else if (has(clause, "strong", "more", "matter", "wish", "first", "only"))
    for (const name of names) value[name] *= has(clause, "only") ? 4 : 2;
  else return [];
  if (named !== own) spend([...(before?.items ?? []), ...clause.items], "coefficients");
  spend(
    [
      ...named,
      ...ofKind(clause, "amount"),
      ...withCue(
        clause,
        ...cuesOf(
          "strong more matter wish first only ignore void not less faint weak twice degree kpi as-much than",
        ),
      ),
      ...clause.items.filter(({ text }) => text === "composite"),
    ],
    "coefficients",
  );
  const rounded = Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, Number(one.toPrecision(12))]),
  );
  return [{ on: "rules", change: { kind: "coefficients", value: rounded as unknown as Coefficients } }];
}
