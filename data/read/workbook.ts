import { DataError } from "../errors.ts";
import { type SheetContext, type SheetRow, sheetRows } from "./sheet-rows.ts";
import { readStyles } from "./sheet-styles.ts";
import { attributeOf, runsOf, tagsOf } from "./xml.ts";
import { ZipArchive } from "./zip.ts";

/** One sheet of a workbook. */
export interface WorkbookSheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** Bytes of its part when unpacked, as the archive states them. */
  readonly size: number;
  /** Its rows, from the first one; each call reads anew. */
  rows(): AsyncGenerator<SheetRow>;
}

/**
 * Opens an XLSX workbook: its sheets in order, whose rows are read as they are asked for. Holds the file and
 * its table of texts.
 * @throws DataError `bad-workbook`, `too-large`
 */
export async function openWorkbook(bytes: Buffer, file: string, most: number): Promise<WorkbookSheet[]> {
  const zip = new ZipArchive(bytes, file, most);
  const root = await zip.wholeText("_rels/.rels");
  const main =
    targetOf(tagsOf(root, "Relationship").find(isOfType("officeDocument")), "") ?? "xl/workbook.xml";
  const folder = main.slice(0, main.lastIndexOf("/") + 1);
  const workbook = await zip.wholeText(main);
  const links = tagsOf(
    await zip.wholeText(`${folder}_rels/${main.slice(folder.length)}.rels`),
    "Relationship",
  );
  const partOf = (type: string, otherwise: string) =>
    targetOf(links.find(isOfType(type)), folder) ?? folder + otherwise;
  const [properties] = tagsOf(workbook, "workbookPr");
  const context: SheetContext = {
    file,
    strings: await readStrings(zip, partOf("sharedStrings", "sharedStrings.xml"), file),
    styles: readStyles(await zip.wholeText(partOf("styles", "styles.xml"))),
    is1904: /^(?:1|true)$/.test(attributeOf(properties ?? "", "date1904") ?? ""),
  };
  const sheets = tagsOf(workbook, "sheet").flatMap((tag): WorkbookSheet[] => {
    const link = links.find((found) => attributeOf(found, "Id") === relationOf(tag));
    const part = targetOf(link, folder);
    if (part === null || !zip.has(part) || !isOfType("worksheet")(link!)) return [];
    return [
      {
        name: attributeOf(tag, "name") ?? "",
        isHidden: /hidden/i.test(attributeOf(tag, "state") ?? ""),
        size: zip.sizeOf(part),
        rows: () => sheetRows(zip.textOf(part), context),
      },
    ];
  });
  if (sheets.length > 0) return sheets;
  throw badWorkbook(file);
}

function badWorkbook(file: string): DataError {
  const message = "has no sheet that can be read; expected an XLSX workbook";
  return new DataError("bad-workbook", message, { file });
}

const isOfType =
  (type: string) =>
  (tag: string): boolean =>
    attributeOf(tag, "Type")?.endsWith(`/${type}`) ?? false;

/** The relation that a sheet names, under whatever prefix. */
const relationOf = (tag: string): string | null => /\s[\w-]{1,40}:id=["']([^"']*)["']/.exec(tag)?.[1] ?? null;

/** The part that a relation leads to, from the folder that it stands in. */
function targetOf(tag: string | undefined, folder: string): string | null {
  const target = tag === undefined ? null : attributeOf(tag, "Target");
  if (target === null) return null;
  if (target.startsWith("/")) return target.slice(1);
  const parts = [...folder.split("/").filter((part) => part !== "")];
  for (const part of target.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Longest text that a cell may refer to. */
const MAX_TEXT_LENGTH = 2 ** 25;

/** The texts that cells refer to, in order; as they come, so that one piece is held. */
async function readStrings(zip: ZipArchive, part: string, file: string): Promise<string[]> {
  const strings: string[] = [];
  let text = "";
  let prefix: string | null = null;
  for await (const piece of zip.textOf(part)) {
    text += piece;
    if (prefix === null) {
      const root = /<([\w-]{1,40}:)?sst[\s>]/.exec(text.slice(0, 2 ** 16));
      if (root !== null) prefix = root[1] ?? "";
    }
    const [open, close] = [`<${prefix ?? ""}si`, `</${prefix ?? ""}si>`];
    let at = 0;
    for (;;) {
      const start = text.indexOf(open, at);
      const tagEnd = start < 0 ? -1 : text.indexOf(">", start);
      if (tagEnd < 0) break;
      const isEmpty = text[tagEnd - 1] === "/";
      const end = isEmpty ? tagEnd : text.indexOf(close, tagEnd);
      if (end < 0) break;
      strings.push(isEmpty ? "" : runsOf(text.slice(tagEnd + 1, end), prefix ?? ""));
      at = end + 1;
    }
    text = text.slice(at);
    if (text.length > MAX_TEXT_LENGTH) throw badWorkbook(file);
  }
  return strings;
}
