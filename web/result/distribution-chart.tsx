import { useCallback } from "preact/hooks";
import type { Summary } from "../../tiering/index.ts";
import { Chart } from "../charts/chart.tsx";
import type { Plot } from "../charts/plot.ts";
import { count, signed } from "../words/format.ts";

/** Accounts in each tier before and after, as bars and in numbers. */
export function DistributionChart({ summary }: { readonly summary: Summary }) {
  const { distribution, tiers } = summary;
  const options = useCallback(
    (plot: Plot, width: number) => {
      const bars = tiers.flatMap((tier, at) => [
        { tier, when: "before", accounts: distribution.before?.[at] ?? 0 },
        { tier, when: "after", accounts: distribution.after[at] ?? 0 },
      ]);
      return {
        width,
        height: 220,
        marginLeft: 8,
        marginRight: 8,
        marginTop: 20,
        marginBottom: 30,
        fx: { label: null, padding: 0.2, domain: tiers },
        x: { axis: null, domain: ["before", "after"], padding: 0.12 },
        y: { axis: null },
        color: { domain: ["before", "after"], range: ["var(--before)", "var(--after)"] },
        marks: [
          plot.axisFx({ anchor: "bottom", label: null, fontSize: 13, fill: "var(--text)" }),
          plot.ruleY([0], { stroke: "var(--line-strong)" }),
          plot.barY(bars, { fx: "tier", x: "when", y: "accounts", fill: "when", rx: 2 }),
          plot.text(bars, {
            fx: "tier",
            x: "when",
            y: "accounts",
            text: (bar: { accounts: number }) => count(bar.accounts),
            dy: -8,
            fill: "var(--muted)",
            fontSize: width < 420 ? 9 : 11,
          }),
        ],
      };
    },
    [distribution, tiers],
  );
  return (
    <section class="card" aria-labelledby="distribution-title">
      <h3 id="distribution-title">Accounts by tier</h3>
      <Chart options={options} />
      <p class="hint legend" aria-hidden="true">
        <span class="swatch before" /> before <span class="swatch after" /> after
      </p>
      <table class="visually-hidden">
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">When</span>
            </th>
            {tiers.map((tier) => (
              <th key={tier} scope="col">
                {tier}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Before</th>
            {tiers.map((tier, at) => (
              <td key={tier}>{count(distribution.before?.[at] ?? 0)}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">After</th>
            {tiers.map((tier, at) => (
              <td key={tier}>{count(distribution.after[at] ?? 0)}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">Change</th>
            {tiers.map((tier, at) => (
              <td key={tier}>{signed((distribution.after[at] ?? 0) - (distribution.before?.[at] ?? 0))}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}
