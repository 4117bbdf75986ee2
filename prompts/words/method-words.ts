import type { Scale } from "../../tiering/index.ts";
import type { Operation } from "../merge/operations.ts";
import { type Clause, has, ofKind, textOf, withCue } from "./clauses/clauses.ts";
import { spend } from "./clauses/spend.ts";
import { cuesOf } from "./items/cue-words.ts";
import type { Item } from "./items/item.ts";

const SCALE_WORDS: readonly [RegExp, Scale][] = [
  [
    /\b(?:winsori[sz]ed?|clip(?:ped)? (?:the )?outliers|cap(?:ped)? (?:the )?outliers|trim(?:med)? (?:the )?outliers|tame (?:the )?outliers)\b/u,
    "winsor",
  ],
  [
    /\b(?:rank based|rank scores|normal scores|by ranks|use ranks|rank scale|ranks instead of z ?scores?)\b/u,
    "rank",
  ],
  [/\b(?:z ?scores?|standard scores)\b/u, "zscore"],
];

/** "use ranks", "winsorise", "clip the outliers": how the signals are brought to one scale. */
export function readScale(clause: Clause): Operation[] {
  const text = textOf(clause);
  const scale = SCALE_WORDS.find(([pattern]) => pattern.test(text))?.[1];
  if (scale === undefined || has(clause, "not")) return [];
  spend(
    clause.items.filter((item) =>
      item.kind === "word" ? !item.cues.has("default") : /^scaling|scale/u.test(item.text),
    ),
    `scale ${scale}`,
  );
  return [{ on: "scale", scale }];
}

/** "fill the tiers from the top", "sort everyone top-down": what a direct ranking does. */
const FROM_TOP =
  /\b(?:fill|fills|filling|rank|ranking|sort|order|assign)\b.* (?:from (?:the )?top(?: down)?|top down|top to bottom)\b/u;
/** "skip the current tiers", "regardless of where they are today": ranking from scratch. */
const AFRESH =
  /\b(?:ignor\w+|skip|forget|regardless of|disregard|irrespective of|drop|without regard to|leave aside)\b(?: \w+){0,3} (?:current|today|existing|present|old) (?:\w+ )?tiers?\b/u;

/** The direct method said by what it leaves aside; read before the rules, whose words it shares. */
export function readAfresh(clause: Clause): Operation[] {
  const text = textOf(clause);
  if (FROM_TOP.test(text) && !has(clause, "not")) {
    spend(
      clause.items.filter((item) => /^(?:fill\w*|assign|from|top|down|to|bottom|the top)$/u.test(item.text)),
      "method direct",
    );
    return [{ on: "method", method: "direct" }];
  }
  // "ignore where they sit today", but not "do not ignore it".
  const placed = /^(?:ignore|ignoring|forget|disregard|never mind|skip)$/u.test(
    withCue(clause, "ignore")[0]?.text ?? "",
  );
  const ignores = placed && withCue(clause, "direct").some((item) => /^where/u.test(item.text));
  if (!AFRESH.test(text) && !(ignores && !has(clause, "not"))) return [];
  spend(
    clause.items.filter((item) => item.kind === "word"),
    "method direct",
  );
  return [{ on: "method", method: "direct" }];
}

/** Whether a method is refused by what stands before it. */
export const refused = (clause: Clause, cue: "hybrid"): boolean => {
  const at = withCue(clause, cue)[0]?.start ?? 0;
  return withCue(clause, "not", "ignore", "stop").some((item) => item.start < at);
};

