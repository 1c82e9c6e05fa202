import { COUNTED_LINES_BYTES } from './heuristics.js';

/** What stands for bytes that are no text. */
export const INVALID_TEXT = '\ufffd';

/** Bytes that were not text in the encoding, counted while reading. Complete once all bytes have been read. */
export class TextRepairs {
  /** Bytes that were read as Windows-1252 because they are no UTF-8. */
  guessed = 0;
  /** Sequences that became {@link INVALID_TEXT}. */
  invalid = 0;
  /** Whether characters of several bytes showed that the text is UTF-8. */
  multiByte = false;
  /** Stored bytes decoded, a byte order mark included. */
  read = 0;
  /** Offset of the first byte that was no text; null while there is none. */
  firstByte: number | null = null;
  /** 1-based line of that byte; null beyond {@link COUNTED_LINES_BYTES}. */
  firstLine: number | null = null;
  private lines = 1;

  /** Notes the byte at this offset. */
  noteGuessed(byte: number): void {
    this.guessed++;
    this.noteFirst(byte);
  }

  /** Notes the sequence that begins at this offset. */
  noteInvalid(byte: number): void {
    this.invalid++;
    this.noteFirst(byte);
  }

  /** Counts the line ends of text before the first byte that was none; to be called before `read` grows and before that byte is noted. */
  countLines(text: Uint8Array): void {
    if (this.firstByte === null && this.read <= COUNTED_LINES_BYTES) this.lines += countLineFeeds(text);
  }

  private noteFirst(byte: number): void {
    if (this.firstByte !== null) return;
    this.firstByte = byte;
    this.firstLine = byte > COUNTED_LINES_BYTES ? null : this.lines;
  }
}

/** How many line feeds there are. */
export function countLineFeeds(text: Uint8Array): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) if (text[index] === 0x0a) count++;
  return count;
}
