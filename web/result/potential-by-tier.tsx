import type { StoryFacts } from "../../tiering/index.ts";
import { count, measure, share, signed } from "../words/format.ts";
import { inversions } from "./inversions.ts";

/** What each tier holds before and after: accounts, mean potential, revenue; a perverse order is said. */
export function PotentialByTier({ facts }: { readonly facts: StoryFacts }) {
  const { tiers } = facts;
  const means = tiers.flatMap((tier) => [
    tier.meanPotentialIndexBefore ?? 0,
    tier.meanPotentialIndexAfter ?? 0,
  ]);
  const [least, most] = [Math.min(0, ...means), Math.max(0, ...means)];
  const place = (value: number | null) => `${(((value ?? 0) - least) / (most - least || 1)) * 100}%`;
  return (
    <section class="card" aria-labelledby="potential-title">
      <h3 id="potential-title">Potential by tier</h3>
      <table class="figures tier-profile">
        <thead>
          <tr>
            <th scope="col">Tier</th>
            <th scope="col">Mean PI_acct, before → after</th>
            <th scope="col">Revenue</th>
            <th scope="col">Accounts</th>
          </tr>
        </thead>
        <tbody>
          {tiers.map((tier) => (
            <tr key={tier.tier}>
              <th scope="row">{tier.tier}</th>
              <td>
                <span
                  class="dumbbell"
                  style={{
                    "--before": place(tier.meanPotentialIndexBefore),
                    "--after": place(tier.meanPotentialIndexAfter),
                  }}
                  aria-hidden="true"
                />
                <span class="hint">{measure(tier.meanPotentialIndexBefore, 2)} →</span>{" "}
                {measure(tier.meanPotentialIndexAfter, 2)}
              </td>
              <td>{tier.revenueShareAfter === null ? "–" : share(tier.revenueShareAfter)}</td>
              <td>
                {count(tier.accountsAfter)}
                {tier.accountsAfter !== tier.accountsBefore && (
                  <span class="hint"> {signed(tier.accountsAfter - tier.accountsBefore)}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {inversions(tiers).map((text) => (
        <p key={text} class="perverse" role="note">
          {text}
        </p>
      ))}
    </section>
  );
}
