import { useState } from "preact/hooks";
import { columnWords } from "../../tiering/index.ts";
import { Menu } from "../parts/menu.tsx";
import { chosenColumns, listedColumns } from "../state/filter.ts";
import { session } from "../state/session.ts";

/** Chooses the columns of the book that the list shows. */
export function ColumnChooser() {
  const [search, setSearch] = useState("");
  const shown = listedColumns();
  const wanted = search.toLowerCase();
  const columns = session.columns.value.filter(
    ({ kind, name }) => kind !== "id" && columnWords(name).toLowerCase().includes(wanted),
  );
  const toggle = (name: string) => {
    chosenColumns.value = shown.includes(name) ? shown.filter((other) => other !== name) : [...shown, name];
  };
  return (
    <Menu label="Columns">
      <li>
        <input
          type="search"
          aria-label="Search columns"
          placeholder="Search columns"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </li>
      <li>
        <ul class="options">
          {columns.map(({ name }) => (
            <li key={name}>
              <label class="option">
                <input type="checkbox" checked={shown.includes(name)} onChange={() => toggle(name)} />
                <span>{columnWords(name)}</span>
              </label>
            </li>
          ))}
        </ul>
      </li>
      <li>
        <button
          type="button"
          class="quiet"
          disabled={chosenColumns.value === null}
          onClick={() => {
            chosenColumns.value = null;
          }}
        >
          The usual ones
        </button>
      </li>
    </Menu>
  );
}
