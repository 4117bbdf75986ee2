import { KPI_ROWS } from "../../contract/kpi-words.ts";
import { RULE_NAMES } from "../../contract/rule-names.ts";
import type { Summary } from "../../tiering/index.ts";
import { stability } from "../state/followed.ts";
import { proving } from "../state/proving.ts";
import { change, measure, share } from "../words/format.ts";

interface Props {
  readonly summary: Summary;
  /** Whether it is the result that is shown, which alone is proven and judged further. */
  readonly current: boolean;
}

/** What the plan brings, which constraints it keeps, and how sure that is. */
export function ReportFigures({ summary, current }: Props) {
  const { kpis, rules, notes } = summary;
  const certificate = (current ? proving.value.proof : null) ?? summary.certificate;
  const firm = (current ? stability.value?.surviving : null) ?? null;
  return (
    <>
      <section>
        <h2>Result</h2>
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">Measure</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
              <th scope="col">Change</th>
              <th scope="col">What it says</th>
            </tr>
          </thead>
          <tbody>
            {KPI_ROWS.map(({ key, label, name, means }) => (
              <tr key={key}>
                <th scope="row">
                  {label} ({name})
                </th>
                <td>{measure(kpis.before?.[key])}</td>
                <td>{measure(kpis.after[key])}</td>
                <td>{change(kpis.lift?.[key])}</td>
                <td class="means">{means}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {notes.map(({ text }) => (
          <p key={text}>{text}</p>
        ))}
      </section>
      <section>
        <h2>Constraints and proof</h2>
        <ul>
          {rules
            .filter(({ asked }) => asked)
            .map(({ rule, limit, kept, accounts }) => (
              <li key={`${rule} ${limit}`}>
                {RULE_NAMES[rule]}: {limit} — {kept ? "kept" : `broken by ${accounts} accounts`}
              </li>
            ))}
          {certificate !== null && (
            <li>
              No plan under these constraints exceeds an overall score of {measure(certificate.bound, 4)}
              {certificate.proven ? ", proven by branch and bound" : ""}.
            </li>
          )}
          {firm !== null && <li>{share(firm, 0)} of the moves stand a change of ± 10 % in any weight.</li>}
        </ul>
      </section>
    </>
  );
}
