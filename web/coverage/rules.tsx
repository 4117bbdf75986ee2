import { useState } from "preact/hooks";
import type { SingleGeo } from "./ask.ts";
import { wish } from "./wish.ts";

const SINGLE: readonly (readonly [SingleGeo, string])[] = [
  ["in-person", "sellers in person"],
  ["remote", "remote sellers"],
  ["all", "every seller"],
  ["none", "nobody"],
];

/** Rules of the coverage: who serves one geography alone, and accounts that never go to one seller. */
export function Rules() {
  const { singleGeo, apart } = wish.value;
  const [one, setOne] = useState("");
  const [other, setOther] = useState("");
  const pair = [one.trim(), other.trim()] as const;
  const isPair = pair[0] !== "" && pair[1] !== "" && pair[0] !== pair[1];
  const put = (pairs: typeof apart) => {
    wish.value = { ...wish.value, apart: pairs };
  };
  return (
    <details class="points card">
      <summary>Rules</summary>
      <label>
        One geography alone is served by{" "}
        <select
          value={singleGeo ?? "in-person"}
          onChange={(event) => {
            const { value } = event.currentTarget;
            const [chosen] = SINGLE.find(([who]) => who === value) ?? SINGLE[0]!;
            wish.value = { ...wish.value, singleGeo: chosen };
          }}
        >
          {SINGLE.map(([who, name]) => (
            <option key={who} value={who}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPair) return;
          put([...apart, pair]);
          setOne("");
          setOther("");
        }}
      >
        Never to one seller: account{" "}
        <input
          aria-label="First account kept apart"
          value={one}
          onInput={(event) => setOne(event.currentTarget.value)}
        />{" "}
        and account{" "}
        <input
          aria-label="Second account kept apart"
          value={other}
          onInput={(event) => setOther(event.currentTarget.value)}
        />{" "}
        <button type="submit" class="small" disabled={!isPair}>
          Keep apart
        </button>
      </form>
      {apart.length > 0 && (
        <ul>
          {apart.map(([a, b], k) => (
            <li key={`${a} ${b}`}>
              {a} and {b}{" "}
              <button type="button" class="small" onClick={() => put(apart.filter((_, at) => at !== k))}>
                Take back
              </button>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
