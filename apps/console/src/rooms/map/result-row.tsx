import { Link } from '@tanstack/react-router';
import type { CameraSummary, CountEvent } from '@vialog/contracts';
import { wholeNumber } from '../../format/numbers.ts';
import { slotEnd } from '../../format/freshness.ts';
import { dayOfMonth, shortOffsetAt, timeWithSeconds } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { RecordingLink } from '../../cameras/recording-link.tsx';
import { crossingsOf, sumByClass } from '../../cameras/crossings.ts';
import { Classes } from '../../cameras/zone-numbers.tsx';
import results from './results.module.css';

interface ResultRowProps {
  readonly event: CountEvent;
  /** Undefined while it is loaded. */
  readonly camera: CameraSummary | undefined;
  readonly selected: boolean;
  readonly onSelect: (cameraId: string) => void;
}

/** One count of one zone: time in the camera's time zone, place and value. */
export function ResultRow({ event, camera, selected, onSelect }: ResultRowProps) {
  const { t } = useWords();
  return (
    <li className={results.row} data-selected={selected || undefined}>
      <button
        type="button"
        className={results.pick}
        data-list-row
        aria-pressed={selected}
        onClick={() => onSelect(event.cameraId)}
      >
        <SlotTime event={event} timeZone={camera?.timeZone ?? 'UTC'} />
        <SlotLocation event={event} camera={camera} />
        <SlotNumber event={event} />
      </button>
      {selected && (
        <>
          <Link to="/cameras/$cameraId" params={{ cameraId: event.cameraId }} className={results.link}>
            {t('map.openCamera')}
          </Link>
          <RecordingLink
            camera={camera}
            time={{ from: Date.parse(event.slotStartAt), to: slotEnd(event) }}
            className={results.link}
          />
        </>
      )}
    </li>
  );
}

function SlotLocation({ event, camera }: { event: CountEvent; camera: CameraSummary | undefined }) {
  const { t } = useWords();
  const zone = camera?.zones.find((each) => each.zoneId === event.zoneId);
  return (
    <span className={results.where}>
      <span className={results.camera}>{camera?.name ?? event.cameraId}</span>
      <span className={results.zone}>
        {event.zoneId === 'view' ? t('zone.view') : (zone?.name ?? event.zoneId)}
      </span>
    </span>
  );
}

function SlotTime({ event, timeZone }: { event: CountEvent; timeZone: string }) {
  const { t, tag } = useWords();
  const format = { language: tag, timeZone };
  const start = Date.parse(event.slotStartAt);
  return (
    <span className={results.when}>
      <time dateTime={event.slotStartAt}>{timeWithSeconds(start, format)}</time>
      <span className={results.day}>
        {dayOfMonth(start, format)} {shortOffsetAt(start, timeZone)}
      </span>
      <span className="visually-hidden">
        {t('search.until', { time: timeWithSeconds(slotEnd(event), format) })}
      </span>
    </span>
  );
}

function SlotNumber({ event }: { event: CountEvent }) {
  const { t, tag } = useWords();
  if (event.kind === 'gap') {
    return (
      <span className={results.gap}>
        {t('search.notMeasured')}
        <span>{event.reason ? t(`reason.${event.reason}`) : ''}</span>
      </span>
    );
  }
  const crossings = crossingsOf(event);
  if (crossings)
    return (
      <span className={results.number}>
        <b>{t('search.crossings', { ...crossings })}</b>
        <span className={results.classes}>
          <Classes counts={sumByClass(event.inbound, event.outbound)} />
        </span>
      </span>
    );
  const main =
    event.capacity === undefined
      ? wholeNumber(event.total ?? 0, tag)
      : `${wholeNumber(event.occupied ?? 0, tag)}/${wholeNumber(event.capacity, tag)}`;
  return (
    <span className={results.number}>
      <b>{main}</b>
      <span className={results.classes}>
        {event.counts && <Classes counts={event.counts} />}
        {event.stopped !== undefined && <span>{t('zone.stopped', { count: event.stopped })}</span>}
      </span>
    </span>
  );
}
