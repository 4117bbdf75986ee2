import { useState } from "preact/hooks";
import type { RuleKind, Rules } from "../../tiering/index.ts";
import { address } from "../api/address.ts";
import type { RulesAnswer } from "../api/answers.ts";
import { useAnswers, useText } from "../api/use-answer.ts";
import { useDeferred } from "../api/use-deferred.ts";
import { Explained } from "../parts/explained.tsx";
import { Icon } from "../parts/icon.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { shownPlan } from "../state/shown-plan.ts";
import { count, currency, share } from "../words/format.ts";
import { planToQuery } from "../words/query.ts";
import { ClosedLoop } from "./closed-loop.tsx";
import { Importances } from "./importances.tsx";

const REST_MS = 500;
const DIALECTS = [
  { value: "ansi", name: "PostgreSQL, DuckDB, Snowflake" },
  { value: "bigquery", name: "BigQuery" },
  { value: "spark", name: "Spark" },
] as const;

/** The tiers as rules that people can read and a warehouse can run. */
export function RulesTab() {
  const plan = shownPlan.value;
  const wanted = planToQuery(plan).toString();
  const query = useDeferred(wanted, REST_MS);
  const [kind, setKind] = useState<RuleKind>("plain");
  const [dialect, setDialect] = useState<string>("ansi");
  const { answer, trouble, busy } = useAnswers<RulesAnswer>([`v1/rules?${query}&format=json`]);
  const text = useText(`v1/rules?${query}&format=text&kind=${kind}`);
  const rules = answer?.[0]?.rules ?? null;
  if (trouble !== null) return <TroubleNote trouble={trouble} onRetry={null} />;
  if (rules === null) return <p class="empty">Learning the rules from the tiers…</p>;
  return (
    <section class="card" aria-labelledby="tree-title" aria-busy={busy || query !== wanted}>
      <div class="card-head">
        <h3 id="tree-title">Rules that give these tiers</h3>
        <KindPicker kind={kind} onPick={setKind} />
        <div class="card-actions">
          <label>
            <span class="visually-hidden">SQL dialect</span>
            <select value={dialect} onChange={(event) => setDialect(event.currentTarget.value)}>
              {DIALECTS.map(({ value, name }) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <a
            class="button small"
            href={address(`v1/rules?${query}&format=sql&kind=${kind}&dialect=${dialect}`)}
            download={`tiers-${dialect}.sql`}
          >
            <Icon name="download" /> SQL
          </a>
        </div>
      </div>
      {rules.note !== null && <p class="hint">{rules.note}</p>}
      <div class="grid rules-grid">
        <div>
          <pre class="tree">{treeOf(text)}</pre>
          {currency.value !== null && <p class="hint">Amounts in {currency.value}.</p>}
        </div>
        <div>
          <Judgement rules={rules} kind={kind} />
          <Omitted rules={rules} kind={kind} />
          <Importances importances={rules[kind].importances} />
          {plan.method === "hybrid" && (
            <ClosedLoop key={`${query} ${kind}`} query={withoutMethod(query)} kind={kind} />
          )}
        </div>
      </div>
    </section>
  );
}

function KindPicker({ kind, onPick }: { readonly kind: RuleKind; onPick(kind: RuleKind): void }) {
  const kinds = [
    ["plain", "Plain", "Every account counts the same"],
    ["balanced", "Balanced", "Every tier counts the same: small tiers are found more often"],
  ] as const;
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">Kind of tree</legend>
      {kinds.map(([value, name, help]) => (
        <label key={value} title={help}>
          <input type="radio" name="kind" checked={kind === value} onChange={() => onPick(value)} />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** How the rules are judged: in plain words, by the name of the field, and with a scale. */
const JUDGED = [
  {
    label: "Right when given",
    code: "precision",
    means: "Of the accounts that the rules put into the tier, those that are in it; 100 % is never wrong",
  },
  {
    label: "Found",
    code: "recall",
    means: "Of the accounts that are in the tier, those that the rules put there; 100 % misses none",
  },
  {
    label: "Both at once",
    code: "F1",
    means:
      "High only where the tier is both right when given and found: twice their product over their sum; 100 % is perfect, 0 % finds none",
  },
] as const;

function Judgement({ rules, kind }: { readonly rules: Rules; readonly kind: RuleKind }) {
  const { evaluation } = rules[kind];
  const shown = (value: number | null) => (value === null ? "–" : share(value));
  return (
    <>
      <p>
        Right for <b>{shown(evaluation.accuracy)}</b> of {count(evaluation.accounts)} accounts set aside.
      </p>
      <table class="figures kpis">
        <thead>
          <tr>
            <th scope="col">Tier</th>
            {JUDGED.map(({ label, code, means }) => (
              <th key={code} scope="col">
                <Explained text={means}>{label}</Explained> <span class="hint">{code}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {evaluation.tiers.map(({ precision, recall, f1 }, at) => (
            <tr key={rules.tiers[at]}>
              <th scope="row">{rules.tiers[at]}</th>
              <td>{shown(precision)}</td>
              <td>{shown(recall)}</td>
              <td>{shown(f1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Tiers that the tree never says: small ones drown where every account counts the same. */
function Omitted({ rules, kind }: { readonly rules: Rules; readonly kind: RuleKind }) {
  const { tiers } = rules[kind].evaluation;
  const omitted = rules.tiers.filter((_, at) => tiers[at]?.precision === null);
  if (omitted.length === 0) return null;
  return (
    <p class="perverse" role="note">
      These rules never give {omitted.length === 1 ? "tier" : "tiers"} {omitted.join(", ")}
      {kind === "plain" ? ": the balanced ones may." : "."}
    </p>
  );
}

function withoutMethod(query: string): string {
  const parameters = new URLSearchParams(query);
  parameters.delete("method");
  return parameters.toString();
}

/** The rules themselves; what the text says of them before a blank line stands in the table beside. */
function treeOf(text: string | null): string {
  if (text === null) return "…";
  const start = text.indexOf("\n\n");
  return (start < 0 ? text : text.slice(start + 2)).trimEnd();
}
