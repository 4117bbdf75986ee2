import { amount, count } from "../words/format.ts";
import type { CoverageAnswer } from "./answers.ts";

/** Accounts that nobody has under the coverage, and the rule that binds each. */
export function Unassigned({ answer }: { readonly answer: CoverageAnswer }) {
  const { total, today, accounts } = answer.unassigned;
  return (
    <section class="card" aria-labelledby="unassigned-title">
      <h3 id="unassigned-title">Without a seller</h3>
      <p>
        {total === 0 ? "Every account has a seller" : `${count(total)} accounts have no seller`} under this
        coverage; today {count(today)} have no owner among the sellers.
      </p>
      {accounts.length > 0 && (
        <>
          <p class="hint">
            {accounts.length < total && `The first ${count(accounts.length)}, `}the most whitespace first
          </p>
          <ul class="review" aria-label="Without a seller">
            {accounts.map(({ account, geo, reason, tier, whitespace }) => (
              <li key={account}>
                <p>
                  <b>{account}</b>, Tier {tier}, {geo}; {amount(whitespace)} whitespace
                </p>
                <p class="hint">{reason}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
