import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { useWords } from '../language/language.ts';
import { ServerSaid } from '../shell/server-said.tsx';
import { searchInputId } from '../shell/shortcuts.ts';
import { stretches } from './line-text.ts';
import type { LinePart, LineReading } from './read-line.ts';
import styles from './search.module.css';
import { useLineReading } from './use-line-reading.ts';
import { useTyped, type Readiness } from './use-typed.ts';

/** The search line: typed freely, checked while typing, kept in the address of the map. */
export function SearchBar() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { q = '' } = useSearch({ strict: false });
  const keep = (text: string) =>
    void navigate({
      to: '/',
      search: (before) => ({ ...before, q: text.trim() || undefined }),
      replace: true,
    });
  const readiness = useRef<Readiness>('unread');
  const typed = useTyped(q, keep, readiness);
  const reading = useLineReading(typed.text);
  const problems = reading?.problems ?? [];
  useEffect(() => {
    readiness.current = readinessOf(reading);
  });
  const ownWords = ({ from, to }: LinePart) => {
    const part = typed.text.slice(from, to).trim();
    return part === '' ? t('search.incomplete') : t('search.unreadable', { part });
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!typed.composing) typed.commit();
  };
  return (
    <form role="search" className={styles.form} onSubmit={submit}>
      <LineInput
        typed={typed}
        problems={problems}
        label={t('search.label')}
        placeholder={t('search.placeholder')}
      />
      {problems[0] && !typed.composing && (
        <p className={styles.problem} role="alert" id="search-problem">
          <ServerSaid own={ownWords(problems[0])} said={problems[0].message} />
        </p>
      )}
    </form>
  );
}

/** A line that was not read yet may be half a line; one with problems is sent only by Enter, to hear the server. */
function readinessOf(reading: LineReading | undefined): Readiness {
  if (!reading) return 'unread';
  return reading.problems.length > 0 ? 'doubtful' : 'free';
}

interface LineInputProps {
  readonly typed: ReturnType<typeof useTyped>;
  readonly problems: LineReading['problems'];
  readonly label: string;
  readonly placeholder: string;
}

function LineInput({ typed, problems, label, placeholder }: LineInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const [scrolled, setScrolled] = useState(0);
  return (
    <div className={styles.field} data-wrong={problems.length > 0 || undefined}>
      <svg className={styles.glass} viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
        <path
          d="M7 1.500a5.500 5.500 0 1 0 3.400 9.800l3.500 3.500 1.100-1.100-3.500-3.500A5.500 5.500 0 0 0 7 1.500zm0 1.600a3.900 3.900 0 1 1 0 7.800a3.900 3.900 0 1 1 0-7.800z"
          fill="currentColor"
        />
      </svg>
      <div className={styles.underlay} aria-hidden="true">
        <span style={{ transform: `translateX(${-scrolled}px)` }}>
          {stretches(typed.text, typed.composing ? [] : problems).map((part, index) => (
            <span key={index} className={part.wrong ? styles.wrong : undefined}>
              {part.text}
            </span>
          ))}
        </span>
      </div>
      <input
        ref={input}
        id={searchInputId}
        className={styles.input}
        type="text"
        value={typed.text}
        onChange={(event) => typed.setText(event.currentTarget.value)}
        onScroll={(event) => setScrolled(event.currentTarget.scrollLeft)}
        onKeyDown={(event) => event.key === 'Escape' && !typed.composing && input.current?.blur()}
        {...typed.bind}
        aria-label={label}
        aria-invalid={problems.length > 0}
        aria-describedby={problems.length > 0 ? 'search-problem' : undefined}
        placeholder={placeholder}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={1000}
      />
      <EndOfField typed={typed} />
    </div>
  );
}

function EndOfField({ typed }: { typed: LineInputProps['typed'] }) {
  const { t } = useWords();
  if (typed.text === '') return <kbd className={styles.key}>/</kbd>;
  return (
    <button
      type="button"
      className={styles.clear}
      aria-label={t('search.clear')}
      onClick={() => typed.commit('')}
    >
      ×
    </button>
  );
}
