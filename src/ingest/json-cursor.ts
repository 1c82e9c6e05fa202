import { TabulystError } from '../errors.js';
import { findJsonFault } from './find-json-fault.js';
import { jsonFaultError, nestedTooDeep, recordTooLong } from './json-errors.js';
import type { JsonPlace } from './json-errors.js';
import type { JsonSplitter } from './json-splitter.js';
import { countLineEnds } from './text-repairs.js';

/** Where in JSON text reading stands, and the errors placed from there. */
export class JsonCursor {
  /** Records read. */
  record = 0;
  /** Offset of the text that is read next. */
  byte = 0;
  private line = 1;

  /** Goes behind text that has been read. */
  advance(bytes: Uint8Array): void {
    this.byte += bytes.length;
    this.line += countLineEnds(bytes);
  }

  /** The place of an offset in the text that is read next. */
  place(bytes: Uint8Array, at: number, record = this.record + 1): JsonPlace {
    return { line: this.line + countLineEnds(bytes.subarray(0, at)), byte: this.byte + at, record };
  }

  /** The place of the first byte from an offset on that is no blank. */
  placeOfNext(bytes: Uint8Array, offset: number): JsonPlace {
    let at = offset;
    while (at < bytes.length && bytes[at]! <= 0x20) at++;
    return this.place(bytes, at);
  }

  /** Refuses the text that is read next. @param inArray see {@link findJsonFault} */
  refuse(bytes: Uint8Array, inArray: boolean, cause?: unknown): never {
    const fault = findJsonFault(bytes, inArray);
    if (fault === null) {
      const place = this.placeOfNext(bytes, 0);
      const reason = cause instanceof Error ? cause.message : 'not readable';
      const message = `The JSON can't be read from line ${place.line} (byte ${place.byte}) on: ${reason}.`;
      throw new TabulystError('INGEST_JSON_INVALID', message, { ...place, reason }, { cause });
    }
    const rest = Buffer.from(bytes.subarray(fault.at, fault.at + 200)).toString();
    throw jsonFaultError(fault, this.place(bytes, fault.at, this.record + 1 + fault.elements), rest);
  }

  /** Refuses a record that is longer or nested deeper than allowed. */
  checkLimits(splitter: JsonSplitter, maxRowBytes: number): void {
    if (splitter.exceeded === null) return;
    const { limit, byte } = splitter.exceeded;
    const place = this.placeOfNext(splitter.unfinished(), byte - this.byte);
    throw limit === 'depth' ? nestedTooDeep(place) : recordTooLong(maxRowBytes, place);
  }
}
