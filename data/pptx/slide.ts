import { SHAPES } from "./frame.ts";
import { NAMESPACES, xmlText } from "./markup.ts";

/** A figure with what it is called and what it says. */
export interface SlideFigure {
  readonly name: string;
  readonly value: string;
  readonly detail: string;
}

/** A table of texts. */
export interface SlideTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** One slide, laid out from the top: title, subtitle, texts, figures side by side, tables side by side. */
export interface Slide {
  readonly title: string;
  readonly subtitle: string;
  readonly texts: readonly string[];
  readonly figures: readonly SlideFigure[];
  readonly tables: readonly SlideTable[];
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly cx: number;
  readonly cy: number;
}

const MARGIN = 609_600;
const GAP = 228_600;
const ROW = 320_040;
const SUBTITLE_AT = 914_400;
const FIGURE_HIGH = 1_143_000;
/** Characters of a text that fit on a line, and how high it is. */
const LINE = 120;
const LINE_HIGH = 265_000;

/** The slide as XML; sizes in English Metric Units. */
export function slideXml(slide: Slide, { wide }: { readonly wide: number; readonly high: number }): string {
  const across = wide - 2 * MARGIN;
  let y = SUBTITLE_AT;
  let id = 2;
  const shapes: string[] = [titleShape(slide.title)];
  const put = (shape: (id: number) => string) => shapes.push(shape(++id));
  const full = (cy: number): Box => ({ x: MARGIN, y, cx: across, cy });

  put((at) =>
    textShape(at, full(LINE_HIGH * lines(slide.subtitle)), [
      { text: slide.subtitle, size: 12, tone: "accent4" },
    ]),
  );
  y += LINE_HIGH * lines(slide.subtitle) + GAP / 2;
  if (slide.texts.length > 0) {
    const high = slide.texts.reduce((sum, text) => sum + LINE_HIGH * lines(text), 0);
    put((at) =>
      textShape(
        at,
        full(high),
        slide.texts.map((text) => ({ text, size: 14, tone: "tx1" })),
      ),
    );
    y += high + GAP;
  }
  const part = (count: number) => Math.floor((across - GAP * (count - 1)) / count);
  for (const [k, { name, value, detail }] of slide.figures.entries()) {
    const cx = part(slide.figures.length);
    const box = { x: MARGIN + k * (cx + GAP), y, cx, cy: FIGURE_HIGH };
    put((at) =>
      textShape(
        at,
        box,
        [
          { text: name, size: 12, tone: "accent4" },
          { text: value, size: 24, bold: true, tone: "tx2" },
          { text: detail, size: 11, tone: "tx1" },
        ],
        true,
      ),
    );
  }
  if (slide.figures.length > 0) y += FIGURE_HIGH + GAP;
  for (const [k, table] of slide.tables.entries()) {
    const cx = part(slide.tables.length);
    put((at) =>
      tableFrame(at, { x: MARGIN + k * (cx + GAP), y, cx, cy: ROW * (table.rows.length + 1) }, table),
    );
  }
  return `<p:sld ${NAMESPACES}><p:cSld><p:spTree>${SHAPES}${shapes.join("")}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`;
}

function lines(text: string): number {
  return Math.max(1, Math.ceil(text.length / LINE));
}

function titleShape(text: string): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="2" name="Title"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="en"/><a:t>${xmlText(text)}</a:t></a:r></a:p></p:txBody></p:sp>`;
}

interface Paragraph {
  readonly text: string;
  /** Points. */
  readonly size: number;
  readonly bold?: boolean;
  /** A colour of the theme. */
  readonly tone: string;
}

function paragraph({ text, size, bold = false, tone }: Paragraph): string {
  return `<a:p><a:r><a:rPr lang="en" sz="${size * 100}"${bold ? ' b="1"' : ""}><a:solidFill><a:schemeClr val="${tone}"/></a:solidFill></a:rPr><a:t>${xmlText(text)}</a:t></a:r></a:p>`;
}

function transform({ x, y, cx, cy }: Box, name: "a" | "p"): string {
  return `<${name}:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${cx}" cy="${cy}"/></${name}:xfrm>`;
}

function textShape(id: number, box: Box, paragraphs: readonly Paragraph[], framed = false): string {
  const look = framed ? '<a:solidFill><a:schemeClr val="bg2"/></a:solidFill>' : "<a:noFill/>";
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="Text ${id}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>${transform(box, "a")}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>${look}</p:spPr><p:txBody><a:bodyPr wrap="square"><a:normAutofit/></a:bodyPr><a:lstStyle/>${paragraphs.map(paragraph).join("")}</p:txBody></p:sp>`;
}

function tableFrame(id: number, box: Box, { title, columns, rows }: SlideTable): string {
  // The first column holds words, the others mostly figures.
  const others = Math.floor((box.cx * 0.6) / Math.max(1, columns.length - 1));
  const widths = columns.map((_, k) => (k === 0 ? box.cx - others * (columns.length - 1) : others));
  const grid = widths.map((w) => `<a:gridCol w="${w}"/>`).join("");
  const row = (cells: readonly string[], bold: boolean) =>
    `<a:tr h="${ROW}">${columns.map((_, k) => cell(cells[k] ?? "", bold)).join("")}</a:tr>`;
  return `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="${id}" name="${xmlText(title)}" descr="${xmlText(title)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>${transform(box, "p")}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1"/><a:tblGrid>${grid}</a:tblGrid>${row(columns, true)}${rows.map((cells) => row(cells, false)).join("")}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;
}

const EDGE = '<a:lnB w="6350"><a:solidFill><a:schemeClr val="accent4"/></a:solidFill></a:lnB>';

function cell(text: string, bold: boolean): string {
  return `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>${paragraph({ text, size: 11, bold, tone: "tx1" })}</a:txBody><a:tcPr marL="45720" marR="45720" marT="22860" marB="22860">${EDGE}<a:noFill/></a:tcPr></a:tc>`;
}
