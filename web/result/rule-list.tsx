import { limitWords, RULE_NAMES, type Summary } from "../../tiering/index.ts";
import { Icon } from "../parts/icon.tsx";
import { count } from "../words/format.ts";

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
              <b>{RULE_NAMES[rule]}</b> {limitWords({ rule, limit })}{" "}
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
