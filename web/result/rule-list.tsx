import { RULE_NAMES } from "../../contract/rule-names.ts";
import type { RuleOutcome, Summary } from "../../tiering/index.ts";
import { Icon } from "../parts/icon.tsx";
import { count } from "../words/format.ts";
import { selectorWords } from "../words/selector-words.ts";

/** The rule certificate: each business rule kept, or broken by how many accounts. */
export function RuleList({ summary }: { readonly summary: Summary }) {
  return (
    <section class="card" aria-labelledby="rules-title">
      <h3 id="rules-title">Constraints</h3>
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
    </section>
  );
}

/** Holds and scopes are lists of selectors; the other limits are words already. */
function limitWords(rule: RuleOutcome["rule"], limit: string): string {
  return rule === "hold" || rule === "scope" ? limit.split("; ").map(selectorWords).join("; ") : limit;
}
