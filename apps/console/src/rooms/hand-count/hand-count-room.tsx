import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Camera, Zone } from '@vialog/contracts';
import { cameraQuery } from '../../api/queries.ts';
import { directionNames } from '../../cameras/line-directions.ts';
import { useUnsavedChangesPrompt } from '../../forms/unsaved-changes.ts';
import { oneDecimal } from '../../format/numbers.ts';
import { useWords } from '../../language/language.ts';
import { LineShape } from '../../picture/line-shape.tsx';
import { viewBox } from '../../picture/outline.ts';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import styles from './hand-count.module.css';
import { Result } from './result.tsx';
import { countedMs, sheetClasses } from './hand-sheet.ts';
import { TapBoard } from './tap-board.tsx';
import { useHandSheet, type HandSheet } from './use-hand-sheet.ts';
import { ErrorMessage } from '../../shell/error-message.tsx';
import { errorText, serverSentences } from '../../shell/error-text.ts';

/** Counting a line by hand, tap by tap, to learn how far the camera is from the truth. */
export function HandCountRoom() {
  const { cameraId } = useParams({ from: '/cameras/$cameraId/hand-count' });
  const camera = useQuery(cameraQuery(cameraId));
  if (camera.isPending) return <LoadingNotice />;
  if (!camera.data) return <ErrorNotice isPage error={camera.error} onRetry={() => void camera.refetch()} />;
  return <Room camera={camera.data} />;
}

function Room({ camera }: { camera: Camera }) {
  const { t } = useWords();
  const lines = camera.zones.filter((zone) => zone.kind === 'line');
  const [zoneId, setZoneId] = useState(lines[0]?.zoneId);
  const zone = lines.find((each) => each.zoneId === zoneId);
  usePageTitle(t('handCount.title', { name: camera.name }));
  return (
    <div className={styles.room}>
      <Link to="/cameras/$cameraId" params={{ cameraId: camera.cameraId }} className={styles.back}>
        {t('editor.back')}
      </Link>
      <h1 className={styles.title}>{t('handCount.title', { name: camera.name })}</h1>
      {lines.length > 1 && (
        <NativeSelect
          size="sm"
          label={t('handCount.line')}
          value={zoneId}
          onChange={(event) => setZoneId(event.currentTarget.value)}
          data={lines.map((line) => ({ value: line.zoneId, label: line.name }))}
        />
      )}
      {zone ? (
        <Sheet key={zone.zoneId} camera={camera} zone={zone} />
      ) : (
        <p className={styles.hint}>{t('handCount.noLine')}</p>
      )}
    </div>
  );
}

function Sheet({ camera, zone }: { camera: Camera; zone: Zone }) {
  const { t } = useWords();
  const classes = sheetClasses(zone.classes);
  const sheet = useHandSheet(camera.cameraId, zone, classes);
  useUnsavedChangesPrompt(sheet.phase !== 'ready' && !sheet.result, t('handCount.confirmLeave'));
  if (sheet.result) return <Result count={sheet.result} camera={camera} zone={zone} onAgain={sheet.start} />;
  return (
    <>
      <Status sheet={sheet} minutes={countedMs(zone.slotMs) / 60_000} />
      {sheet.phase === 'ready' ? (
        <>
          <LineSketch zone={zone} />
          <div className={styles.actions}>
            <Button size="md" disabled={camera.lifecycle !== 'active'} onClick={sheet.start}>
              {t('handCount.start')}
            </Button>
            {camera.lifecycle !== 'active' && (
              <span className={styles.hint} role="note">
                {t('handCount.notActive')}
              </span>
            )}
          </div>
        </>
      ) : (
        <TapBoard sheet={sheet} zone={zone} classes={classes} />
      )}
    </>
  );
}

/** Where the line is in the picture and which way each direction goes. */
function LineSketch({ zone }: { zone: Zone }) {
  const { t } = useWords();
  return (
    <svg
      className={styles.sketch}
      viewBox={`0 0 ${viewBox.width} ${viewBox.height}`}
      role="img"
      aria-label={t('handCount.sketch')}
    >
      <LineShape line={zone.line ?? []} name={zone.name} labels={directionNames(zone.directions, t)} />
    </svg>
  );
}

/** What happens now and how long it takes; after the end, the button that sends the sheet. */
function Status({ sheet, minutes }: { sheet: HandSheet; minutes: number }) {
  const { t, tag } = useWords();
  const { phase, now, period, error } = sheet;
  if (phase === 'ready' || !period)
    return <p className={styles.hint}>{t('handCount.intro', { minutes: oneDecimal(minutes, tag) })}</p>;
  if (phase === 'over')
    return (
      <div className={styles.status} role="status">
        <p>{t(sheet.isSending ? 'handCount.waitingForCamera' : 'handCount.over')}</p>
        <div className={styles.actions}>
          <Button loading={sheet.isSending} onClick={sheet.send}>
            {t('handCount.compare')}
          </Button>
          <Button variant="default" onClick={sheet.cancel}>
            {t('handCount.discard')}
          </Button>
        </div>
        {error && !sheet.isSending && (
          <div className={styles.error} role="alert">
            <ErrorMessage text={errorText(error, t)} serverText={serverSentences(error)[0]} />
          </div>
        )}
      </div>
    );
  const seconds = Math.max(0, Math.ceil(((phase === 'waiting' ? period.from : period.to) - now) / 1_000));
  return (
    <div className={styles.status} data-phase={phase}>
      <p className={styles.clock} role="timer">
        {t(`handCount.${phase}`, { time: clockText(seconds) })}
      </p>
      <Button variant="default" size="compact-sm" onClick={sheet.cancel}>
        {t('handCount.cancel')}
      </Button>
    </div>
  );
}

/** 1:05 */
const clockText = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
