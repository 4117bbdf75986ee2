/** What the model's rules and questions are taken for where no number can be misread. Weights never pass here. */

/** "2%" is 0.02, "1,000" is 1000; anything else stays as it is, for the schema to judge. */
export function asNumber(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const match =
    /^\s{0,9}(\d{1,3}(?:,\d{3}){1,4}|\d{1,15}(?:\.\d{1,15})?|\.\d{1,15})\s{0,9}(%?)\s{0,9}$/u.exec(value);
  if (match === null) return value;
  const number = Number((match[1] as string).replaceAll(",", ""));
  return match[2] === "%" ? number / 100 : number;
}

/** One entry for a list, a number for an ID. */
export function asEntries(value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 0) return null;
  const list = Array.isArray(value) ? value : [value];
  return list.map(asName);
}

/** A whole number for a name. */
export function asName(value: unknown): unknown {
  return Number.isSafeInteger(value) ? String(value) : value;
}

/** A list of tiers for the names joined by commas. */
export function asTiers(value: unknown): unknown {
  return Array.isArray(value) && value.every((tier) => typeof tier === "string") ? value.join(",") : value;
}

/** An empty object for null. */
export function orNull(value: unknown): unknown {
  const empty =
    typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
  return empty ? null : value;
}

/** An object without its null fields (numbers in words read), or null where nothing is left. */
export function withoutNulls(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const kept = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
  if (kept.length === 0) return null;
  return Object.fromEntries(
    kept.map(([name, field]) => [
      name,
      name === "id" || (typeof field === "string" && field.includes("%")) ? field : asNumber(field),
    ]),
  );
}
