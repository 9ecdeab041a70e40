import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import type { TrialResponse, ZoneCount } from '@vialog/contracts';
import { crossingsOf } from '../cameras/crossings.ts';
import { Classes } from '../cameras/zone-numbers.tsx';
import { wholeNumber } from '../format/numbers.ts';
import { useWords } from '../language/language.ts';
import { ErrorMessage } from '../shell/error-message.tsx';
import { errorText, serverSentences } from '../shell/error-text.ts';
import type { DraftZone } from '../zones/zone-draft.ts';
import { isFollowed, LiveTrialView } from './live-trial-view.tsx';
import styles from './picture-bar.module.css';
import type { LiveTrial } from './use-live-trial.ts';
import type { Stills } from './use-stills.ts';
import { ServerText } from '../shell/server-text.tsx';

interface PictureBarProps {
  readonly stills: Stills;
  readonly live: LiveTrial;
  readonly zones: readonly DraftZone[];
  /** What is shown before a picture is open; default: the form in which a reason is given. */
  readonly opener?: ReactNode;
}

/** Opens the picture of a camera for a reason, and counts it with the zones as they are drawn. */
export function PictureBar({ stills, live, zones, opener }: PictureBarProps) {
  const { t } = useWords();
  return (
    <section className={styles.picture} aria-label={t('still.title')}>
      {stills.isOpen ? (
        <Trial stills={stills} live={live} zones={zones} />
      ) : (
        (opener ?? <ReasonForm stills={stills} />)
      )}
      <div role="status">
        {stills.isLoading && <p className={styles.hint}>{t('still.loading')}</p>}
        {stills.isCounting && <p className={styles.hint}>{t('still.counting')}</p>}
        {stills.result && !stills.isCounting && <TrialResult result={stills.result} zones={zones} />}
      </div>
      <Failure stills={stills} />
      <LiveTrialView live={live} zones={zones} />
    </section>
  );
}

function Failure({ stills: { error, isLoading } }: { stills: Stills }) {
  const { t } = useWords();
  if (!error || isLoading) return null;
  return (
    <div className={styles.error} role="alert">
      <ErrorMessage text={errorText(error, t)} serverText={serverSentences(error)[0]} />
    </div>
  );
}

interface ReasonFormProps {
  readonly stills: Stills;
  readonly reason?: string;
}

/** Reasons shorter than this are rejected by the server. */
const minReasonLength = 3;

/** A person gives the reason for seeing the picture. */
export function ReasonForm({ stills, reason: given = '' }: ReasonFormProps) {
  const { t } = useWords();
  const [reason, setReason] = useState(given);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    stills.show(reason);
  };
  return (
    <form onSubmit={submit} className={styles.reasonForm}>
      <TextInput
        className={styles.reason}
        label={t('still.reason')}
        description={t('still.reasonHint')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button
        type="submit"
        size="sm"
        loading={stills.isOpening}
        disabled={reason.trim().length < minReasonLength}
      >
        {t('still.show')}
      </Button>
    </form>
  );
}

function Trial({ stills, live, zones }: Pick<PictureBarProps, 'stills' | 'live' | 'zones'>) {
  const { t } = useWords();
  const [outlines, setOutlines] = useState(true);
  return (
    <div className={styles.actions}>
      <Button size="sm" variant="default" loading={stills.isLoading} onClick={stills.renew}>
        {t('still.renew')}
      </Button>
      <Button size="sm" loading={stills.isCounting} onClick={() => stills.count({ zones, outlines })}>
        {t('still.count')}
      </Button>
      {zones.some(isFollowed) && !live.isRunning && (
        <Button size="sm" onClick={live.start}>
          {t('still.live.start')}
        </Button>
      )}
      <Checkbox
        label={t('still.outlines')}
        checked={outlines}
        onChange={(event) => setOutlines(event.currentTarget.checked)}
      />
    </div>
  );
}

function TrialResult({ result, zones }: { result: TrialResponse; zones: readonly DraftZone[] }) {
  const { t } = useWords();
  const nameOf = (zoneId: string) =>
    zoneId === 'view' ? t('zone.view') : (zones.find((zone) => zone.zoneId === zoneId)?.name ?? zoneId);
  return (
    <>
      <dl className={styles.counts}>
        {result.zones.map((count) => (
          <div key={count.zoneId}>
            <dt>{nameOf(count.zoneId)}</dt>
            <dd>
              <ZoneResult count={count} />
            </dd>
          </div>
        ))}
      </dl>
      {result.warnings.map((warning) => (
        <p key={warning} className={styles.hint}>
          <ServerText of={warning} />
        </p>
      ))}
    </>
  );
}

function ZoneResult({ count }: { count: ZoneCount }) {
  const { t, tag } = useWords();
  const { total, bays, counts } = count;
  const crossings = crossingsOf(count);
  if (crossings) return <b>{t('search.crossings', { ...crossings })}</b>;
  if (bays === undefined) {
    return (
      <>
        <b>{wholeNumber(total, tag)}</b> <Classes counts={counts} />
      </>
    );
  }
  const occupied = [...bays].filter((state) => state === '1').length;
  return <b>{t('still.occupied', { occupied, spaces: bays.length })}</b>;
}
