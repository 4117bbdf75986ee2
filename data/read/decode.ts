import { isAscii, isUtf8 } from "node:buffer";
import type { Hash } from "node:crypto";
import { TextDecoder } from "node:util";
import { DataError } from "../errors.ts";
import type { OpenedBytes } from "./bytes.ts";

/** Text of a file as it is decoded, and the encoding that it turned out to have. */
export interface DecodedText {
  readonly chunks: AsyncGenerator<string>;
  /** `utf-8`, `utf-16le`, `utf-16be`, `windows-1252` or the one that was given; final once all is read. */
  encoding(): string;
}

const NEWLINE = 10;
/** Bytes that are looked at to tell UTF-16 without a mark. */
const SNIFFED = 1024;

/** UTF-16 by its mark, or by zero bytes at every other place; null for anything else. */
function sniffUtf16(head: Buffer): "utf-16le" | "utf-16be" | null {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const length = Math.min(SNIFFED, head.length - (head.length % 2));
  const zeros = [0, 0];
  for (let i = 0; i < length; i++) if (head[i] === 0) zeros[i % 2]!++;
  const most = 0.4 * (length / 2);
  if (zeros[1]! > most && zeros[0] === 0) return "utf-16le";
  if (zeros[0]! > most && zeros[1] === 0) return "utf-16be";
  return null;
}

