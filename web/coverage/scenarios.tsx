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
  const [first] = columns;
  const compared = MEASURES.map((measure) => ({
    ...measure,
    values: columns.map(({ summary }) => (summary === null ? null : measure.of(summary))),
  }));
  const differ = compared.filter(({ values }) => new Set(values.filter((value) => value !== null)).size > 1);
  const same = compared.filter((measure) => !differ.includes(measure));
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
          {differ.map(({ name, shown, values }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {values.map((value, at) => (
                <td key={columns[at]!.name}>
                  {value === null ? "–" : shown(value)}
                  {at > 0 && value !== null && values[0] != null && value !== values[0] && (
                    <span class="hint"> {difference(value - values[0], shown)}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {columns.length > 1 && same.length > 0 && (
        <p class="hint">
          The same in all: {same.map(({ name, shown, values }) => sameWords(name, shown, values)).join("; ")}.
        </p>
      )}
      {columns.length > 1 && differ.length > 0 && first && (
        <p class="hint">Differences are against “{first.name}”.</p>
      )}
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

interface Measure {
  readonly name: string;
  of(summary: CoverageAnswer["summary"]): number;
  shown(value: number): string;
}

const MEASURES: readonly Measure[] = [
  { name: "Covered", of: ({ covered }) => covered, shown: count },
  { name: "Without a seller", of: ({ accounts, covered }) => accounts - covered, shown: count },
  {
    name: "Whitespace covered",
    of: ({ coveredWhitespace }) => coveredWhitespace,
    shown: (value) => amount(value),
  },
  { name: "Keep their owner", of: ({ kept }) => kept, shown: count },
  { name: "Owner is no seller here", of: ({ departed }) => departed, shown: count },
  { name: "Another owner", of: ({ moved }) => moved, shown: count },
  { name: "First owner", of: ({ gained }) => gained, shown: count },
  { name: "No owner any more", of: ({ lost }) => lost, shown: count },
  { name: "Sellers", of: ({ sellers }) => sellers.length, shown: count },
  {
    name: "Mean load",
    of: ({ sellers }) => sellers.reduce((sum, { load }) => sum + load, 0) / Math.max(1, sellers.length),
    shown: (value) => share(value),
  },
];

function difference(value: number, shown: Measure["shown"]): string {
  return value > 0 ? `+${shown(value)}` : shown(value);
}

function sameWords(name: string, shown: Measure["shown"], values: readonly (number | null)[]): string {
  const value = values.find((each) => each !== null) ?? null;
  return `${name.toLowerCase()} ${value === null ? "–" : shown(value)}`;
}
