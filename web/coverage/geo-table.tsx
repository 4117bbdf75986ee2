import { amount, count, share } from "../words/format.ts";
import type { CoverageAnswer } from "./answers.ts";

/** What each geography needs, what its sellers can carry, what is covered, and what one more seller is worth. */
export function GeoTable({ answer }: { readonly answer: CoverageAnswer }) {
  const { geos, sellers } = answer.override?.summary ?? answer.summary;
  return (
    <section class="card" aria-labelledby="geos-title">
      <h3 id="geos-title">Geographies</h3>
      <table class="figures geos">
        <thead>
          <tr>
            <th scope="col">Geography</th>
            <th scope="col">Accounts</th>
            <th scope="col">Sellers</th>
            <th scope="col">Whitespace covered</th>
          </tr>
        </thead>
        <tbody>
          {geos.map(({ geo, accounts, covered, whitespace, coveredWhitespace }) => {
            const here = sellers.filter((seller) => seller.geos.length === 0 || seller.geos.includes(geo));
            const load = here.reduce((sum, seller) => sum + seller.load, 0) / Math.max(1, here.length);
            const dearest = answer.prices.find((price) => price.geo === geo && price.worth > 0);
            return (
              <tr key={geo}>
                <th scope="row">
                  {geo}
                  <span class="hint">
                    {dearest === undefined
                      ? `One more seller in ${geo} is worth nothing.`
                      : `One more ${dearest.role} in ${geo} is worth up to ${amount(dearest.worth)}.`}
                  </span>
                </th>
                <td>
                  {count(accounts)}
                  <span class={`hint ${covered < accounts ? "loss" : ""}`}>
                    {count(accounts - covered)} without a seller
                  </span>
                </td>
                <td>
                  {count(here.length)}
                  <span class="hint">{share(load, 0)} busy</span>
                </td>
                <td>
                  {amount(coveredWhitespace)}
                  <span class="hint">{share(whitespace > 0 ? coveredWhitespace / whitespace : 1)}</span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
