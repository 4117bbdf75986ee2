import { parseSelector, parseTier, SIGNAL_COLUMNS, type Term, TieringError } from "../../tiering/index.ts";
import { nearestNames } from "../nearest.ts";
import type { TableSurvey } from "./survey-table.ts";
import { tableName } from "./table-name.ts";
import type { Value, Warehouse, WarehouseColumn } from "./warehouse.ts";

/** Most values of a column that names are looked for in. */
const MOST_VALUES = 100_000;

/** Turns selectors into conditions over one table. */
export class SelectorReader {
  readonly #warehouse: Warehouse;
  readonly #survey: TableSurvey;
  readonly #values = new Map<string, Promise<readonly string[]>>();

  constructor(warehouse: Warehouse, survey: TableSurvey) {
    this.#warehouse = warehouse;
    this.#survey = survey;
  }

  /** The condition of one selector. */
  async condition(selector: string, pointer: string): Promise<string> {
    return this.#all(parseSelector(selector, this.#names(), pointer), pointer);
  }

  async #all(terms: readonly Term[], pointer: string): Promise<string> {
    const plain: string[] = [];
    for (const term of terms) if (term.kind !== "extreme") plain.push(await this.#term(term, pointer));
    const ranked: string[] = [];
    for (const term of terms)
      if (term.kind === "extreme") ranked.push(await this.#extreme(term, plain, pointer));
    return [...plain, ...ranked].join(" AND ");
  }

  /** The accounts of these IDs. */
  async named(entries: readonly { readonly id: string; readonly pointer: string }[]): Promise<string> {
    const { dialect } = this.#warehouse;
    const { layout, columns } = this.#survey;
    const kind = kindOf(columns, layout.roles.id);
    const isInteger = kind === "integer";
    const plain = dialect.identifier(layout.roles.id);
    const column = isInteger || kind === "text" ? plain : dialect.asText(plain);
    const list = entries
      .filter(({ id }) => !isInteger || /^[+-]?\d+$/.test(id))
      .map(({ id }) => (isInteger ? id : dialect.text(id)));
    const condition = list.length === 0 ? "1 = 0" : `${column} IN (${list.join(", ")})`;
    const found = new Set(
      (await this.#scan(`SELECT ${dialect.asText(column)} FROM ${this.#from(condition)}`)).map(([id]) =>
        String(id),
      ),
    );
    const missing = entries.find(({ id }) => !found.has(isInteger ? String(asInteger(id)) : id));
    if (missing === undefined) return condition;
    const message = `Unknown account "${missing.id}"; expected an ID of this table, tier:A, or Column:value|value.`;
    throw new TieringError("unknown-account", message, { pointer: missing.pointer });
  }

  async #term(term: Exclude<Term, { kind: "extreme" }>, pointer: string): Promise<string> {
    const { dialect } = this.#warehouse;
    const { ladder, spellings, layout } = this.#survey;
    switch (term.kind) {
      case "ids": {
        const condition = await this.named(term.ids.map((id) => ({ id, pointer })));
        return term.not ? `NOT (${condition})` : condition;
      }
      case "tiers": {
        const labels = term.names.flatMap((name) => spellings[parseTier(name, ladder.names, pointer)]!);
        return this.#among(layout.roles.tiers[0]!, labels, term.not);
      }
      case "values": {
        const column = this.#column(term.column, "text", pointer);
        const known = await this.#valuesOf(column);
        return this.#among(
          column,
          term.values.flatMap((value) => spelt(value, known, column, pointer)),
          term.not,
        );
      }
      // A blank cell compares as false, and so is outside.
      case "outside":
        return `CASE WHEN ${await this.#all(term.terms, pointer)} THEN 0 ELSE 1 END = 1`;
      case "compare": {
        return `${this.#amount(term.column, pointer)} ${term.operator} ${dialect.number(term.value)}`;
      }
    }
  }

  /** The accounts with the largest or smallest values among those that meet the other conditions; ties by ID. */
  async #extreme(
    { column: name, count, end }: Extract<Term, { kind: "extreme" }>,
    others: readonly string[],
    pointer: string,
  ): Promise<string> {
    if (count === 0) return "1 = 0";
    const { dialect } = this.#warehouse;
    const { layout, columns } = this.#survey;
    const column = this.#amount(name, pointer);
    const id = dialect.identifier(layout.roles.id);
    const isInteger = kindOf(columns, layout.roles.id) === "integer";
    const order = isInteger ? id : dialect.byBytes(dialect.asText(id));
    const among = [...others, `${column} IS NOT NULL`].join(" AND ");
    const rows = await this.#scan(
      `SELECT ${column}, ${dialect.asText(id)} FROM ${this.#from(among)} ORDER BY ${column}${end === "top" ? " DESC" : ""}, ${order} LIMIT 1 OFFSET ${count - 1}`,
    );
    const [last] = rows;
    // Fewer accounts than that have a value: all of them.
    if (last === undefined) return `${column} IS NOT NULL`;
    const value = dialect.number(Number(last[0]));
    const lastId = isInteger ? String(last[1]) : dialect.text(String(last[1]));
    return `(${column} ${end === "top" ? ">" : "<"} ${value} OR (${column} = ${value} AND ${order} <= ${lastId}))`;
  }

  #among(column: string, values: readonly string[], not: boolean): string {
    const { dialect } = this.#warehouse;
    const isText = kindOf(this.#survey.columns, column) === "text";
    const own = isText ? dialect.identifier(column) : dialect.asText(dialect.identifier(column));
    const filled = values.filter((value) => value !== "");
    const blank = values.includes("") ? [`${own} IS NULL`, `${own} = ''`] : [];
    const any = [
      ...(filled.length > 0 ? [`${own} IN (${filled.map(dialect.text).join(", ")})`] : []),
      ...blank,
    ];
    const condition = `(${any.join(" OR ")})`;
    // A blank is none of the values.
    return not ? `(NOT ${condition}${blank.length > 0 ? "" : ` OR ${own} IS NULL`})` : condition;
  }

  /** The distinct values of a column; blank cells are "". */
  #valuesOf(column: string): Promise<readonly string[]> {
    const { dialect } = this.#warehouse;
    const own = dialect.asText(dialect.identifier(column));
    const found =
      this.#values.get(column) ??
      this.#scan(
        `SELECT ${own}, COUNT(*) FROM ${this.#from("1 = 1")} GROUP BY ${own} LIMIT ${MOST_VALUES + 1}`,
      ).then((rows) => rows.map(([value]) => (value === null ? "" : String(value))));
    this.#values.set(column, found);
    return found;
  }

  /** A number column, or growth or runway by what they are called beside such. */
  #amount(name: string, pointer: string): string {
    const { dialect } = this.#warehouse;
    const { columns, layout, signals } = this.#survey;
    const signal = Object.hasOwn(SIGNAL_COLUMNS, name) ? SIGNAL_COLUMNS[name] : undefined;
    const source = signal === undefined ? undefined : signals[signal];
    const own = columns.some((column) => column.name === name);
    if (
      own ||
      source === undefined ||
      source.kind === "absent" ||
      (signal !== "growth" && signal !== "runway")
    )
      return dialect.double(dialect.identifier(this.#column(name, "number", pointer)));
    if (source.kind === "column") return dialect.double(dialect.identifier(source.column));
    const of = (column: string | null | undefined) => dialect.double(dialect.identifier(column ?? ""));
    const { potential, revenues } = layout.roles;
    const [amount, base] = [of(revenues[0]), of(revenues.at(-1))];
    if (signal === "runway") return `(${of(potential)} - ${amount})`;
    const rate = `power(${amount} / ${base}, ${dialect.number(1 / layout.growthYears)})`;
    return `(CASE WHEN ${base} > 0 AND ${amount} >= 0 THEN (${rate} - 1) * 100 END)`;
  }

  /** A column by its name, whatever its case, of the kind that the condition needs. */
  #column(name: string, kind: "text" | "number", pointer: string): string {
    const { columns, layout } = this.#survey;
    const wanted = name.trim().toLowerCase();
    const isNumber = ({ kind: own }: WarehouseColumn) => own === "number" || own === "integer";
    const fits = columns.filter(
      (column) => column.name !== layout.roles.id && isNumber(column) === (kind === "number"),
    );
    const found =
      fits.find((column) => column.name === name) ??
      fits.find((column) => column.name.toLowerCase() === wanted);
    if (found !== undefined) return found.name;
    const nearest = nearestNames(
      name,
      fits.map((column) => column.name),
    );
    const offer = nearest.length > 0 ? `; nearest are ${nearest.map((near) => `"${near}"`).join(", ")}` : "";
    throw new TieringError("unknown-column", `Unknown ${kind} column "${name}"${offer}.`, {
      pointer,
      nearest,
    });
  }

  #names() {
    const { columns } = this.#survey;
    const none = { values: [], codes: new Uint16Array(0) };
    return {
      text: new Map(
        columns.filter(({ kind }) => kind === "text" || kind === "other").map(({ name }) => [name, none]),
      ),
      numbers: new Map(
        columns
          .filter(({ kind }) => kind === "integer" || kind === "number")
          .map(({ name }) => [name, new Float64Array(0)]),
      ),
    };
  }

  #from(condition: string): string {
    return `${tableName(this.#warehouse.dialect, this.#survey.name)} WHERE ${this.#survey.where} AND (${condition})`;
  }

  async #scan(sql: string): Promise<readonly (readonly Value[])[]> {
    this.#warehouse.traffic.scans++;
    return this.#warehouse.rows(sql);
  }
}

function kindOf(columns: readonly WarehouseColumn[], name: string): WarehouseColumn["kind"] {
  return columns.find((column) => column.name === name)!.kind;
}

function asInteger(id: string): bigint | null {
  return /^[+-]?\d+$/.test(id) ? BigInt(id.replace(/^\+/, "")) : null;
}

/** The spellings of a value that the table has: as it is said, else without regard to case and blanks around. */
function spelt(value: string, known: readonly string[], column: string, pointer: string): string[] {
  if (known.includes(value) || known.length > MOST_VALUES) return [value];
  const wanted = value.trim().toLowerCase();
  const alike = known.filter((own) => own.trim().toLowerCase() === wanted).sort();
  if (alike[0] !== undefined) return [alike[0]];
  const nearest = nearestNames(value, known);
  const offer = nearest.length > 0 ? `; nearest are ${nearest.map((near) => `"${near}"`).join(", ")}` : "";
  throw new TieringError("unknown-value", `Unknown value "${value}" of ${column}${offer}.`, {
    pointer,
    nearest,
  });
}
