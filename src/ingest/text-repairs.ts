import { concatBytes } from './byte-stream.js';

const LF = 0x0a;
const CR = 0x0d;

/** What stands for bytes that are no text. */
export const INVALID_TEXT = '\ufffd';

/** How far a reader has come in the text it was given: the line where `rest` begins, which it has but has not counted the lines of. */
export interface ReaderPlace {
  readonly line: number;
  readonly rest: Uint8Array;
}

/** Bytes that were not text in the encoding, counted while reading. Complete once all bytes have been read. */
export class TextRepairs {
  /** Bytes that were read as Windows-1252 because they are not UTF-8. */
  guessed = 0;
  /** Sequences that became {@link INVALID_TEXT}. */
  invalid = 0;
  /** Whether characters of several bytes showed that the text is UTF-8. */
  multiByte = false;
  /** Stored bytes decoded, a byte order mark included. */
  read = 0;
  /** Offset of the first byte that was no text; null while there is none. */
  firstByte: number | null = null;
  /** 1-based line of that byte; null where the reader did not follow so far. */
  firstLine: number | null = null;
  /** Set by a reader that counts lines itself, since counting all of them once more would slow down every clean file; null when it has stopped. */
  readerPlace: (() => ReaderPlace | null) | null = null;
  private lines = 1;
  private afterReturn = false;

  /** Text that is passed on, decoded from so many bytes. */
  pass(text: Uint8Array, bytes: number): void {
    if (this.firstByte === null && this.readerPlace === null) this.countLines(text);
    this.read += bytes;
  }

  /** Notes the first byte that is no text. @param before what its chunk holds before it, as text */
  noteFirst(byte: number, before: Uint8Array): void {
    this.firstByte = byte;
    if (this.readerPlace === null) {
      this.countLines(before);
      this.firstLine = this.lines;
      return;
    }
    const place = this.readerPlace();
    this.firstLine = place === null ? null : place.line + countLineEnds(concatBytes([place.rest, before]));
  }

  private countLines(text: Uint8Array): void {
    if (text.length === 0) return;
    this.lines += countLineEnds(text) - (this.afterReturn && text[0] === LF ? 1 : 0);
    this.afterReturn = text[text.length - 1] === CR;
  }
}

/** How many line ends there are: LF, CRLF or CR. */
export function countLineEnds(text: Uint8Array): number {
  let count = 0;
  for (let at = text.indexOf(LF); at >= 0; at = text.indexOf(LF, at + 1)) count++;
  for (let at = text.indexOf(CR); at >= 0; at = text.indexOf(CR, at + 1)) if (text[at + 1] !== LF) count++;
  return count;
}
