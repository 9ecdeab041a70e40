import { NativeSelect, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { AnalyticSummary, Report, Site } from '@vialog/contracts';
import { localTimeText } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { EventChoice } from './event-choice.tsx';
import type { QuestionSearch } from './questions-search.ts';
import styles from './questions.module.css';

interface ControlsProps {
  readonly sites: readonly Site[];
  readonly search: QuestionSearch;
  /** Undefined while it loads, or if there is none. */
  readonly analytic: AnalyticSummary | undefined;
  /** Undefined while it loads, and after an error. */
  readonly report: Report | undefined;
  readonly timeZone: string;
}

/** What can be chosen besides the question; all of it is in the address. */
export function QuestionControls(props: ControlsProps) {
  const { t } = useWords();
  const { sites, search } = props;
  const change = useChangeQuestion();
  return (
    <div className={styles.controls}>
      <NativeSelect
        label={t('questions.site')}
        value={search.site ?? ''}
        data={[
          { value: '', label: t('questions.allSites') },
          ...sites.map(({ siteId, name }) => ({ value: siteId, label: name })),
        ]}
        onChange={({ currentTarget: { value } }) => change({ site: value || undefined })}
      />
      {props.analytic && <DateFields {...props} analytic={props.analytic} />}
      {props.analytic && <RuleFields search={search} analytic={props.analytic} />}
    </div>
  );
}

type LoadedProps = ControlsProps & { readonly analytic: AnalyticSummary };

function DateFields({ sites, search, analytic, report, timeZone }: LoadedProps) {
  const { t } = useWords();
  const change = useChangeQuestion();
  const dateOf = (at: number): string => localTimeText(at, timeZone).slice(0, 10);
  const at = search.at ?? (report ? dateOf(Date.parse(report.from)) : '');
  return (
    <>
      {analytic.comparison === 'before and after' && (
        <>
          <TextInput
            type="date"
            label={t('questions.at')}
            value={at}
            onChange={({ currentTarget: { value } }) => change({ at: value || undefined })}
          />
          <EventChoice
            sites={sites}
            site={search.site}
            date={at}
            timeZone={timeZone}
            onChange={(date) => change({ at: date, to: undefined })}
          />
        </>
      )}
      <TextInput
        type="date"
        label={t('questions.to')}
        value={search.to ?? (report ? dateOf(Date.parse(report.to) - 1) : '')}
        onChange={({ currentTarget: { value } }) => change({ to: value || undefined })}
      />
    </>
  );
}

/** Whether the target is a share. The table of measures is not read here: it brings the schemas with it. */
const isRatio = ({ measure }: AnalyticSummary): boolean => measure === 'occupancy';

function RuleFields({ search, analytic }: Pick<LoadedProps, 'search' | 'analytic'>) {
  const { t } = useWords();
  const change = useChangeQuestion();
  const percentOf = (ratio: number): string => String(Math.round(ratio * 100));
  return (
    <>
      {isRatio(analytic) && analytic.target !== null && (
        <PercentField
          label={t('questions.target')}
          value={search.target ?? percentOf(analytic.target)}
          onChange={(target) => change({ target })}
        />
      )}
      <PercentField
        label={t('questions.min')}
        value={search.min ?? percentOf(analytic.minCoverage)}
        onChange={(min) => change({ min })}
      />
    </>
  );
}

interface PercentFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string | undefined) => void;
}

/** A percentage that applies when the field is left or with Enter: each change computes the result again. */
function PercentField({ label, value, onChange }: PercentFieldProps) {
  const apply = (text: string) => {
    if (text !== value) onChange(text || undefined);
  };
  return (
    <TextInput
      key={value}
      type="number"
      min={0}
      max={100}
      label={label}
      defaultValue={value}
      onBlur={({ currentTarget }) => apply(currentTarget.value)}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') apply(currentTarget.value);
      }}
    />
  );
}

function useChangeQuestion() {
  const navigate = useNavigate({ from: '/questions/$analyticId' });
  return (change: QuestionSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
}
