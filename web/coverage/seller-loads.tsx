import { useState } from "preact/hooks";
import type { CoverageSummary } from "../../tiering/index.ts";
import { amount, count, measure, share } from "../words/format.ts";

/** Sellers that are listed at once. */
const SHOWN = 10;

/** How much each role and each seller has to do, and how evenly opportunity is shared out. */
export function SellerLoads({ summary }: { readonly summary: CoverageSummary }) {
  const [role, setRole] = useState("");
  const [first, setFirst] = useState(0);
  const { roles } = summary;
  const sellers = summary.sellers
    .filter((seller) => role === "" || seller.role === role)
    .sort((a, b) => b.load - a.load || (a.id < b.id ? -1 : 1));
  return (
    <section class="card" aria-labelledby="loads-title">
      <div class="card-head">
        <h3 id="loads-title">Seller loads</h3>
        <div class="card-actions">
          <label>
            <span class="visually-hidden">Role</span>
            <select
              value={role}
              onChange={(event) => {
                setRole(event.currentTarget.value);
                setFirst(0);
              }}
            >
              <option value="">All roles</option>
              {roles.map((each) => (
                <option key={each.role}>{each.role}</option>
              ))}
            </select>
          </label>
        </div>
      </div>
      <ul class="role-words">
        {roles
          .filter((each) => role === "" || each.role === role)
          .map(({ role: name, sellers: number, accounts, load, opportunity }) => (
            <li key={name}>
              <b>{name}</b>: {count(number)} sellers, {count(accounts)} accounts, {share(load.mean, 0)} busy
              on average; the best-off has {measure(opportunity.maxToMean, 1)} times the mean opportunity.
            </li>
          ))}
      </ul>
      <table class="figures loads">
        <thead>
          <tr>
            <th scope="col">Seller, busiest first</th>
            <th scope="col">Load</th>
            <th scope="col">Accounts</th>
            <th scope="col">Whitespace</th>
          </tr>
        </thead>
        <tbody>
          {sellers.slice(first, first + SHOWN).map((seller) => (
            <tr key={seller.id}>
              <th scope="row">
                {seller.name}
                <span class="hint">
                  {seller.role}, {seller.geos.join(", ") || "everywhere"}
                </span>
              </th>
              <td>
                <span class="meter" style={{ "--part": `${Math.min(1, seller.load) * 100}%` }}>
                  {share(seller.load, 0)}
                </span>
              </td>
              <td>
                {count(seller.accounts)}
                <span class="hint">
                  {count(seller.kept)} kept, {count(seller.gained)} new, {count(seller.lost)} lost
                </span>
              </td>
              <td>{amount(seller.whitespace)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="pager">
        <button type="button" class="small" disabled={first === 0} onClick={() => setFirst(first - SHOWN)}>
          Before
        </button>
        <button
          type="button"
          class="small"
          disabled={first + SHOWN >= sellers.length}
          onClick={() => setFirst(first + SHOWN)}
        >
          Next
        </button>
        <span class="hint">
          {count(first + 1)}–{count(Math.min(first + SHOWN, sellers.length))} of {count(sellers.length)}
        </span>
      </div>
    </section>
  );
}
