import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import type { ListedReportSchedule } from '@vialog/contracts';
import { channelsQuery } from '../../api/channels.ts';
import { weekdayName } from '../../format/times.ts';
import { timeZones } from '../../forms/time-zones.ts';
import { useWords } from '../../language/language.ts';
import { Failure } from '../../shell/failure.tsx';
import styles from './reports.module.css';
import {
  draftOf,
  offeredFormats,
  patchOf,
  reportPeriods,
  ruleKinds,
  wrongFieldOf,
  type ScheduleDraft,
  type WrongField,
} from './schedule-draft.ts';
import { useScheduleChanges } from '../../report-schedules/use-schedule-changes.ts';

interface FieldsProps {
  readonly draft: ScheduleDraft;
  readonly change: (fields: Partial<ScheduleDraft>) => void;
  readonly wrong: WrongField | undefined;
}

/** The settings of a schedule. */
export function ScheduleForm({ schedule }: { readonly schedule: ListedReportSchedule }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => draftOf(schedule));
  const [isChecked, setChecked] = useState(false);
  const { changeSchedule } = useScheduleChanges();
  const close = () => void navigate({ to: '/reports', search: {}, resetScroll: false });
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    setChecked(true);
    const wrong = wrongFieldOf(draft);
    if (wrong === undefined)
      changeSchedule.mutate({ scheduleId: schedule.scheduleId, patch: patchOf(draft) }, { onSuccess: close });
    else event.currentTarget.querySelector<HTMLElement>(`[name="${wrong}"]`)?.focus();
  };
  const fields: FieldsProps = {
    draft,
    change: (changed) => setDraft({ ...draft, ...changed }),
    wrong: isChecked ? wrongFieldOf(draft) : undefined,
  };
  return (
    <form
      className={styles.form}
      onSubmit={submit}
      noValidate
      aria-label={t('reports.editNamed', { name: schedule.name })}
    >
      <div className={styles.fields}>
        <NameField {...fields} />
        <RuleFields {...fields} />
        <LanguageField {...fields} />
        <ChannelField {...fields} />
      </div>
      <FormatFields {...fields} />
      <Failure error={changeSchedule.error} />
      <div className={styles.actions}>
        <Button type="submit" size="sm" loading={changeSchedule.isPending}>
          {t('reports.save')}
        </Button>
        <Button size="sm" variant="default" onClick={close}>
          {t('alerts.cancel')}
        </Button>
      </div>
    </form>
  );
}

function NameField({ draft, change, wrong }: FieldsProps) {
  const { t } = useWords();
  return (
    <TextInput
      name="name"
      autoFocus
      label={t('alerts.name')}
      maxLength={120}
      value={draft.name}
      error={wrong === 'name' && t('alerts.nameHint')}
      onChange={({ currentTarget: { value } }) => change({ name: value })}
    />
  );
}

function RuleFields({ draft, change, wrong }: FieldsProps) {
  const { t } = useWords();
  return (
    <>
      <NativeSelect
        label={t('reports.covers')}
        value={draft.period}
        data={reportPeriods.map((value) => ({ value, label: t(`reports.period.${value}`) }))}
        onChange={({ currentTarget: { value } }) =>
          change({ period: reportPeriods.find((each) => each === value) ?? draft.period })
        }
      />
      <NativeSelect
        label={t('reports.every')}
        value={draft.kind}
        data={ruleKinds.map((value) => ({ value, label: t(`reports.kind.${value}`) }))}
        onChange={({ currentTarget: { value } }) =>
          change({ kind: ruleKinds.find((each) => each === value) ?? draft.kind })
        }
      />
      <DayField draft={draft} change={change} wrong={wrong} />
      <TextInput
        name="at"
        type="time"
        label={t('reports.at')}
        value={draft.at}
        error={wrong === 'at' && t('reports.atHint')}
        onChange={({ currentTarget: { value } }) => change({ at: value })}
      />
      <NativeSelect
        label={t('reports.timeZone')}
        value={draft.timeZone}
        data={timeZones(draft.timeZone)}
        onChange={({ currentTarget: { value } }) => change({ timeZone: value })}
      />
    </>
  );
}

const weekdays = [1, 2, 3, 4, 5, 6, 7];
const daysOfMonth = Array.from({ length: 28 }, (_, i) => String(i + 1));

function DayField({ draft, change }: FieldsProps) {
  const { t, tag } = useWords();
  if (draft.kind === 'daily') return null;
  if (draft.kind === 'weekly')
    return (
      <NativeSelect
        label={t('reports.weekday')}
        value={String(draft.weekday)}
        data={weekdays.map((day) => ({ value: String(day), label: weekdayName(day, tag) }))}
        onChange={({ currentTarget: { value } }) => change({ weekday: Number(value) })}
      />
    );
  return (
    <NativeSelect
      label={t('reports.day')}
      value={String(draft.day)}
      data={daysOfMonth}
      onChange={({ currentTarget: { value } }) => change({ day: Number(value) })}
    />
  );
}

function LanguageField({ draft, change }: FieldsProps) {
  const { t } = useWords();
  return (
    <NativeSelect
      label={t('reports.language')}
      value={draft.language}
      data={[
        { value: 'en', label: 'English' },
        { value: 'zh', label: '中文' },
      ]}
      onChange={({ currentTarget: { value } }) => change({ language: value === 'zh' ? 'zh' : 'en' })}
    />
  );
}

/** The channels of the installation; accounts that do not see them keep what is chosen. */
function ChannelField({ draft, change }: FieldsProps) {
  const { t } = useWords();
  const { data: channels = [] } = useQuery({ ...channelsQuery, refetchInterval: false });
  const isListed = channels.some(({ channelId }) => channelId === draft.channelId);
  return (
    <NativeSelect
      label={t('reports.channel')}
      description={t('reports.channelHelp')}
      value={draft.channelId}
      data={[
        { value: '', label: t('reports.noChannel') },
        ...channels.map(({ channelId, name }) => ({ value: channelId, label: name })),
        ...(draft.channelId !== '' && !isListed
          ? [{ value: draft.channelId, label: t('reports.toUnknownChannel') }]
          : []),
      ]}
      onChange={({ currentTarget: { value } }) => change({ channelId: value })}
    />
  );
}

function FormatFields({ draft, change, wrong }: FieldsProps) {
  const { t } = useWords();
  const offered = [...new Set([...offeredFormats, ...draft.formats])];
  return (
    <fieldset className={styles.formats}>
      <legend>{t('reports.files')}</legend>
      {offered.map((format) => (
        <Checkbox
          key={format}
          name="formats"
          label={format.toUpperCase()}
          checked={draft.formats.includes(format)}
          onChange={({ currentTarget: { checked } }) =>
            change({
              formats: offered.filter((each) => (each === format ? checked : draft.formats.includes(each))),
            })
          }
        />
      ))}
      {wrong === 'formats' && (
        <p className={styles.error} role="alert">
          {t('reports.noTarget')}
        </p>
      )}
    </fieldset>
  );
}
