import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { localTimeText } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { countClassNames } from '../../trends/count-class-names.ts';
import { fitsInterval } from './period.ts';
import styles from './trends-room.module.css';
import {
  lastDays,
  trendIntervals,
  trendMeasures,
  trendViews,
  type ChangeTrends,
  type TrendView,
} from './trends-search.ts';
import { isOfSpaces, minText, targetText, type Question } from './use-trends.ts';

interface ControlsProps {
  readonly question: Question;
  readonly change: ChangeTrends;
}

/** Everything that can be chosen besides the series. */
export function Controls(props: ControlsProps) {
  return (
    <>
      <div className={styles.controls}>
        <MeasureFields {...props} />
        <PeriodFields {...props} />
        <RuleFields {...props} />
      </div>
      <ClassButtons {...props} />
    </>
  );
}

function MeasureFields({ question: { search, measure }, change }: ControlsProps) {
  const { t } = useWords();
  return (
    <>
      <NativeSelect
        label={t('trends.measure')}
        value={measure}
        data={trendMeasures.map((value) => ({ value, label: t(`trends.measures.${value}`) }))}
        onChange={({ currentTarget: { value } }) =>
          change({ measure: trendMeasures.find((each) => each === value), target: undefined })
        }
      />
      {measure === 'flow' && (
        <NativeSelect
          label={t('trends.direction')}
          value={search.direction ?? ''}
          data={['', 'inbound', 'outbound'].map((value) => ({
            value,
            label: t(`trends.directions.${value || 'both'}`),
          }))}
          onChange={({ currentTarget: { value } }) =>
            change({ direction: value === 'inbound' || value === 'outbound' ? value : undefined })
          }
        />
      )}
    </>
  );
}

/** The lengths that can be chosen, and the one of the address. */
const shownDays = (last: string | undefined): readonly number[] =>
  [...new Set([...lastDays, Number(last ?? lastDays[0])])].sort((a, b) => a - b);

/** The period by its length up to now or by dates. */
function PeriodFields({ question, change }: ControlsProps) {
  const { t } = useWords();
  const { search, period, interval, format } = question;
  const hasDates = search.from !== undefined;
  const dateOf = (at: number) => localTimeText(at, format.timeZone).slice(0, 10);
  const dates = { from: dateOf(period.from), to: dateOf(period.to - 1) };
  const changeDate = (name: 'from' | 'to', value: string) => {
    const next = { ...dates, [name]: value };
    if (value !== '') change(next.from <= next.to ? next : { from: value, to: value });
  };
  return (
    <>
      <NativeSelect
        label={t('trends.period')}
        value={hasDates ? 'dates' : (search.last ?? '28')}
        data={[
          ...shownDays(search.last).map((days) => ({
            value: String(days),
            label: t('trends.lastDays', { count: days }),
          })),
          { value: 'dates', label: t('trends.dates') },
        ]}
        onChange={({ currentTarget: { value } }) =>
          change(value === 'dates' ? dates : { last: value, from: undefined, to: undefined })
        }
      />
      {(['from', 'to'] as const).map((name) => (
        <TextInput
          key={name}
          type="date"
          label={t(`trends.${name}`)}
          value={dates[name]}
          onChange={({ currentTarget: { value } }) => changeDate(name, value)}
        />
      ))}
      <NativeSelect
        label={t('trends.interval')}
        value={interval}
        data={trendIntervals.map((value) => ({
          value,
          label: t(`trends.intervals.${value}`),
          disabled: !fitsInterval(period, value),
        }))}
        onChange={({ currentTarget: { value } }) =>
          change({ interval: trendIntervals.find((each) => each === value) })
        }
      />
    </>
  );
}

const coverages = ['0', '50', '80', '90', '95', '100'];

function RuleFields({ question: { search, measure, holidays }, change }: ControlsProps) {
  const { t } = useWords();
  const min = minText(search);
  return (
    <>
      <NativeSelect
        label={t('trends.compare')}
        value={search.compare ?? ''}
        data={['', 'before', 'year'].map((value) => ({
          value,
          label: t(`trends.compares.${value || 'none'}`),
        }))}
        onChange={({ currentTarget: { value } }) =>
          change({ compare: value === 'before' || value === 'year' ? value : undefined })
        }
      />
      <NativeSelect
        label={t('trends.holidays')}
        value={holidays}
        data={(['apart', 'with', 'only'] as const).map((value) => ({
          value,
          label: t(`trends.holidayRules.${value}`),
        }))}
        onChange={({ currentTarget: { value } }) =>
          change({ holidays: value === 'with' || value === 'only' ? value : undefined })
        }
      />
      <NativeSelect
        label={t('trends.min')}
        value={min}
        data={[...new Set([...coverages, min])]
          .sort((a, b) => Number(a) - Number(b))
          .map((value) => ({ value, label: `${value}%` }))}
        onChange={({ currentTarget: { value } }) => change({ min: value })}
      />
      {measure !== 'peak' && (
        <TextInput
          key={`${measure} ${targetText(search)}`}
          label={t(measure === 'occupancy' ? 'trends.targetPercent' : 'trends.target')}
          defaultValue={targetText(search)}
          inputMode="decimal"
          onBlur={({ currentTarget: { value } }) => change({ target: value.trim() })}
          onKeyDown={({ key, currentTarget: { value } }) => {
            if (key === 'Enter') change({ target: value.trim() });
          }}
        />
      )}
    </>
  );
}

/** Classes to count; none chosen: all of them. */
function ClassButtons({ question: { search, measure }, change }: ControlsProps) {
  const { t } = useWords();
  if (measure === 'stopped' || isOfSpaces(measure)) return null;
  const chosen = search.classes?.split(',') ?? [];
  const toggle = (name: string) => {
    const next = countClassNames.filter((each) => (each === name) !== chosen.includes(each));
    change({ classes: next.join(',') || undefined });
  };
  return (
    <div className={styles.classes} role="group" aria-label={t('trends.classes')}>
      <span className={styles.soft}>
        {t(chosen.length === 0 ? 'trends.allClasses' : 'trends.onlyClasses')}
      </span>
      {countClassNames.map((name) => (
        <button
          key={name}
          type="button"
          className={styles.toggle}
          aria-pressed={chosen.includes(name)}
          onClick={() => toggle(name)}
        >
          {t(`class.${name}`)}
        </button>
      ))}
    </div>
  );
}

/** Views of a measure: typical weeks come from the values of hours, which the measure peak does not have. */
export const viewsOf = ({ measure }: Question): readonly TrendView[] =>
  measure === 'peak' ? trendViews.filter((view) => view !== 'week' && view !== 'heat') : trendViews;

export function ViewChoice({ question, view, change }: ControlsProps & { view: TrendView }) {
  const { t } = useWords();
  return (
    <SegmentedControl
      size="xs"
      value={view}
      onChange={(value) => change({ view: value })}
      data={viewsOf(question).map((value) => ({ value, label: t(`trends.views.${value}`) }))}
      aria-label={t('trends.view')}
    />
  );
}
