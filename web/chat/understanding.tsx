import type { Interpretation } from "../../contract/interpretation.ts";

interface Props {
  readonly interpretation: Interpretation;
  /** Why the answer before this one did without the model; the same reason is not shouted twice. */
  readonly toldBefore: string | null;
}

/** Who turned the words into numbers, how, and why not the model where it did not. */
export function Understanding({ interpretation, toldBefore }: Props) {
  const { interpreter, attempts, fallback, explanation, cached } = interpretation;
  const offline = interpreter === "offline";
  const who = offline ? "Understood offline" : "Understood by the model";
  const news = fallback !== null && fallback !== toldBefore;
  const tries = attempts > 1 ? `, at the ${ordinal(attempts)} attempt` : "";
  return (
    <details class={`understanding ${news ? "fallback" : ""}`} open={news}>
      <summary>
        {who}
        {tries}
        {cached ? ", as before" : ""}
      </summary>
      {fallback !== null && <p>The model was not used: {fallback}</p>}
      {explanation !== "" && <p>{explanation}</p>}
    </details>
  );
}

function ordinal(n: number): string {
  return n === 2 ? "second" : n === 3 ? "third" : `${n}th`;
}
