import type { Command } from './command.ts';
import { matchCommands } from './match-commands.ts';
import { useActionCommands } from './use-action-commands.ts';
import { useNameCommands, useSearchCommands } from './use-name-commands.ts';
import { useRoomCommands } from './use-room-commands.ts';

/** Everything that the palette offers for a text: rooms and actions, then names, then searches. */
export function useCommands(text: string, onHelp: () => void): readonly Command[] {
  const rooms = useRoomCommands();
  const actions = useActionCommands(onHelp);
  const names = useNameCommands(text);
  const searches = useSearchCommands(text);
  return [...matchCommands([...rooms, ...actions], text), ...names, ...matchCommands(searches, text)];
}