/** KPI, hybrid, direct, baseline; "not KPI" and "hybrid instead of KPI" are hybrid. */
export function readMethod(clause: Clause): Operation[] {
  // "above the other KPIs": the measures, and no method.
  const measures = (item: Item) =>
    item.text === "kpis" &&
    (/^(?:of|for)$/u.test(clause.items[clause.items.indexOf(item) + 1]?.text ?? "") ||
      /^(?:others?|the others?|these|those|current|present)$/u.test(
        clause.items[clause.items.indexOf(item) - 1]?.text ?? "",
      ));
  const named = (item: Item) =>
    item.text === "kpi" &&
    (/^(?:that|this|which|one|my|our|main|single)$/u.test(
      clause.items[clause.items.indexOf(item) - 1]?.text ?? "",
    ) ||
      /^(?:i|we|they|that|which)$/u.test(clause.items[clause.items.indexOf(item) + 1]?.text ?? ""));
  const valued = (item: Item) =>
    /^(?:values?|figures?|numbers|scores?|results?)$/u.test(
      clause.items[clause.items.indexOf(item) + 1]?.text ?? "",
    );
  const figures = withCue(clause, "kpi").filter(measures);
  const kpi = withCue(clause, "kpi").filter((item) => !measures(item) && !named(item) && !valued(item));
  const others = withCue(clause, "hybrid", "direct", "baseline");
  const method = (
    name: "hybrid" | "kpi" | "direct" | "baseline",
    ...more: Parameters<typeof has>[1][]
  ): Operation[] => {
    spend(
      [
        ...kpi,
        ...others,
        ...withCue(
          clause,
          ...cuesOf("not ignore stop instead over run in wish free afterwards swap"),
          "but" as never,
          "strong",
          ...more,
        ),
      ],
      `method ${name}`,
    );
    return [{ on: "method", method: name }];
  };
  // "KPI instead of hybrid" stands in two clauses: the second only says what it is instead of.
  if (/^(?:instead of|rather than) (?:the )?(?:hybrid|direct)\b/u.test(textOf(clause))) {
    spend(clause.items, "another method");
    return [];
  }
  // "leave the tiers, I only want the current KPIs": the measures of what there is.
  if (/\b(?:want|see|know|need)\b.*\b(?:current|existing|present) kpis\b/u.test(textOf(clause))) {
    spend([...kpi, ...withCue(clause, "only", "in", "matter")], "the measures");
    return [];
  }
  if (kpi.length > 0) {
    const at = (kpi[0] as Item).start;
    const refused =
      withCue(clause, "not", "ignore", "stop", "except", "hold").some((item) => item.start < at) ||
      /\bkpis? (?:method |mode )?(?:off|is off|not|no)\b|\b(?:instead of|rather than|other than|anything but|away from|another) (?:the )?kpis?\b/u.test(
        textOf(clause),
      );
    // "KPI sort only": and no other method.
    const alone = ofKind(clause, "signal", "values", "tier", "account", "amount").length === 0;
    return refused
      ? method("hybrid", "except", "only", "hold")
      : alone
        ? method("kpi", "only")
        : method("kpi");
  }
  if (others.length === 0) return [];
  // "not the direct one again, use the hybrid"
  if (
    /^(?:(?:and|but|please|ok|okay) )*(?:not|no|without|never) (?:the )?direct(?: (?:one|method|ranking))?(?: again| please)?$/u.test(
      textOf(clause),
    )
  )
    return method("hybrid", "again");
  const signals = ofKind(clause, "signal");
  if (has(clause, "direct") && !has(clause, "not", "stop", "ignore")) {
    spend(
      signals.filter((item) => /potential/u.test(item.text)),
      "method direct",
    );
    // "the direct method on geo alone": of the weights, and no other method beside it.
    const sole = clause.items.some(
      ({ cues }, at) => cues.has("only") && clause.items[at - 1]?.kind === "signal",
    );
    return sole ? method("direct", "start-over", "strong") : method("direct", "start-over", "only", "strong");
  }
  if (has(clause, "hybrid")) return refused(clause, "hybrid") ? [] : method("hybrid");
  // "no baseline please"
  if (/^(?:no|not|without|skip) (?:the )?baseline(?: please)?$/u.test(textOf(clause)))
    return method("hybrid");
  // "run it as baseline"
  const compared = withCue(clause, "not", "over", "than").some(({ text }) => text !== "as");
  return has(clause, "baseline") && !compared && signals.length === 0
    ? method(
        "baseline",
        ...(["hold", "restrict", "must"] as const),
        ...(clause.items.length <= 3 || figures.length > 0 ? (["only", "matter", "kpi"] as const) : []),
      )
    : [];
}
