import { share } from "../words/format.ts";
import { featureWords } from "../words/plan-words.ts";

const SHOWN = 6;

interface Props {
  readonly importances: readonly { readonly feature: string; readonly importance: number }[];
}

/** What the rules look at most. */
export function Importances({ importances }: Props) {
  const most = [...importances].sort((a, b) => b.importance - a.importance).slice(0, SHOWN);
  const largest = most[0]?.importance ?? 0;
  if (largest === 0) return null;
  return (
    <>
      <h4 class="under-table">What they look at</h4>
      <ul class="bars">
        {most.map(({ feature, importance }) => (
          <li key={feature} style={{ "--part": `${(importance / largest) * 100}%` }}>
            <span>{featureWords(feature)}</span>
            <span>{share(importance)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
