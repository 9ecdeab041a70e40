import { Modal } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { useWords } from '../language/language.ts';
import type { Command } from './command.ts';
import { CommandList, optionId } from './command-list.tsx';
import { paletteInputId } from './palette-input-id.ts';
import styles from './palette.module.css';
import { useCommands } from './use-commands.ts';

interface CommandPaletteProps {
  readonly onClose: () => void;
  readonly onHelp: () => void;
}

/**
 * A dialog with one combobox (ARIA APG, list autocomplete): it opens rooms, cameras, sites and groups by name, repeats searches and
 * runs the actions that the person may take.
 */
export function CommandPalette({ onClose, onHelp }: CommandPaletteProps) {
  const { t } = useWords();
  return (
    // lockScroll: see help-overlay.tsx.
    <Modal.Root opened onClose={onClose} size="lg" lockScroll={false} yOffset="10dvh">
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.title')}>
        <Modal.Body className={styles.palette}>
          <PaletteBox onClose={onClose} onHelp={onHelp} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

const listId = 'command-list';

function PaletteBox({ onClose, onHelp }: CommandPaletteProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const commands = useCommands(text, onHelp);
  const run = (command: Command) => {
    onClose();
    command.run();
  };
  const keys = useListKeys(commands, run);
  return (
    <>
      <input
        className={styles.input}
        id={paletteInputId}
        data-autofocus
        role="combobox"
        aria-label={t('palette.title')}
        aria-expanded={commands.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={keys.active < 0 ? undefined : optionId(listId, keys.active)}
        placeholder={t('palette.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          keys.reset();
        }}
        onKeyDown={keys.handle}
        autoComplete="off"
        spellCheck={false}
        maxLength={1_000}
      />
      <CommandList id={listId} commands={commands} active={keys.active} onRun={run} />
      <p className={styles.foot}>{t('palette.keys')}</p>
    </>
  );
}

/** The first command is chosen; arrows, Home and End choose, Enter runs. Keys of an input method stay with it. */
function useListKeys(commands: readonly Command[], run: (command: Command) => void) {
  const [chosen, setChosen] = useState(0);
  const last = commands.length - 1;
  const active = Math.min(chosen, last);
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: active >= last ? 0 : active + 1,
    ArrowUp: active <= 0 ? last : active - 1,
    PageDown: Math.min(last, active + 8),
    PageUp: Math.max(0, active - 8),
  };
  const handle = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const next = moves[event.key];
    if (next === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    const command = commands[active];
    if (next !== undefined) setChosen(next);
    else if (command) run(command);
  };
  return { active, handle, reset: () => setChosen(0) };
}
