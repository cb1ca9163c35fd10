import { AppError } from '#learn/app-error.ts'
import type { Workspace, WorkspaceContent } from '#learn/fit-context.ts'
import { checkRoom } from '#learn/workspace-arrays.ts'
import { growTo, memoryLimitBytes, workspaceOffset } from './shared-memory.ts'

const align = (bytes: number) => Math.ceil(bytes / 64) * 64

/** Takes from one end of a region and gives back in reverse order. Every array starts at a multiple of 64 bytes. */
abstract class Arena implements Workspace {
  readonly budgetBytes: number
  #fill = 0
  #peak = 0
  /** Bytes up to here may have been written. */
  #used: number

  /** `usedBefore`: what earlier workspaces over the same memory may have left. */
  constructor(budgetBytes: number, usedBefore = 0) {
    this.budgetBytes = budgetBytes
    this.#used = usedBefore
  }

  get usedBytes(): number {
    return this.#fill
  }

  /** The most that was ever used. */
  get peakBytes(): number {
    return this.#peak
  }

  f64(length: number, content?: WorkspaceContent): Float64Array {
    return this.#take(Float64Array, length, content)
  }

  f32(length: number, content?: WorkspaceContent): Float32Array {
    return this.#take(Float32Array, length, content)
  }

  i32(length: number, content?: WorkspaceContent): Int32Array {
    return this.#take(Int32Array, length, content)
  }

  i16(length: number, content?: WorkspaceContent): Int16Array {
    return this.#take(Int16Array, length, content)
  }

  u8(length: number, content?: WorkspaceContent): Uint8Array {
    return this.#take(Uint8Array, length, content)
  }

  mark(): number {
    return this.#fill
  }

  release(mark: number): void {
    if (mark > this.#fill) throw new AppError('internal', 'Workspace marks were released out of order.')
    this.#fill = mark
  }

  abstract holds(array: ArrayBufferView): boolean
  protected abstract region(offset: number, bytes: number): { buffer: ArrayBufferLike; byteOffset: number }

  #take<A extends { fill(value: number): unknown }>(
    type: { new (buffer: ArrayBufferLike, byteOffset: number, length: number): A; BYTES_PER_ELEMENT: number },
    length: number,
    content: WorkspaceContent = 'zeros',
  ): A {
    const offset = this.#fill
    const bytes = align(length * type.BYTES_PER_ELEMENT)
    checkRoom(bytes, this)
    const { buffer, byteOffset } = this.region(offset, bytes)
    const array = new type(buffer, byteOffset, length)
    if (content === 'zeros' && offset < this.#used) array.fill(0)
    this.#fill = offset + bytes
    this.#peak = Math.max(this.#peak, this.#fill)
    this.#used = Math.max(this.#used, this.#fill)
    return array
  }
}

/** Over the shared WebAssembly memory, so that every thread's routines reach the arrays. */
export class SharedWorkspace extends Arena {
  readonly #memory: WebAssembly.Memory

  constructor(memory: WebAssembly.Memory, budgetBytes: number) {
    super(Math.min(budgetBytes, memoryLimitBytes - workspaceOffset), memory.buffer.byteLength - workspaceOffset)
    this.#memory = memory
  }

  override holds(array: ArrayBufferView): boolean {
    // A grown memory has a new buffer object over the same bytes, so objects cannot be compared.
    return array.buffer instanceof SharedArrayBuffer
  }

  protected override region(offset: number, bytes: number) {
    const byteOffset = workspaceOffset + offset
    growTo(this.#memory, byteOffset + bytes)
    return { buffer: this.#memory.buffer, byteOffset }
  }
}

/** Ordinary arrays, only counted: for the twin. */
export class PlainWorkspace extends Arena {
  override holds(): boolean {
    return true
  }

  protected override region(_offset: number, bytes: number) {
    return { buffer: new ArrayBuffer(bytes), byteOffset: 0 }
  }
}
