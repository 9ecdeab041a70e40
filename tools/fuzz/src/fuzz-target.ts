/** Code that reads foreign bytes. */
export interface FuzzTarget {
  readonly name: string;
  /** Valid inputs from which the others are made. */
  readonly seeds: readonly Uint8Array[];
  /** Words of the format; each character is one byte. */
  readonly dictionary: readonly string[];
  /**
   * Reads one input and returns what came of it, like the reason of a fault.
   * @throws {Error} when a property is violated
   */
  run(input: Uint8Array): string | Promise<string>;
}
