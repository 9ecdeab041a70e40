import { Button } from '@mantine/core';
import type { LiveTrialResponse, ZoneCount } from '@vialog/contracts';
import { totalOf } from '../cameras/crossings.ts';
import { directionNames } from '../cameras/line-directions.ts';
import { Classes } from '../cameras/zone-numbers.tsx';
import { oneDecimal, wholeNumber } from '../format/numbers.ts';
import { useWords } from '../language/language.ts';
import { ErrorMessage } from '../shell/error-message.tsx';
import { errorText, serverSentences } from '../shell/error-text.ts';
import type { DraftZone } from '../zones/zone-draft.ts';
import styles from './live-trial.module.css';
import type { LiveTrial } from './use-live-trial.ts';

interface LiveTrialViewProps {
  readonly live: LiveTrial;
  readonly zones: readonly DraftZone[];
}

/** Whether a zone is counted by following vehicles, which one picture cannot show. */
export const isFollowed = ({ kind, stopped }: DraftZone): boolean => kind === 'line' || stopped !== undefined;

/** Running counts of the drawn lines: vehicles are followed in the stream, and only numbers arrive. */
export function LiveTrialView({ live, zones }: LiveTrialViewProps) {
  const { t } = useWords();
  const followed = zones.filter(isFollowed);
  if (!live.isRunning) return null;
  return (
    <div className={styles.live} role="group" aria-label={t('still.live.title')}>
      <div className={styles.head}>
        <span className={styles.dot} aria-hidden="true" />
        <Progress numbers={live.numbers} />
        <Button size="compact-xs" variant="default" onClick={live.start}>
          {t('still.live.restart')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={live.stop}>
          {t('still.live.stop')}
        </Button>
      </div>
      <Fault live={live} />
      <div className={styles.lines}>
        {followed.map((zone) => (
          <FollowedZone
            key={zone.zoneId}
            zone={zone}
            count={live.numbers?.zones.find(({ zoneId }) => zoneId === zone.zoneId)}
          />
        ))}
      </div>
    </div>
  );
}

function Progress({ numbers }: { numbers: LiveTrialResponse | undefined }) {
  const { t, tag } = useWords();
  if (numbers?.framesPerSecond === undefined) return <span>{t('still.live.starting')}</span>;
  const seconds = Math.round((numbers.frames - 1) / Math.max(0.1, numbers.framesPerSecond));
  const fps = oneDecimal(numbers.framesPerSecond, tag);
  return <span>{t('still.live.progress', { seconds: wholeNumber(seconds, tag), fps })}</span>;
}

/** Why no frame is counted: an error of the request, or a fault of the stream or the detector. */
function Fault({ live: { error, numbers } }: { live: LiveTrial }) {
  const { t } = useWords();
  if (!error && numbers?.fault === undefined) return null;
  return (
    <div className={styles.fault} role="alert">
      {error ? (
        <ErrorMessage text={errorText(error, t)} serverText={serverSentences(error)[0]} />
      ) : (
        <ErrorMessage text={t('still.live.fault')} serverText={numbers?.fault} />
      )}
    </div>
  );
}

function FollowedZone({ zone, count }: { zone: DraftZone; count: ZoneCount | undefined }) {
  const { t, tag } = useWords();
  if (zone.kind !== 'line')
    return (
      <div className={styles.line}>
        <b>{zone.name || zone.zoneId}</b>
        <span>
          {count?.stopped === undefined
            ? t('still.live.stoppedSoon')
            : t('zone.stopped', { count: count.stopped })}
        </span>
      </div>
    );
  const names = directionNames(zone.directions, t);
  return (
    <div className={styles.line}>
      <b>{zone.name || zone.zoneId}</b>
      {(['inbound', 'outbound'] as const).map((direction) => {
        const crossings = count?.[direction] ?? {};
        const total = totalOf(crossings);
        return (
          <div key={direction} className={styles.direction}>
            <span>
              <span aria-hidden="true">{direction === 'inbound' ? '↓' : '↑'}</span> {names[direction]}
            </span>
            <b className={styles.total}>{wholeNumber(total, tag)}</b>
            <span className={styles.classes}>{total > 0 && <Classes counts={crossings} />}</span>
          </div>
        );
      })}
    </div>
  );
}
