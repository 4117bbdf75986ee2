/** All accounts of a run as columns, in the order of the CSV; tiers by their letters. */
export interface TierTable {
  readonly rows: number;
  readonly id: readonly string[];
  readonly previous: readonly string[];
  readonly tier: readonly string[];
  readonly change: readonly string[];
  readonly potential: Float64Array;
  readonly revenue: Float64Array;
  readonly reason: readonly string[];
}

/** Splits RFC 4180 text into records; chunks may end anywhere, also within a quoted field. */
export async function* readRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let field = "";
  let record: string[] = [];
  let quoted = false;
  let quoteSeen = false;
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 34) {
        // A quote within quotes is doubled: the second one is text.
        if (quoteSeen) start = at;
        else {
          field += text.slice(start, at);
          start = at + 1;
        }
        quoteSeen = quoted && !quoteSeen;
        if (!quoteSeen) quoted = true;
        continue;
      }
      if (quoteSeen) {
        quoted = false;
        quoteSeen = false;
      }
      if (quoted || (unit !== 44 && unit !== 10)) continue;
      field += text.slice(start, at);
      start = at + 1;
      if (unit === 10 && field.endsWith("\r")) field = field.slice(0, -1);
      record.push(field);
      field = "";
      if (unit === 10) {
        yield record;
        record = [];
      }
    }
    field += text.slice(start);
  }
  if (field !== "" || record.length > 0) yield [...record, field];
}

/** Gathers the records of a tiers CSV into columns. */
export async function gatherTiers(chunks: AsyncIterable<Uint8Array>, rows: number): Promise<TierTable> {
  const id: string[] = [];
  const previous: string[] = [];
  const tier: string[] = [];
  const change: string[] = [];
  const reason: string[] = [];
  const potential = new Float64Array(rows);
  const revenue = new Float64Array(rows);
  let header: string[] | null = null;
  for await (const record of readRecords(chunks)) {
    if (header === null) {
      header = record;
      continue;
    }
    const at = id.length;
    id.push(record[0] ?? "");
    previous.push(letterOf(record[1]));
    tier.push(letterOf(record[2]));
    change.push(record[3] ?? "");
    potential[at] = Number(record[4]);
    revenue[at] = Number(record[5]);
    reason.push(record[6] ?? "");
  }
  return { rows: id.length, id, previous, tier, change, potential, revenue, reason };
}

/** Books say `A` or `Tier A`; the page says the letter. */
function letterOf(label = ""): string {
  return label.replace(/^tier\s+/i, "");
}
