export interface ImportOptions {
  readonly dryRun: boolean;
  /** Time zone of new cameras whose row states none. */
  readonly timeZone?: string | undefined;
  /** State of new cameras whose row states none. */
  readonly lifecycle: 'draft' | 'active';
  /** Added to the groups of every imported camera; limits `gone` to this group. */
  readonly group?: string | undefined;
  /** Called after every batch of rows with the number of rows checked. */
  readonly onProgress?: (checked: number) => void;
  /** Lets other work of the process run between batches. */
  readonly yieldToOthers: () => Promise<void>;
}
