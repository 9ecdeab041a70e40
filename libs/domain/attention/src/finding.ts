import type { AttentionFinding } from '@vialog/contracts';

/** What a source found. The watch adds since when, unless the source knows it. */
export interface Found extends Omit<AttentionFinding, 'kind' | 'sinceAt' | 'isCountMinimum'> {
  /** Findings of two readings with the same key are the same finding. */
  readonly key: string;
  /** When it began, ISO 8601. */
  readonly sinceAt?: string | undefined;
  readonly isCountMinimum?: boolean;
}
