import type { Dialect } from "./dialect.ts";

/**
 * The parts of a table's name: parted by dots, a part in "double quotes" or `backticks` taken as it stands, the
 * quote itself written twice in it. A quote that does not end is a letter like any other.
 */
export function nameParts(name: string): string[] {
  const parts: string[] = [];
  let rest = name.trim();
  for (;;) {
    const quoted = /^(?:"((?:[^"]|"")+)"|`((?:[^`]|``)+)`)\s*(?:\.\s*|$)/.exec(rest);
    const plain = quoted === null ? /^[^.]*/.exec(rest)![0] : quoted[0];
    if (quoted === null) parts.push(plain.trim());
    else parts.push(quoted[1]?.replaceAll('""', '"') ?? quoted[2]!.replaceAll("``", "`"));
    const isLast = quoted === null ? plain.length === rest.length : !/\.\s*$/.test(plain);
    if (isLast) return parts;
    rest = rest.slice(quoted === null ? plain.length + 1 : plain.length);
  }
}

/** A table's name as `--table` takes it: a part that has a dot or a quote in it in quotes. */
export function writeName(parts: readonly string[]): string {
  return parts
    .map((part) => (/[."`]|^\s|\s$|^$/.test(part) ? `"${part.replaceAll('"', '""')}"` : part))
    .join(".");
}

/** A table's name for an engine, each part quoted as the engine does. */
export function tableName({ identifier }: Pick<Dialect, "identifier">, name: string): string {
  return nameParts(name).map(identifier).join(".");
}

/** The schema that a table's name says; null where it says none. */
export function schemaOf(name: string): string | null {
  const parts = nameParts(name);
  return parts.length < 2 ? null : writeName(parts.slice(0, -1));
}

/** The name of a table beside another one: in the same schema, with a suffix. */
export function besideName(name: string, suffix: string): string {
  const parts = nameParts(name);
  return writeName([...parts.slice(0, -1), `${parts.at(-1)}${suffix}`]);
}
