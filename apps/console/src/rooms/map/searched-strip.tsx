import { Button } from '@mantine/core';
import type { EpisodesPage } from '@vialog/contracts';
import { dayAndMonth, type TimeFormat } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { spanText, windowText } from './episode-text.ts';
import type { PlayedFrame } from './played-figures.ts';
import styles from './searched-strip.module.css';
import type { Playback } from './use-playback.ts';

interface SearchedStripProps {
  /** Undefined while the results are loaded. */
  readonly page: Pick<EpisodesPage, 'from' | 'to' | 'timeZone'> | undefined;
  readonly playback: Playback;
}

/** Says which figures the map shows during a search, and plays through their times. */
export function SearchedStrip({ page, playback }: SearchedStripProps) {
  const { t, tag } = useWords();
  if (!page) return null;
  const format = { language: tag, timeZone: page.timeZone };
  if (playback.isOpen) return <PlayedStrip format={format} playback={playback} />;
  return (
    <div className={styles.strip}>
      <p>{t('search.onMap', { time: windowText(page, format) })}</p>
      <Button size="compact-xs" variant="default" onClick={playback.toggle}>
        {t('search.play.play')}
      </Button>
    </div>
  );
}

function PlayedStrip({ format, playback }: { format: TimeFormat; playback: Playback }) {
  const { t } = useWords();
  const { frame, close } = playback;
  const time = frame && frameTime(frame, format);
  return (
    <div className={styles.strip}>
      <p>{time === undefined ? <Waiting playback={playback} /> : t('search.play.onMap', { time })}</p>
      {time !== undefined && <Controls playback={playback} text={`${time}: ${frame?.spoken ?? ''}`} />}
      <Button size="compact-xs" variant="default" onClick={close}>
        {t('search.play.peaks')}
      </Button>
    </div>
  );
}

function Waiting({ playback: { frames, hasFailed } }: Pick<SearchedStripProps, 'playback'>) {
  const { t } = useWords();
  if (hasFailed) return t('search.play.failed');
  return t(frames ? 'search.play.nothing' : 'search.play.loading');
}

const frameTime = ({ from, to }: PlayedFrame, format: TimeFormat): string => {
  const span = { fromAt: new Date(from).toISOString(), toAt: new Date(to).toISOString() };
  return `${dayAndMonth(from, format)} ${spanText(span, format)}`;
};

function Controls({ playback, text }: { playback: Playback; text: string }) {
  const { t } = useWords();
  const { frames, index, isRunning, show, toggle } = playback;
  const last = (frames?.length ?? 1) - 1;
  return (
    <div className={styles.controls}>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={t('search.play.previous')}
        disabled={index === 0}
        onClick={() => show(index - 1)}
      >
        ‹
      </Button>
      <Button size="compact-xs" onClick={toggle}>
        {t(isRunning ? 'search.play.pause' : 'search.play.play')}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={t('search.play.next')}
        disabled={index >= last}
        onClick={() => show(index + 1)}
      >
        ›
      </Button>
      <input
        type="range"
        min={0}
        max={last}
        value={index}
        aria-label={t('search.play.moment')}
        aria-valuetext={text}
        onChange={({ currentTarget }) => show(Number(currentTarget.value))}
      />
    </div>
  );
}
