/** What every part begins with. */
export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Namespace of the relations between parts of an Office document. */
export const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/** Namespace of the package that holds the parts. */
export const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
/** Namespace of shapes and text. */
export const DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main";

/** The namespaces of slides, of their master and of their layout. */
export const NAMESPACES = `xmlns:a="${DRAWING}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`;

/** The relations of a part, numbered rId1, rId2, … in order. */
export function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(
    ([type, target], k) => `<Relationship Id="rId${k + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join("")}</Relationships>`;
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** A text as XML takes it: escaped, without what XML has no character for. */
export function xmlText(text: string): string {
  return (
    text
      .toWellFormed()
      // What XML 1.0 cannot hold, lone halves of a pair among it.
      .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, " ")
      .replace(/[&<>]/g, (character) => ESCAPES[character]!)
  );
}