/** Number of trailing bytes that begin a UTF-8 sequence which ends in the next chunk. */
function unfinishedBytes(chunk: Buffer): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back++) {
    const byte = chunk[chunk.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

/** Length of the UTF-8 sequence that starts at `i`, 0 where none does. */
function sequenceAt(bytes: Buffer, i: number): number {
  const byte = bytes[i]!;
  const length = byte < 0x80 ? 1 : byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;
  return length > 0 && isUtf8(bytes.subarray(i, i + length)) && i + length <= bytes.length ? length : 0;
}

/** Index of the first byte that is not UTF-8, and how many sequences beyond ASCII stand before it. */
function firstInvalid(bytes: Buffer): { readonly at: number; readonly sequences: number } {
  let sequences = 0;
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceAt(bytes, i);
    if (length === 0) return { at: i, sequences };
    if (length > 1) sequences++;
    i += length;
  }
  return { at: bytes.length, sequences };
}

/** Counts lines, so that a byte at fault is named by its line. */
class Lines {
  #line = 1;

  lineAt(chunk: Buffer, at: number): number {
    return this.#line + countNewlines(chunk.subarray(0, at));
  }

  pass(chunk: Buffer): void {
    this.#line += countNewlines(chunk);
  }
}

function countNewlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

/**
 * Decodes a file: by the encoding given, else by its mark, else as UTF-8; bytes that are no UTF-8 where
 * nothing beyond ASCII stood before make it Windows-1252 (or Shift_JIS, see {@link guessLegacy}) from there on. `hash` is fed the bytes without a
 * UTF-8 mark. Holds one chunk.
 * @throws DataError `nul-byte`, or `not-utf8` where some characters are UTF-8 and others are not, with the
 * line; `unknown-encoding` for an encoding that is none.
 */
export function decodeText(
  opened: OpenedBytes,
  options: { readonly file: string; readonly hash: Hash; readonly encoding?: string | undefined },
): DecodedText {
  const { file, hash } = options;
  const given = options.encoding === undefined ? null : decoderOf(options.encoding, file);
  let encoding: string = given?.encoding ?? "utf-8";

  async function* byDecoder(decoder: TextDecoder): AsyncGenerator<string> {
    for await (const chunk of opened.chunks) {
      hash.update(chunk);
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  }

  async function* byUtf8(): AsyncGenerator<string> {
    const lines = new Lines();
    let legacy: TextDecoder | null = null;
    let rest: Buffer = Buffer.alloc(0);
    let beyondAscii = false;
    let isFirst = true;
    const decode = (text: Buffer): string => {
      const nul = text.indexOf(0);
      if (nul >= 0) {
        const hint = "expected text without NUL bytes (is it another kind of file?)";
        throw new DataError("nul-byte", `holds a NUL byte; ${hint}`, { file, line: lines.lineAt(text, nul) });
      }
      if (legacy !== null) return legacy.decode(text, { stream: true });
      if (isUtf8(text)) {
        beyondAscii ||= !isAscii(text);
        return text.toString("utf8");
      }
      const { at, sequences } = firstInvalid(text);
      if (beyondAscii || sequences > 0) {
        const hint = 'expected one encoding; name it with "encoding" in the mapping, such as windows-1252';
        throw new DataError("not-utf8", `mixes UTF-8 with bytes that are none; ${hint}`, {
          file,
          line: lines.lineAt(text, at),
        });
      }
      encoding = guessLegacy(text.subarray(at), file);
      legacy = new TextDecoder(encoding);
      return legacy.decode(text, { stream: true });
    };
    for await (const piece of opened.chunks) {
      let chunk = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
      if (isFirst && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) chunk = chunk.subarray(3);
      isFirst = false;
      const cut = encoding === "utf-8" ? chunk.length - unfinishedBytes(chunk) : chunk.length;
      rest = chunk.subarray(cut);
      const text = chunk.subarray(0, cut);
      if (text.length === 0) continue;
      hash.update(text);
      yield decode(text);
      lines.pass(text);
    }
    if (rest.length > 0) {
      hash.update(rest);
      yield decode(rest);
    }
  }

  const utf16 = given === null ? sniffUtf16(opened.head) : null;
  if (utf16 !== null) encoding = utf16;
  const decoder = given ?? (utf16 === null ? null : new TextDecoder(utf16));
  return { chunks: decoder === null ? byUtf8() : byDecoder(decoder), encoding: () => encoding };
}

/** Bytes that are looked at to tell an encoding that is not UTF-8. */
const LOOKED_AT = 2 ** 16;

/**
 * Windows-1252 where letters beyond ASCII stand among others, as in western languages, or Windows-1250 where it
 * would put signs within words, as of Polish; Shift_JIS where its pairs give kana. O(bytes looked at).
 * @throws DataError `not-utf8` for anything else: the encoding has to be named
 */
function guessLegacy(bytes: Buffer, file: string): "windows-1252" | "windows-1250" | "shift_jis" {
  const looked = bytes.subarray(0, LOOKED_AT);
  let [high, leads, letters] = [0, 0, 0];
  for (const byte of looked) {
    if (byte >= 0x81 && byte <= 0x9f) leads++;
    if (byte >= 0x80) high++;
    else if ((byte | 0x20) >= 97 && (byte | 0x20) <= 122) letters++;
  }
  if (high <= letters) return hasSignsInWords(looked) ? "windows-1250" : "windows-1252";
  const japanese = new TextDecoder("shift_jis").decode(looked);
  const count = (pattern: RegExp) => japanese.match(pattern)?.length ?? 0;
  // The piece may end within a pair; other encodings of pairs hardly begin one below 0xA0.
  const isWhole = count(/\uFFFD/g) <= 1;
  if (isWhole && leads >= 0.2 * high && count(/[\u3040-\u30FF]/g) > 0) return "shift_jis";
  const hint = 'name it with "encoding" in the mapping, such as windows-1251, gb18030, euc-kr or shift_jis';
  throw new DataError("not-utf8", `is in an encoding that cannot be told; ${hint}`, { file });
}

/** Bytes that are signs of Windows-1252, or nothing, and letters of Windows-1250: ł, ą, ż, ľ, ť. */
const SIGNS_OR_LETTERS = new Set([0xb3, 0xb9, 0xbf, 0xbc, 0xbe, 0x9d]);
const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && (byte >= 0xc0 || ((byte | 0x20) >= 97 && (byte | 0x20) <= 122));

/** True where a byte that Windows-1252 has as a sign stands between letters. */
function hasSignsInWords(bytes: Buffer): boolean {
  return bytes.some(
    (byte, i) => SIGNS_OR_LETTERS.has(byte) && isLetter(bytes[i - 1]) && isLetter(bytes[i + 1]),
  );
}

function decoderOf(encoding: string, file: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch {
    const message = `the encoding ${JSON.stringify(encoding)} is not known; expected such as utf-8, utf-16le, windows-1252 or shift_jis`;
    throw new DataError("unknown-encoding", message, { file });
  }
}
