import { type ZipEntry, zipSlices } from "../xlsx/zip.ts";
import { LAYOUT, MASTER, THEME } from "./frame.ts";
import { HEAD, NAMESPACES, OFFICE, PACKAGE, relations } from "./markup.ts";
import { type Slide, slideXml } from "./slide.ts";

/** What a slide shows: its texts, figures and tables. */
export type { Slide, SlideFigure, SlideTable } from "./slide.ts";

const KIND = "application/vnd.openxmlformats-officedocument.presentationml";
const THEME_KIND = "application/vnd.openxmlformats-officedocument.theme+xml";

/** A slide of 16 to 9, in English Metric Units (914,400 an inch). */
const WIDE = 12_192_000;
const HIGH = 6_858_000;

/**
 * Writes a PPTX presentation of slides with a title, texts, figures and tables, piece by piece; one plain master and
 * layout, no pictures, nothing that runs. The same slides give the same bytes, which pptxgenjs, that dates its
 * files, would not. O(size).
 */
export function presentationSlices(slides: readonly Slide[]): Generator<Buffer> {
  return zipSlices(parts(slides));
}

function* parts(slides: readonly Slide[]): Generator<ZipEntry> {
  const part = (name: string, content: string): ZipEntry => ({ name, content: [HEAD, content] });
  yield part("[Content_Types].xml", contentTypes(slides.length));
  yield part("_rels/.rels", relations([["officeDocument", "ppt/presentation.xml"]]));
  yield part("ppt/presentation.xml", presentation(slides.length));
  yield part(
    "ppt/_rels/presentation.xml.rels",
    relations([
      ["slideMaster", "slideMasters/slideMaster1.xml"],
      ...slides.map((_, k): [string, string] => ["slide", `slides/slide${k + 1}.xml`]),
      ["theme", "theme/theme1.xml"],
    ]),
  );
  yield part("ppt/theme/theme1.xml", THEME);
  yield part("ppt/slideMasters/slideMaster1.xml", MASTER);
  yield part(
    "ppt/slideMasters/_rels/slideMaster1.xml.rels",
    relations([
      ["slideLayout", "../slideLayouts/slideLayout1.xml"],
      ["theme", "../theme/theme1.xml"],
    ]),
  );
  yield part("ppt/slideLayouts/slideLayout1.xml", LAYOUT);
  yield part(
    "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
    relations([["slideMaster", "../slideMasters/slideMaster1.xml"]]),
  );
  for (const [k, slide] of slides.entries()) {
    yield part(`ppt/slides/slide${k + 1}.xml`, slideXml(slide, { wide: WIDE, high: HIGH }));
    yield part(
      `ppt/slides/_rels/slide${k + 1}.xml.rels`,
      relations([["slideLayout", "../slideLayouts/slideLayout1.xml"]]),
    );
  }
}

function contentTypes(count: number): string {
  const override = (name: string, type: string) => `<Override PartName="/${name}" ContentType="${type}"/>`;
  const slides = Array.from({ length: count }, (_, k) =>
    override(`ppt/slides/slide${k + 1}.xml`, `${KIND}.slide+xml`),
  );
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override("ppt/presentation.xml", `${KIND}.presentation.main+xml`)}${override("ppt/slideMasters/slideMaster1.xml", `${KIND}.slideMaster+xml`)}${override("ppt/slideLayouts/slideLayout1.xml", `${KIND}.slideLayout+xml`)}${override("ppt/theme/theme1.xml", THEME_KIND)}${slides.join("")}</Types>`;
}

function presentation(count: number): string {
  const ids = Array.from({ length: count }, (_, k) => `<p:sldId id="${256 + k}" r:id="rId${k + 2}"/>`);
  return `<p:presentation ${NAMESPACES} xmlns:r="${OFFICE}"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>${ids.join("")}</p:sldIdLst><p:sldSz cx="${WIDE}" cy="${HIGH}"/><p:notesSz cx="${HIGH}" cy="9144000"/></p:presentation>`;
}
