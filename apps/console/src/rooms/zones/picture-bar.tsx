import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import type { TrialAnswer, ZoneCount } from '@vialog/contracts';
import { Classes } from '../../cameras/zone-numbers.tsx';
import { wholeNumber } from '../../format/numbers.ts';
import { useWords } from '../../language/language.ts';
import { ErrorMessage } from '../../shell/error-message.tsx';
import { errorText, serverMessages } from '../../shell/error-text.ts';
import type { DraftZone } from '../../zones/zone-draft.ts';
import styles from '../../zones/zone-editor.module.css';
import type { CameraPicture } from './use-camera-picture.ts';

interface PictureBarProps {
  readonly picture: CameraPicture;
  readonly zones: readonly DraftZone[];
}

/** Opens the picture of the camera for a reason, and counts it with the zones as they are drawn. */
export function PictureBar({ picture, zones }: PictureBarProps) {
  const { t } = useWords();
  const { error } = picture;
  return (
    <section className={styles.picture} aria-label={t('still.title')}>
      {picture.isOpen ? <Trial picture={picture} zones={zones} /> : <ReasonForm picture={picture} />}
      {error && (
        <div className={styles.error} role="alert">
          <ErrorMessage text={errorText(error, t)} serverText={serverMessages(error)[0]} />
        </div>
      )}
      {picture.result && <TrialResult result={picture.result} zones={zones} />}
    </section>
  );
}

function ReasonForm({ picture }: { picture: CameraPicture }) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    picture.show(reason);
  };
  return (
    <form onSubmit={submit} className={styles.pictureActions}>
      <TextInput
        className={styles.reason}
        label={t('still.reason')}
        description={t('still.reasonHint')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" size="sm" loading={picture.isBusy} disabled={reason.trim().length < 3}>
        {t('still.show')}
      </Button>
    </form>
  );
}

function Trial({ picture, zones }: PictureBarProps) {
  const { t } = useWords();
  const [outlines, setOutlines] = useState(false);
  return (
    <div className={styles.pictureActions}>
      <Button size="sm" variant="default" onClick={picture.renew}>
        {t('still.renew')}
      </Button>
      <Button size="sm" loading={picture.isBusy} onClick={() => picture.count({ zones, outlines })}>
        {t('still.count')}
      </Button>
      <Checkbox
        label={t('still.outlines')}
        checked={outlines}
        onChange={(event) => setOutlines(event.currentTarget.checked)}
      />
    </div>
  );
}

function TrialResult({ result, zones }: { result: TrialAnswer; zones: readonly DraftZone[] }) {
  const { t } = useWords();
  const nameOf = (zoneId: string) =>
    zoneId === 'view' ? t('zone.view') : (zones.find((zone) => zone.zoneId === zoneId)?.name ?? zoneId);
  return (
    <div role="status">
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
        <p key={warning} lang="en" className={styles.hint}>
          {warning}
        </p>
      ))}
    </div>
  );
}

function ZoneResult({ count: { total, bays, counts } }: { count: ZoneCount }) {
  const { t, tag } = useWords();
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
