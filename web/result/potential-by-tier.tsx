import { inversionWords, type Summary } from "../../tiering/index.ts";
import { count, measure, signed } from "../words/format.ts";

interface Props {
  readonly summary: Summary;
  /** True before anything ran: the tiers of today alone. */
  readonly fresh: boolean;
}

/** What each tier holds before and after: accounts and potential; a perverse order is said. */
export function PotentialByTier({ summary, fresh }: Props) {
  const { tierOrder, distribution } = summary;
  const means = tierOrder.tiers.flatMap(({ meanBefore, meanAfter }) => [meanBefore ?? 0, meanAfter ?? 0]);
  const [least, most] = [Math.min(0, ...means), Math.max(0, ...means)];
  const place = (value: number | null) => `${(((value ?? 0) - least) / (most - least || 1)) * 100}%`;
  return (
    <section class="card" aria-labelledby="potential-title">
      <h3 id="potential-title">Potential by tier</h3>
      <table class="figures tier-profile">
        <thead>
          <tr>
            <th scope="col">Tier</th>
            <th scope="col" colSpan={2}>
              Mean potential index{!fresh && ", before → after"}
            </th>
            <th scope="col">Median</th>
            <th scope="col">Accounts</th>
          </tr>
        </thead>
        <tbody>
          {tierOrder.tiers.map(({ tier, meanBefore, meanAfter, medianAfter }, at) => {
            const accounts = distribution.after[at] ?? 0;
            const before = distribution.before?.[at] ?? accounts;
            return (
              <tr key={tier}>
                <th scope="row">{tier}</th>
                <td class="dumbbell-cell" aria-hidden="true">
                  <span
                    class="dumbbell"
                    style={{ "--before": place(meanBefore ?? meanAfter), "--after": place(meanAfter) }}
                  />
                </td>
                <td class="whole">
                  {meanBefore !== null && !fresh && <span class="hint">{measure(meanBefore, 2)} →</span>}{" "}
                  {measure(meanAfter, 2)}
                </td>
                <td>{measure(medianAfter, 2)}</td>
                <td>
                  {count(accounts)}
                  {accounts !== before && <span class="hint"> {signed(accounts - before)}</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {tierOrder.inversions.map((inversion) => (
        <p key={inversion.higher} class="perverse" role="note">
          {inversionWords(inversion, fresh)}
        </p>
      ))}
    </section>
  );
}
