import { amount, count } from "../words/format.ts";
import type { CoverageAnswer } from "./answers.ts";
import { named } from "./review-queue.tsx";

/** Accounts that nobody has under the coverage, and the rule that binds each. */
export function Unassigned({ answer }: { readonly answer: CoverageAnswer }) {
  const { total, today, accounts } = answer.unassigned;
  return (
    <section class="card" aria-labelledby="unassigned-title">
      <h3 id="unassigned-title">Without a seller</h3>
      <p>
        {total === 0 ? "Every account has a seller" : `${count(total)} accounts have no seller`} under this
        coverage; today {count(today)} have no owner among the sellers, those whose owner is somebody else
        counted in.
      </p>
      {accounts.length > 0 && (
        <>
          <p class="hint">
            {accounts.length < total && `The first ${count(accounts.length)}, `}the most whitespace first
          </p>
          <ul class="review" aria-label="Without a seller">
            {accounts.map(({ account, geo, name, reason, tier, whitespace }) => (
              <li key={account}>
                <p>
                  <b>{named(account, name)}</b>, Tier {tier}, {geo}; {amount(whitespace)} whitespace
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
