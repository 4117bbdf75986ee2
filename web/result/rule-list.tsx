import { type RuleOutcome, SIGNALS, type Summary } from "../../tiering/index.ts";
import { count, share } from "../format.ts";
import { SIGNAL_NAMES, selectorWords } from "../plan/words.ts";
import { Icon } from "../shell/icon.tsx";

/** The business rules as people say them. */
export const RULE_NAMES: Readonly<Record<RuleOutcome["rule"], string>> = {
  "tier-sizes": "Tier sizes",
  "max-tier-step": "Tiers a move",
  "max-moved-share": "Movement",
  hold: "Hold",
  scope: "Scope",
};

/** The rule certificate: each business rule kept, or broken by how many accounts. */
export function RuleList({ summary }: { readonly summary: Summary }) {
  return (
    <section class="card" aria-labelledby="rules-title">
      <h3 id="rules-title">Rules kept</h3>
      <ul class="rule-list">
        {summary.rules.map(({ rule, limit, asked, kept, accounts }) => (
          <li key={`${rule}-${limit}`} class={kept ? "kept" : asked ? "broken" : "beyond"}>
            <Icon name={kept ? "check" : "cross"} />
            <span>
              <b>{RULE_NAMES[rule]}</b> {limitWords(rule, limit)}{" "}
              <span class="verdict">
                {kept
                  ? "kept"
                  : `${asked ? "broken" : "not asked for, exceeded"} by ${count(accounts)} accounts`}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <Stability summary={summary} />
    </section>
  );
}

/** How firmly the moves stand: they are judged where the weights change a little. */
function Stability({ summary: { stability } }: { readonly summary: Summary }) {
  if (stability === null) return null;
  const { surviving, bySignal } = stability;
  const weakest = [...SIGNALS].sort((a, b) => bySignal[a] - bySignal[b])[0]!;
  return (
    <p class="hint bound">
      <b>{share(surviving)}</b> of the moves stand a change of ± 10 % in any one weight; of{" "}
      {SIGNAL_NAMES[weakest].toLowerCase()} alone, which matters most, {share(bySignal[weakest])}.
    </p>
  );
}

/** Holds and scopes are lists of selectors; the other limits are words already. */
function limitWords(rule: RuleOutcome["rule"], limit: string): string {
  return rule === "hold" || rule === "scope" ? limit.split("; ").map(selectorWords).join("; ") : limit;
}
