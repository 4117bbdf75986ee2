import { certaintyWords, type Summary } from "../../tiering/index.ts";
import { certificate, provenCsv, proving } from "../state/proving.ts";
import { session } from "../state/session.ts";
import { change } from "../words/format.ts";
import { planToQuery } from "../words/query.ts";

/** A better composite than the one shown is told from this difference on. */
const TOLD = 5e-5;

/** How far the run can be from the best possible one: a quick bound at once, the proven figure seconds later. */
export function Proof({ summary }: { readonly summary: Summary }) {
  const plan = session.result.value?.plan ?? null;
  const { proof, seeking } = proving.value;
  const known = certificate.value;
  if (known === null || summary.certificate === null || plan === null) return null;
  return (
    <p class={proof === null ? "hint bound" : "bound"} role="status">
      {certaintyWords(known)}
      {proof !== null && (known.proven ? ", which is proven" : ", as far as the proof went")}.
      {proof === null && seeking && " A tighter proof is on its way…"}
      {proof !== null && proof.value - known.value > TOLD && (
        <>
          {" "}
          The proof found a better one, {change(proof.value - known.value, 4)}:{" "}
          <a href={provenCsv(planToQuery(plan).toString())}>its CSV</a>.
        </>
      )}
    </p>
  );
}
