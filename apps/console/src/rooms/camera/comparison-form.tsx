import { Button, NativeSelect } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import type { Camera, CameraSummary, FlowDirection, Zone, ZoneSummary } from '@vialog/contracts';
import { useCompareWithCounter, type ComparisonRequest } from '../../api/counter-comparisons.ts';
import { useWords } from '../../language/language.ts';
import { ErrorMessage } from '../../shell/error-message.tsx';
import { errorText, serverSentences } from '../../shell/error-text.ts';
import { comparableCounters, type ComparableCounter } from './comparable-zones.ts';
import styles from './counter-comparisons.module.css';

const periods = [14, 28, 91];
const directions: readonly FlowDirection[] = ['both', 'inbound', 'outbound'];

interface Draft {
  readonly zoneId: string | undefined;
  readonly counterId: string | undefined;
  readonly counterZoneId: string | undefined;
  readonly direction: FlowDirection;
  readonly counterDirection: FlowDirection;
  readonly days: number;
}

const emptyDraft: Draft = {
  zoneId: undefined,
  counterId: undefined,
  counterZoneId: undefined,
  direction: 'both',
  counterDirection: 'both',
  days: 28,
};

/** Which zone of the camera is compared with which counter, and over which time. */
export function ComparisonForm({ camera, counters }: { camera: Camera; counters: readonly CameraSummary[] }) {
  const { t } = useWords();
  const [draft, setDraft] = useState(emptyDraft);
  const compare = useCompareWithCounter(camera.cameraId);
  const choices = choicesOf(draft, camera, counters);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const request = requestOf(draft, choices);
    if (request) compare.mutate(request);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <ZoneFields choices={choices} change={change} />
      {choices.zone?.kind === 'line' && <DirectionFields draft={draft} zone={choices.zone} change={change} />}
      <NativeSelect
        label={t('comparison.period')}
        value={String(draft.days)}
        data={periods.map((days) => ({ value: String(days), label: t('trends.lastDays', { count: days }) }))}
        onChange={(event) => change({ days: Number(event.currentTarget.value) })}
      />
      <Button type="submit" size="sm" loading={compare.isPending} disabled={!choices.counter}>
        {t('comparison.compare')}
      </Button>
      {!choices.counter && <p className={styles.what}>{t('comparison.noCounter')}</p>}
      {compare.error && (
        <div className={styles.error} role="alert">
          <ErrorMessage text={errorText(compare.error, t)} serverText={serverSentences(compare.error)[0]} />
        </div>
      )}
      {compare.isSuccess && (
        <p className={styles.saved} role="status">
          {t('comparison.saved')}
        </p>
      )}
    </form>
  );
}

interface Choices {
  readonly zones: readonly Zone[];
  readonly zone: Zone | undefined;
  readonly counters: readonly ComparableCounter[];
  readonly counter: ComparableCounter | undefined;
  readonly counterZone: ZoneSummary | undefined;
}

/** What can be chosen: without a choice, the first line, the nearest counter and its first zone. */
function choicesOf(draft: Draft, camera: Camera, counters: readonly CameraSummary[]): Choices {
  const zone =
    camera.zones.find(({ zoneId }) => zoneId === draft.zoneId) ??
    camera.zones.find(({ kind }) => kind === 'line') ??
    camera.zones[0];
  const comparable = zone ? comparableCounters(camera, zone, counters) : [];
  const counter = comparable.find(({ counterId }) => counterId === draft.counterId) ?? comparable[0];
  const counterZone =
    counter?.zones.find(({ zoneId }) => zoneId === draft.counterZoneId) ?? counter?.zones[0];
  return { zones: camera.zones, zone, counters: comparable, counter, counterZone };
}

function requestOf(draft: Draft, { zone, counter, counterZone }: Choices): ComparisonRequest | undefined {
  if (!zone || !counter || !counterZone) return undefined;
  const isLine = zone.kind === 'line';
  return {
    zoneId: zone.zoneId,
    counter: counter.counterId,
    counterZoneId: counterZone.zoneId,
    direction: isLine ? draft.direction : undefined,
    counterDirection: isLine ? draft.counterDirection : undefined,
    startAt: new Date(Date.now() - draft.days * 86_400_000).toISOString(),
  };
}

interface FieldProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

function ZoneFields({ choices, change }: Pick<FieldProps, 'change'> & { readonly choices: Choices }) {
  const { t } = useWords();
  const { zones, zone, counters, counter, counterZone } = choices;
  return (
    <>
      {zones.length > 1 && (
        <NativeSelect
          label={t('comparison.zone')}
          value={zone?.zoneId}
          data={zones.map(({ zoneId, name }) => ({ value: zoneId, label: name }))}
          onChange={(event) => change({ zoneId: event.currentTarget.value })}
        />
      )}
      {counters.length > 0 && (
        <NativeSelect
          label={t('comparison.counter')}
          value={counter?.counterId}
          data={counters.map(({ counterId, name }) => ({ value: counterId, label: name }))}
          onChange={(event) => change({ counterId: event.currentTarget.value })}
        />
      )}
      {counter && counter.zones.length > 1 && (
        <NativeSelect
          label={t('comparison.counterZone')}
          value={counterZone?.zoneId}
          data={counter.zones.map(({ zoneId, name }) => ({ value: zoneId, label: name }))}
          onChange={(event) => change({ counterZoneId: event.currentTarget.value })}
        />
      )}
    </>
  );
}

function DirectionFields({ draft, zone, change }: FieldProps & { readonly zone: Zone }) {
  const { t } = useWords();
  const nameOf = (direction: FlowDirection) =>
    direction === 'both' ? undefined : zone.directions?.[direction]?.trim();
  const choose = (value: string) => directions.find((each) => each === value) ?? 'both';
  return (
    <>
      <NativeSelect
        label={t('comparison.direction')}
        value={draft.direction}
        data={directions.map((value) => ({
          value,
          label: nameOf(value) || t(`trends.directions.${value}`),
        }))}
        onChange={({ currentTarget: { value } }) =>
          change({ direction: choose(value), counterDirection: choose(value) })
        }
      />
      <NativeSelect
        label={t('comparison.counterDirection')}
        value={draft.counterDirection}
        data={directions.map((value) => ({ value, label: t(`trends.directions.${value}`) }))}
        onChange={(event) => change({ counterDirection: choose(event.currentTarget.value) })}
      />
    </>
  );
}
