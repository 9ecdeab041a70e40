import { useRouter } from '@tanstack/react-router';
import { useWords } from '../language/language.ts';
import type { Command } from './command.ts';

const rooms = [
  { key: 'overview', to: '/overview', shortcut: 'g o' },
  { key: 'map', to: '/', shortcut: 'g m' },
  { key: 'sites', to: '/sites', shortcut: 'g s' },
  { key: 'trends', to: '/trends', shortcut: 'g t' },
  { key: 'questions', to: '/questions', shortcut: 'g q' },
  { key: 'alerts', to: '/alerts', shortcut: 'g l' },
  { key: 'models', to: '/models', shortcut: 'g d' },
  { key: 'reports', to: '/reports', shortcut: 'g r' },
] as const;

/** Opens a room; the board is a page of its own. */
export function useRoomCommands(): readonly Command[] {
  const { t } = useWords();
  const router = useRouter();
  const inShell = rooms.map(({ key, to, shortcut }): Command => ({
    key: `room ${key}`,
    kind: 'room',
    label: t(`palette.room.${key}`),
    keywords: t(`palette.keywords.${key}`),
    shortcut,
    run: () => void router.navigate({ to, search: {} }),
  }));
  const board: Command = {
    key: 'room board',
    kind: 'room',
    label: t('palette.room.board'),
    keywords: t('palette.keywords.board'),
    run: () => location.assign('/board'),
  };
  return [...inShell, board];
}
