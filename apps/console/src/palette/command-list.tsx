import { useEffect, useRef } from 'react';
import { useWords } from '../language/language.ts';
import type { Command } from './command.ts';
import styles from './palette.module.css';

interface CommandListProps {
  readonly id: string;
  readonly commands: readonly Command[];
  /** Index of the chosen command; -1 without one. */
  readonly active: number;
  readonly onRun: (command: Command) => void;
}

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** The commands under the field; the focus stays in the field. */
export function CommandList({ id, commands, active, onRun }: CommandListProps) {
  const { t } = useWords();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active, commands]);
  return (
    <>
      <ul ref={list} id={id} role="listbox" aria-label={t('palette.results')} className={styles.list}>
        {commands.map((command, index) => (
          <li
            key={command.key}
            id={optionId(id, index)}
            role="option"
            aria-selected={index === active}
            className={styles.option}
            // The field must not lose the focus before the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onRun(command)}
          >
            <span className={styles.label}>{command.label}</span>
            {command.shortcut !== undefined && <kbd className={styles.shortcut}>{command.shortcut}</kbd>}
            <span className={styles.kind}>{t(`palette.kind.${command.kind}`)}</span>
          </li>
        ))}
      </ul>
      <p role="status" className={commands.length === 0 ? styles.none : 'visually-hidden'}>
        {t('palette.count', { count: commands.length })}
      </p>
    </>
  );
}
