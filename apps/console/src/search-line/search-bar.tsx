import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject, type SyntheticEvent } from 'react';
import { useWords } from '../language/language.ts';
import { ErrorMessage } from '../shell/error-message.tsx';
import { SavedSearchMenu } from '../saved-searches/saved-search-menu.tsx';
import { searchInputId } from '../shell/shortcuts.ts';
import { splitAtProblems } from './line-text.ts';
import type { LinePart, ParsedLine } from './parsed-line.ts';
import styles from './search.module.css';
import { optionId, SuggestionList } from './suggestion-list.tsx';
import { useParsedLine } from './use-parsed-line.ts';
import { useSuggestionKeys } from './use-suggestion-keys.ts';
import { useSuggestions, type LineSuggestion } from './use-suggestions.ts';
import { useDebouncedText, type Readiness } from './use-debounced-text.ts';

/** The search field: parsed while the user types, stored in the address of the map room. */
export function SearchBar() {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const { q = '' } = useSearch({ strict: false });
  const store = (text: string) =>
    void navigate({
      to: '/',
      search: (current) => ({ ...current, q: text || undefined }),
      replace: true,
    });
  const readiness = useRef<Readiness>('unparsed');
  const typed = useDebouncedText(q, store, readiness);
  const parsed = useParsedLine(typed.text);
  const problems = parsed?.problems ?? [];
  useEffect(() => {
    readiness.current = readinessOf(parsed);
  });
  const problemText = ({ from, to }: LinePart) => {
    const part = typed.text.slice(from, to).trim();
    return part === '' ? t('search.incomplete') : t('search.notRecognised', { part });
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (typed.composing) return;
    typed.commit();
    // The keys j and k move in the results.
    document.getElementById(searchInputId)?.blur();
  };
  return (
    <div className={styles.bar}>
      <form role="search" className={styles.form} onSubmit={submit}>
        <LineInput
          typed={typed}
          problems={problems}
          label={t('search.label')}
          placeholder={t('search.placeholder')}
        />
        {problems[0] && !typed.composing && !parsed?.isUnfinished && (
          <p className={styles.problem} role="alert" id="search-problem">
            <ErrorMessage
              text={problemText(problems[0])}
              serverText={problems[0].message}
              translated={language === 'zh' ? problems[0].chinese : undefined}
            />
          </p>
        )}
      </form>
      <SavedSearchMenu q={q} onSearch={(line) => typed.commit(line)} />
    </div>
  );
}

/** A line that is not parsed yet may be incomplete. An invalid or unfinished line is sent only by Enter. */
function readinessOf(parsed: ParsedLine | undefined): Readiness {
  if (!parsed) return 'unparsed';
  if (parsed.isUnfinished) return 'invalid';
  return parsed.problems.length > 0 ? 'invalid' : 'valid';
}

interface LineInputProps {
  readonly typed: ReturnType<typeof useDebouncedText>;
  readonly problems: ParsedLine['problems'];
  readonly label: string;
  readonly placeholder: string;
}

const listId = 'search-suggestions';

function LineInput({ typed, problems, label, placeholder }: LineInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const list = useLineSuggestions(typed, input);
  return (
    <div className={styles.combo}>
      <div className={styles.field} data-invalid={problems.length > 0 || undefined}>
        <Glass />
        <Underlay typed={typed} problems={problems} scrolled={scrolled} />
        <input
          ref={input}
          id={searchInputId}
          className={styles.input}
          type="text"
          value={typed.text}
          onChange={(event) => list.change(event.currentTarget.value)}
          onScroll={(event) => setScrolled(event.currentTarget.scrollLeft)}
          onKeyDown={list.keyDown}
          onBlur={list.close}
          {...typed.bind}
          role="combobox"
          aria-label={label}
          aria-expanded={list.suggestions.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={list.active < 0 ? undefined : optionId(listId, list.active)}
          aria-invalid={problems.length > 0}
          aria-describedby={problems.length > 0 ? 'search-problem' : undefined}
          placeholder={placeholder}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={1000}
        />
        <FieldEnd typed={typed} />
      </div>
      {list.suggestions.length > 0 && (
        <SuggestionList id={listId} suggestions={list.suggestions} active={list.active} onPick={list.pick} />
      )}
    </div>
  );
}

/** The list opens while the user types and closes after a search. */
function useLineSuggestions(typed: LineInputProps['typed'], input: RefObject<HTMLInputElement | null>) {
  const [isOpen, setOpen] = useState(false);
  const suggestions = useSuggestions(typed.text, isOpen && !typed.composing);
  const pick = ({ line }: LineSuggestion) => {
    typed.setText(line);
    input.current?.focus();
  };
  const close = () => setOpen(false);
  const keys = useSuggestionKeys({ suggestions, onPick: pick, onClose: close });
  const keyDown = (event: KeyboardEvent) => {
    if (keys.handle(event) || typed.composing) return;
    if (event.key === 'Escape') input.current?.blur();
    if (event.key === 'ArrowDown') setOpen(true);
  };
  const change = (text: string) => {
    typed.setText(text);
    keys.reset();
    setOpen(text !== '');
  };
  return { suggestions, active: keys.active, pick, close, keyDown, change };
}

function Glass() {
  return (
    <svg className={styles.glass} viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
      <path
        d="M7 1.500a5.500 5.500 0 1 0 3.400 9.800l3.500 3.500 1.100-1.100-3.500-3.500A5.500 5.500 0 0 0 7 1.500zm0 1.600a3.900 3.900 0 1 1 0 7.800a3.900 3.900 0 1 1 0-7.800z"
        fill="currentColor"
      />
    </svg>
  );
}

interface UnderlayProps extends Pick<LineInputProps, 'typed' | 'problems'> {
  /** px */
  readonly scrolled: number;
}

/** Underlines the problems behind the text of the input. */
function Underlay({ typed, problems, scrolled }: UnderlayProps) {
  return (
    <div className={styles.underlay} aria-hidden="true">
      <span style={{ transform: `translateX(${-scrolled}px)` }}>
        {splitAtProblems(typed.text, typed.composing ? [] : problems).map((part, index) => (
          <span key={index} className={part.invalid ? styles.invalid : undefined}>
            {part.text}
          </span>
        ))}
      </span>
    </div>
  );
}

function FieldEnd({ typed }: { typed: LineInputProps['typed'] }) {
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
