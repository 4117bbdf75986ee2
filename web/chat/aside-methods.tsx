import type { CompareAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { count, measure } from "../words/format.ts";

/** The methods side by side, by what each brings and how many it moves. */
export function AsideMethods({ link }: { readonly link: string }) {
  const { answer, trouble } = useAnswers<CompareAnswer>([link]);
  const comparison = answer?.[0]?.comparison ?? null;
  if (trouble !== null) return <TroubleNote trouble={trouble} onRetry={null} />;
  if (comparison === null) return <p class="hint">Running the methods…</p>;
  return (
    <table class="figures aside-table">
      <thead>
        <tr>
          <th scope="col">Method</th>
          <th scope="col">Score</th>
          <th scope="col">TPA</th>
          <th scope="col">SFI</th>
          <th scope="col">Move</th>
        </tr>
      </thead>
      <tbody>
        {comparison.methods.map(({ name, kpis, moved }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{measure(kpis.composite)}</td>
            <td>{measure(kpis.tpa)}</td>
            <td>{measure(kpis.sfi)}</td>
            <td>{moved === null ? "–" : count(moved)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
