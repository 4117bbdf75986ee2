/**
 * What replicas remember together. Nothing here is ever waited for long or needed: a memory that is lost, slow or
 * frozen answers null, and each replica goes on by itself.
 */
export interface SharedMemory {
  /** The values of keys, in their order; null where there is none or no answer came in time. */
  read(keys: readonly string[]): Promise<readonly (string | null)[]>;
  /** Remembers a value for so many seconds; nobody waits for it. */
  write(key: string, value: string, seconds: number): void;
  /** Adds to a counter that ends so many seconds after it began; the sum, or null where none came in time. */
  add(key: string, by: number, seconds: number): Promise<number | null>;
  /** Forgets a value; nobody waits for it. */
  forget(key: string): void;
}
