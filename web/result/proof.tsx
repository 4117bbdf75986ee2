import { type Certificate, roundedDown, roundedUp, type Summary } from "../../tiering/index.ts";
import { provenCsv, proving } from "../state/proving.ts";
import { session } from "../state/session.ts";
import { change, measure } from "../words/format.ts";
import { planToQuery } from "../words/query.ts";

/** A better composite than the one shown is told from this difference on. */
const TOLD = 5e-5;

/** How far the run can be from the best possible one: a quick bound at once, the proven figure seconds later. */
export function Proof({ summary }: { readonly summary: Summary }) {
  const plan = session.result.value?.plan ?? null;
  const { proof, seeking } = proving.value;
  const { certificate } = summary;
  if (certificate === null || plan === null) return null;
  if (proof !== null) {
    return <Proven proof={proof} shown={certificate} csv={provenCsv(planToQuery(plan).toString())} />;
  }
  return (
    <p class="hint bound" role="status">
      No plan under these constraints can exceed{certificate.of === "tpa" && " a TPA of"}{" "}
      <b>{roundedUp(certificate.bound, 4)}</b>
      {certificate.gap !== null && `, ${roundedUp(certificate.gap * 100, 2)} % above this one`}
      {guarantee(certificate)}.{seeking && " A tighter proof is on its way…"}
    </p>
  );
}

/** What share of the possible lift is certain to be had; nothing where the bound is too wide to say. */
function guarantee({ liftGap, proven, nodes }: Certificate): string {
  const words = proven ? `, proven by branch and bound over ${nodes} nodes` : "";
  if (liftGap === null || liftGap >= 1) return words;
  return `: it has at least ${roundedDown(Math.max(0, 1 - liftGap) * 100, 0)} % of the lift that is possible${words}`;
}

interface ProvenProps {
  readonly proof: Certificate;
  /** Of the run that is shown. */
  readonly shown: Certificate;
  /** Where the proof's own tiers are to be had. */
  readonly csv: string;
}

function Proven({ proof, shown, csv }: ProvenProps) {
  const better = proof.value - shown.value;
  return (
    <p class="bound" role="status">
      {proof.proven ? "Proven" : "As far as it went"}: nothing exceeds <b>{roundedUp(proof.bound, 4)}</b> (
      {proof.nodes} nodes); the best found has {measure(proof.value, 4)}
      {better > TOLD ? (
        <>
          , {change(better, 4)} against the run shown. <a href={csv}>Its CSV</a>
        </>
      ) : (
        ", as the run shown"
      )}
      .
    </p>
  );
}
