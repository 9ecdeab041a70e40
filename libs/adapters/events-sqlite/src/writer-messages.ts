import type { RowBatch } from './row-batch.ts';

/** A command for the writer thread. `now`: time of the store's clock, epoch ms. */
export type WriterCommand =
  | { readonly kind: 'append'; readonly batch: RowBatch; readonly now: number }
  | { readonly kind: 'rollUp'; readonly now: number }
  | {
      readonly kind: 'drop';
      readonly events: number;
      readonly bins: number;
      readonly hours: number;
      readonly now: number;
    }
  | { readonly kind: 'erase'; readonly cameras: readonly string[]; readonly now: number }
  | { readonly kind: 'inspect'; readonly day: number; readonly now: number }
  | { readonly kind: 'close' };

export type WriterRequest = WriterCommand & { readonly id: number };

/** A verdict per record, as a byte. */
export const verdict = { stored: 0, known: 1, busy: 2, dropped: 3 } as const;

export type WriterReply =
  | { readonly id: number; readonly value: number | Uint8Array }
  | { readonly id: number; readonly error: string }
  /** The thread started, or failed to: the folder is locked or not writable. */
  | { readonly ready: true }
  | { readonly rejected: string }
  | { readonly state: WriterState };

/**
 * ok: writing. full: the disk is full. unwritable: the file is read-only, cannot be opened or fails with an I/O error. In
 * both cases records get the verdict busy. setAside: a damaged day file was moved away.
 */
export type WriterState =
  | { readonly kind: 'ok' }
  | { readonly kind: 'full' | 'unwritable'; readonly why: string }
  | { readonly kind: 'setAside'; readonly file: string; readonly why: string };

export interface WriterOptions {
  readonly folder: string;
  readonly durability: 'power' | 'process';
  /** Maximum pages of a day file, to simulate a full disk. Default: no limit. */
  readonly maxPages?: number;
}
