const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi;
/** How a spreadsheet writes a character that XML cannot have. */
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;

/** Text of XML with its entities resolved. O(length). */
export function unescapeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(ENTITY, (_, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()]!;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}

/** Value of an attribute in the text of a tag; null where it has none. O(length). */
export function attributeOf(tag: string, name: string): string | null {
  for (let at = tag.indexOf(name); at >= 0; at = tag.indexOf(name, at + 1)) {
    const before = tag.charCodeAt(at - 1);
    const isName = before === 32 || before === 9 || before === 10 || before === 13;
    if (!isName) continue;
    const quote = tag[at + name.length + 1];
    if (tag[at + name.length] !== "=" || (quote !== '"' && quote !== "'")) continue;
    const from = at + name.length + 2;
    const to = tag.indexOf(quote, from);
    return to < 0 ? null : unescapeXml(tag.slice(from, to));
  }
  return null;
}

/** The tags of a name in a text, whatever their prefix, each from its bracket to its end. O(length). */
export function tagsOf(text: string, name: string): string[] {
  const tags: string[] = [];
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at)) {
    const end = text.indexOf(">", at);
    if (end < 0) break;
    const tag = text.slice(at, end + 1);
    if (NAME.exec(tag)?.[1] === name) tags.push(tag);
    at = end + 1;
  }
  return tags;
}

const NAME = /^<(?:[\w-]{1,40}:)?([\w-]{1,40})[\s/>]/;

/**
 * What is written between the `t` tags of a string: of all its runs, without the reading aids of East Asian
 * texts. `prefix` is that of the tags, such as `x:`. O(length).
 */
export function runsOf(text: string, prefix: string): string {
  const [open, close, aid, aidEnd] = [`<${prefix}t`, `</${prefix}t>`, `<${prefix}rPh`, `</${prefix}rPh>`];
  let out = "";
  let nextAid = text.indexOf(aid);
  for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, at)) {
    if (nextAid >= 0 && nextAid < at) {
      const after = text.indexOf(aidEnd, nextAid);
      if (after < 0) break;
      nextAid = text.indexOf(aid, after);
      at = Math.max(at, after);
      if (at === after) continue;
    }
    const end = text.indexOf(">", at);
    if (end < 0) break;
    const next = text.charCodeAt(at + open.length);
    if (text[end - 1] === "/" || (next !== 62 && next !== 32)) {
      at = end + 1;
      continue;
    }
    const to = text.indexOf(close, end);
    if (to < 0) break;
    out += text.slice(end + 1, to);
    at = to + close.length;
  }
  const plain = unescapeXml(out);
  return plain.includes("_x")
    ? plain.replace(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : plain;
}
