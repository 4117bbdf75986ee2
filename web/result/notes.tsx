import type { Summary } from "../../tiering/index.ts";

/** What a reader has to know of this run and would not guess. */
export function Notes({ summary: { notes } }: { readonly summary: Pick<Summary, "notes"> }) {
  if (notes.length === 0) return null;
  return (
    <ul class="notes" aria-label="Notes">
      {notes.map(({ text }) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
