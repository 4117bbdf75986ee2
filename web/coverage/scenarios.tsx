import { useState } from "preact/hooks";
import type { CoverageBody } from "../../contract/coverage.ts";
import { ProgressBar } from "../parts/progress-bar.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { session } from "../state/session.ts";
import { amount, count, share } from "../words/format.ts";
import type { CoverageAnswer } from "./answers.ts";
import { covering, force } from "./covering.ts";
import { useAsked } from "./use-asked.ts";

type Asked = NonNullable<CoverageBody["scenarios"]>[number];

/** Other sales forces and rules, side by side with the one above. */
export function Scenarios() {
  const roles = [...new Set(force.value?.sellers.map(({ role }) => role))].sort();
  const geos = covering.value.answer?.summary.geos.map(({ geo }) => geo) ?? [];
  const tiers = session.baseline.value?.tiers ?? [];
  const [add, setAdd] = useState({ role: roles[0] ?? "", geo: geos[0] ?? "" });
  const [leaving, setLeaving] = useState("");
  const { answer, ask, progress, trouble } = useAsked<CoverageAnswer>("v1/coverage");
  const lowest = tiers.at(-1) ?? "";
  const compare = () => {
    const example = force.value?.sellers.find(({ role }) => role === add.role);
    const scenarios: Asked[] = [
      {
        name: `Two more ${add.role} in ${add.geo}`,
        add: [
          {
            role: add.role,
            geos: [add.geo],
            domains: [],
            presence: example?.presence ?? "in-person",
            factor: 1,
            count: 2,
          },
        ],
      },
      { name: `Remote for all of Tier ${lowest}`, rules: { presence: { [lowest]: "remote" } } },
      { name: "Everyone above 20 accounts", rules: { minAccounts: 20 } },
    ];
    if (leaving !== "") scenarios.push({ name: `Without ${leaving}`, retire: [leaving] });
    void ask("Comparing", { limit: 0, scenarios });
  };
  return (
    <section class="card" aria-labelledby="scenarios-title">
      <h3 id="scenarios-title">What if</h3>
      <div class="group-form">
        <Choice name="Two more" value={add.role} values={roles} set={(role) => setAdd({ ...add, role })} />
        <Choice name="In" value={add.geo} values={geos} set={(geo) => setAdd({ ...add, geo })} />
        <label>
          Retire
          <select value={leaving} onChange={(event) => setLeaving(event.currentTarget.value)}>
            <option value="">nobody</option>
            {force.value?.sellers.map(({ id, name, role }) => (
              <option key={id} value={id}>
                {name ?? id}, {role}
              </option>
            ))}
          </select>
        </label>
        <button type="button" disabled={progress !== null} onClick={compare}>
          Compare scenarios
        </button>
      </div>
      {progress !== null && <ProgressBar phase={progress.phase} share={progress.share} />}
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={null} />}
      {answer !== null && <SideBySide answer={answer} />}
    </section>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly value: string;
  readonly values: readonly string[];
  set(value: string): void;
}

function Choice({ name, value, values, set }: ChoiceProps) {
  return (
    <label>
      {name}
      <select value={value} onChange={(event) => set(event.currentTarget.value)}>
        {values.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
    </label>
  );
}

function SideBySide({ answer }: { readonly answer: CoverageAnswer }) {
  const columns = answer.scenarios ?? [];
  const rows: readonly (readonly [string, (summary: CoverageAnswer["summary"]) => string])[] = [
    ["Covered", ({ covered }) => count(covered)],
    ["Without a seller", ({ accounts, covered }) => count(accounts - covered)],
    ["Whitespace covered", ({ coveredWhitespace }) => amount(coveredWhitespace)],
    ["Keep their owner", ({ kept }) => count(kept)],
    ["Another owner", ({ moved }) => count(moved)],
    ["First owner", ({ gained }) => count(gained)],
    ["No owner any more", ({ lost }) => count(lost)],
    ["Sellers", ({ sellers }) => count(sellers.length)],
    [
      "Mean load",
      ({ sellers }) => share(sellers.reduce((sum, { load }) => sum + load, 0) / Math.max(1, sellers.length)),
    ],
  ];
  return (
    <div>
      <table class="figures side-by-side">
        <thead>
          <tr>
            <th scope="col">Measure</th>
            {columns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, cell]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {columns.map(({ name: of, summary }) => (
                <td key={of}>{summary === null ? "–" : cell(summary)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {columns.map(
        ({ name, infeasible }) =>
          infeasible !== null && (
            <p key={name} class="hint">
              {name}: {infeasible}
            </p>
          ),
      )}
    </div>
  );
}
