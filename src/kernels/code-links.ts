import type { KernelMemory } from './kernel-memory.js';
import type { TextDictionary } from './text-dictionary.js';

/** The two counts in front, and the link of cells without a code. */
const LINKS_BEFORE_CODES = 3;
const FIRST_CODES = 1024;
const NO_LINK = -1;
/** Of the cells that were foretold at all, the share that must have been foretold rightly. */
const RIGHT_SHARE = 0.9;
/** Share of all cells that must have been foretold: of the first ones, when most links are still to be made, and of so many and more. */
const FIRST_SHARE = 0.05;
const MANY_CELLS = 16_384;
const FORETOLD_SHARE = 0.5;

/** Cells by which links are tried before more are coded with them. */
export const TRIED_CELLS = 512;

/** What codes of one dictionary foretell of another's: see `Kernels.followedTexts`. */
export class CodeLinks {
  /** Cells coded with them. */
  cells = 0;
  private address = 0;
  /** Codes that there is room for. */
  private capacity = 0;

  constructor(
    private readonly memory: KernelMemory,
    readonly leader: TextDictionary,
  ) {}

  /** Whether they foretell enough cells, as far as can be told. */
  get areUseful(): boolean {
    const counts = this.place() >>> 2;
    const right = this.memory.int32[counts]!;
    const foretold = right + this.memory.int32[counts + 1]!;
    const share = this.cells < MANY_CELLS ? FIRST_SHARE : FORETOLD_SHARE;
    return foretold >= this.cells * share && right >= foretold * RIGHT_SHARE;
  }

  /** Where they are, with room for all codes that the leader has by now. */
  place(): number {
    if (this.capacity < this.leader.size) this.grow();
    return this.address;
  }

  release(): void {
    if (this.capacity > 0) this.memory.release(this.address, bytesFor(this.capacity));
    this.capacity = 0;
  }

  private grow(): void {
    const { memory } = this;
    let larger = Math.max(this.capacity, FIRST_CODES);
    while (larger < this.leader.size) larger *= 2;
    const [from, to] = [this.address >>> 2, memory.allocate(bytesFor(larger)) >>> 2];
    const held = this.capacity === 0 ? 0 : this.capacity + LINKS_BEFORE_CODES;
    memory.int32.copyWithin(to, from, from + held);
    memory.int32.fill(NO_LINK, to + held, to + larger + LINKS_BEFORE_CODES);
    if (held === 0) memory.int32.fill(0, to, to + 2);
    this.release();
    this.address = to << 2;
    this.capacity = larger;
  }
}

function bytesFor(codes: number): number {
  return (codes + LINKS_BEFORE_CODES) * 4;
}
