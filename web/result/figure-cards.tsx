import type { ComponentChildren } from "preact";
import { KPI_BY_KEY, kpiMeans } from "../../contract/kpi-words.ts";
import {
  boundSource,
  type Certificate,
  certainLift,
  limitWords,
  type Movers,
  RULE_NAMES,
  type Summary,
} from "../../tiering/index.ts";
import { Explained } from "../parts/explained.tsx";
import { stability } from "../state/followed.ts";
import { certificate, proving } from "../state/proving.ts";
import { amount, change, count, kpiValue, measure, share } from "../words/format.ts";

interface Props {
  readonly summary: Summary;
  readonly movers: Movers | null;
}

/** Four figures: who moves, what it brings, what it costs, how sure it is. */
export function FigureCards({ summary, movers }: Props) {
  return (
    <div class="figure-cards">
      <WhoMoves summary={summary} movers={movers} />
      <Brings summary={summary} />
      <Costs summary={summary} />
      <Sure summary={summary} />
    </div>
  );
}

interface CardProps {
  readonly title: string;
  readonly figure: ComponentChildren;
  readonly children: ComponentChildren;
}

function Card({ title, figure, children }: CardProps) {
  return (
    <section class="figure-card" aria-label={title}>
      <h3>{title}</h3>
      <p class="figure">{figure}</p>
      <ul>{children}</ul>
    </section>
  );
}

function WhoMoves({ summary: { moved, accounts }, movers }: Props) {
  if (moved === null) return null;
  return (
    <Card title="Who moves" figure={count(moved.count)}>
      <li>
        <span class="gain">▲ {count(moved.up)} up</span>
        {movers && <Flow flow={movers.up} />}
      </li>
      <li>
        <span class="loss">▼ {count(moved.down)} down</span>
        {movers && <Flow flow={movers.down} />}
      </li>
      <li class="hint">of {count(accounts)} accounts</li>
    </Card>
  );
}

function Flow({ flow: { revenue, potential } }: { readonly flow: Movers["up"] }) {
  return (
    <span class="hint">
      {" "}
      revenue {amount(revenue)}
      {potential !== null && `, potential ${amount(potential)}`}
    </span>
  );
}

function Brings({ summary: { kpis, plan } }: { readonly summary: Summary }) {
  const lift = kpis.lift?.composite ?? null;
  return (
    <Card
      title="What it brings"
      figure={
        <>
          {lift === null ? measure(kpis.after.composite) : change(lift)}{" "}
          <small>
            {lift === null ? "" : "on the "}
            <Explained
              text={`${KPI_BY_KEY.composite.name}: ${kpiMeans(KPI_BY_KEY.composite, plan.policy.coefficients)}`}
            >
              overall score
            </Explained>
          </small>
        </>
      }
    >
      {(["tpa", "sfi"] as const).map((key) => {
        const shown = (value: number | null | undefined) => kpiValue(key, value);
        return (
          <li key={key}>
            <Explained text={KPI_BY_KEY[key].means}>{KPI_BY_KEY[key].label}</Explained>{" "}
            {kpis.before && <span class="hint">{shown(kpis.before[key])} → </span>}
            <b>{shown(kpis.after[key])}</b>
          </li>
        );
      })}
    </Card>
  );
}

function Costs({ summary: { moved, rules } }: { readonly summary: Summary }) {
  const asked = rules.filter((rule) => rule.asked);
  const broken = asked.filter(({ kept }) => !kept);
  return (
    <Card
      title="What it costs"
      figure={
        <>
          {share(moved?.share ?? 0)} <small>of the book is disrupted</small>
        </>
      }
    >
      <li class={broken.length > 0 ? "loss" : ""}>
        {broken.length === 0
          ? `${asked.length === 1 ? "The constraint is" : `All ${asked.length} constraints are`} kept`
          : `${broken.length} of ${asked.length} constraints broken`}
      </li>
      <li class="hint">{asked.map(costWords).join("; ")}</li>
    </Card>
  );
}

/** A constraint without its name, where it tells what it is by itself. */
function costWords(rule: Summary["rules"][number]): string {
  const { rule: name } = rule;
  const alone = name === "tier-sizes" || name === "max-tier-step" || name === "max-moved-share";
  return alone ? limitWords(rule) : `${RULE_NAMES[name].toLowerCase()}: ${limitWords(rule)}`;
}

function Sure({ summary }: { readonly summary: Summary }) {
  const { moved } = summary;
  const { proof, seeking } = proving.value;
  const known = certificate.value;
  const firm = stability.value;
  const least = known === null ? null : certainLift(known);
  return (
    <Card
      title="How sure it is"
      figure={
        least === null ? (
          <small>{whyNoShare(known)}</small>
        ) : (
          <>
            ≥ {least} <small>of the possible lift</small>
          </>
        )
      }
    >
      {known !== null && (
        <li>
          <Explained text="No plan under these constraints can bring more than the bound; branch and bound narrows it down.">
            {seeking && proof === null ? "a quick bound; the proof is on its way…" : boundSource(known)}
          </Explained>
        </li>
      )}
      {firm !== null && firm.surviving !== null && (moved?.count ?? 0) > 0 && (
        <li>
          <b>{share(firm.surviving)}</b> of the moves stand ± 10 % in any weight
        </li>
      )}
    </Card>
  );
}

/** Why there is no share of the possible lift to state. */
function whyNoShare(certificate: Certificate | null): string {
  if (certificate === null) return "This method proves nothing";
  return certificate.gap === 0
    ? "Nothing more can be gained"
    : "No share: the present tiers break these rules";
}
