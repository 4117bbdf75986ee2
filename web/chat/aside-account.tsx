import type { AccountExplanation } from "../../tiering/index.ts";
import type { AccountAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { Icon } from "../parts/icon.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { count, share } from "../words/format.ts";

/** Changes that are told at once, the smallest first. */
const TOLD = 2;

/** Why an account is where it is, and what would move it, in a few lines; the panel has the figures. */
export function AsideAccount({ link }: { readonly link: string }) {
  const { answer, trouble } = useAnswers<AccountAnswer>([link]);
  const found = answer?.[0]?.account;
  if (trouble !== null) return <TroubleNote trouble={trouble} onRetry={null} />;
  return found === undefined ? <p class="hint">Looking at it…</p> : <Told account={found} />;
}

function Told({ account }: { readonly account: AccountExplanation }) {
  const { id, name, previousTier, tier, change, reason, potentialIndex, counterfactuals } = account;
  const { rank, of, tierPercentile } = potentialIndex;
  const moved = change === "up" || change === "down";
  return (
    <>
      <p class="reply">
        <b>{name ?? id}</b> {name !== null && <span class="hint">{id}</span>}:{" "}
        {moved && (
          <>
            {previousTier} →{" "}
            <b class={change === "up" ? "gain" : "loss"}>
              {tier}
              <Icon name={change} />
            </b>
          </>
        )}
        {change === "same" && <>stays in {tier}</>}
        {change === null && tier}. {reason !== "" && `${reason}.`}
      </p>
      <p class="hint">
        Rank by potential: {count(rank)} of {count(of)}
        {tierPercentile !== null && `; above ${share(tierPercentile)} of the accounts in its tier`}.
      </p>
      {counterfactuals !== null &&
        (["up", "down"] as const).map((way) => {
          const blocked = counterfactuals.blocked[way];
          const found = counterfactuals.changes
            .filter(({ direction, to }) => direction === way && to !== null)
            .sort((a, b) => Math.abs(a.relative ?? Infinity) - Math.abs(b.relative ?? Infinity))
            .slice(0, TOLD);
          return (
            <p key={way} class="hint">
              <Icon name={way} /> {way === "up" ? "Up" : "Down"}:{" "}
              {blocked ??
                (found.map(({ text }) => text).join(" ") || "nothing that one could act on was found.")}
            </p>
          );
        })}
    </>
  );
}
