/** Outlines of the icons, on a grid of 20 × 20. */
const PATHS = {
  send: "M10 16V4M5 9l5-5 5 5",
  stop: "M6 6h8v8H6z",
  undo: "M8 5 4 9l4 4M4 9h7a5 5 0 0 1 0 10h-1",
  redo: "M12 5l4 4-4 4M16 9H9a5 5 0 0 0 0 10h1",
  edit: "M4 16h3L16 7l-3-3-9 9zM11 6l3 3",
  lock: "M6 9V7a4 4 0 0 1 8 0v2M5 9h10v8H5z",
  unlock: "M6 9V7a4 4 0 0 1 7.5-2M5 9h10v8H5z",
  close: "M5 5l10 10M15 5 5 15",
  download: "M10 3v10M6 9l4 4 4-4M4 17h12",
  link: "M8 12l4-4M7 9l-2 2a3 3 0 0 0 4 4l2-2M9 7l2-2a3 3 0 0 1 4 4l-2 2",
  code: "M7 6l-4 4 4 4M13 6l4 4-4 4",
  table: "M3 4h14v12H3zM3 8h14M3 12h14M8 8v8",
  sun: "M10 6a4 4 0 1 1 0 8 4 4 0 0 1 0-8M10 1v2M10 17v2M1 10h2M17 10h2M4 4l1 1M15 15l1 1M16 4l-1 1M5 15l-1 1",
  moon: "M16 12A7 7 0 0 1 8 4a7 7 0 1 0 8 8z",
  system: "M3 4h14v9H3zM7 17h6M10 13v4",
  plus: "M10 4v12M4 10h12",
  retry: "M16 10a6 6 0 1 1-2-4.5M16 3v4h-4",
  up: "M10 15V5M6 9l4-4 4 4",
  down: "M10 5v10M6 11l4 4 4-4",
  check: "M4 10l4 4 8-8",
  cross: "M6 6l8 8M14 6l-8 8",
  print: "M6 7V3h8v4M4 7h12v7h-3M7 14H4V7M7 12h6v5H7z",
  person: "M10 3a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7M3.5 17a6.5 6.5 0 0 1 13 0",
  trash: "M4 6h12M8 6V4h4v2M6 6l1 11h6l1-11",
} as const;
export type IconName = keyof typeof PATHS;

/** A picture beside or in place of a word; what it stands for is always said in text too. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
