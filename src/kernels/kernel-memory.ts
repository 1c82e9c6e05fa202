import { TabulystError } from '../errors.js';

const PAGE_BYTES = 64 * 1024;
const SMALLEST_BLOCK = 64;
/** Memory begins with this many pages, and grows by at least this many and this share: every growth makes new views. */
const GROWTH_PAGES = 16;
const GROWTH_SHARE = 0.5;
/** Memory that threads share says how large it may become: all that an address can reach. */
const MOST_PAGES = 64 * 1024;

/** The error for a table for which the machine has no memory left, when `heldBytes` are held. */
export function outOfMemory(heldBytes: number, cause: unknown): TabulystError {
  const message = `The table does not fit into memory: reading it needs more than ${Math.round(heldBytes / 2 ** 20)} MiB. Read a part of it, or fewer columns.`;
  return new TabulystError('INGEST_TOO_LARGE', message, { heldBytes }, { cause });
}

/** The memory that kernels work on: blocks of a power of two, taken and given back. Everything goes when it is let go of. */
export class KernelMemory {
  readonly memory: WebAssembly.Memory;
  /** The first page is the kernels' own. */
  private end = PAGE_BYTES;
  private readonly free = new Map<number, number[]>();
  private views: ReturnType<typeof viewsOf>;

  /** @param isShared whether threads share it; no text can be decoded out of such memory */
  constructor(isShared = false) {
    this.memory = new WebAssembly.Memory(
      isShared ? { initial: GROWTH_PAGES, maximum: MOST_PAGES, shared: true } : { initial: GROWTH_PAGES },
    );
    this.views = viewsOf(this.memory.buffer);
  }

  /** Views of all memory; those of before an {@link allocate} may be of no use after it. */
  get uint8(): Uint8Array {
    return this.views.uint8;
  }
  get int32(): Int32Array {
    return this.views.int32;
  }
  get uint32(): Uint32Array {
    return this.views.uint32;
  }
  get float64(): Float64Array {
    return this.views.float64;
  }

  /** The address of a block of at least this many bytes, aligned to 64. Its content is arbitrary. @throws INGEST_TOO_LARGE when the machine has no more, or beyond 4 GiB */
  allocate(bytes: number): number {
    const size = blockSize(bytes);
    const known = this.free.get(size)?.pop();
    if (known !== undefined) return known;
    const address = this.end;
    this.end += size;
    const lacking = this.end - this.views.uint8.length;
    if (lacking > 0) this.grow(Math.ceil(lacking / PAGE_BYTES));
    return address;
  }

  /** Gives a block back; `bytes` as when it was taken. */
  release(address: number, bytes: number): void {
    const size = blockSize(bytes);
    const blocks = this.free.get(size);
    if (blocks === undefined) this.free.set(size, [address]);
    else blocks.push(address);
  }

  /** Forgets all blocks. */
  reset(): void {
    this.end = PAGE_BYTES;
    this.free.clear();
  }

  private grow(pages: number): void {
    const held = this.views.uint8.length;
    try {
      this.memory.grow(Math.max(GROWTH_PAGES, pages, Math.ceil((held / PAGE_BYTES) * GROWTH_SHARE)));
    } catch (error) {
      throw outOfMemory(held, error);
    }
    this.views = viewsOf(this.memory.buffer);
  }
}

function blockSize(bytes: number): number {
  let size = SMALLEST_BLOCK;
  while (size < bytes) size *= 2;
  return size;
}

function viewsOf(buffer: ArrayBuffer) {
  return {
    uint8: new Uint8Array(buffer),
    int32: new Int32Array(buffer),
    uint32: new Uint32Array(buffer),
    float64: new Float64Array(buffer),
  };
}
