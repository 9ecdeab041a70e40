import type { Suggestion } from '@vialog/contracts';

export type CommandKind =
  'room' | 'action' | 'search' | Extract<Suggestion['kind'], 'camera' | 'site' | 'group'>;

/** What the command palette offers: a label, where it belongs, and what it does. */
export interface Command {
  readonly key: string;
  readonly kind: CommandKind;
  readonly label: string;
  /** Other words that find it: its name in the other language, pinyin initials and synonyms, separated by spaces. */
  readonly keywords?: string;
  /** The single-key shortcut of the same command. */
  readonly shortcut?: string;
  readonly run: () => void;
}
