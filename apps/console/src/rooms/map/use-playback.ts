import { useQueries } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { EpisodesPage } from '@vialog/contracts';
import { serverNow } from '../../api/call.ts';
import { trendsQuery } from '../../api/trends.ts';
import { useCamerasById } from '../../cameras/use-camera-list.ts';
import { useWords } from '../../language/language.ts';
import {
  playedFrames,
  playedInterval,
  playedZones,
  type PlayedFrame,
  type PlayedZones,
} from './played-figures.ts';
import type { FoundCameras, SearchResults } from './use-search-results.ts';

/** The playback of a search on the map. */
export interface Playback {
  /** Undefined while the peaks are shown. */
  readonly frame: PlayedFrame | undefined;
  /** Undefined while the figures are loaded. */
  readonly frames: readonly PlayedFrame[] | undefined;
  readonly hasFailed: boolean;
  readonly index: number;
  readonly isOpen: boolean;
  readonly isRunning: boolean;
  /** Shows a moment and pauses. */
  readonly show: (index: number) => void;
  /** Plays on from the shown moment, or pauses; from the first moment after the last one. */
  readonly toggle: () => void;
  /** Shows the peaks again. */
  readonly close: () => void;
}

/** Time for which a moment is shown, ms. */
const frameMs = 900;

/** Cameras of one request. */
const maxCameras = 100;

interface Position {
  readonly q: string | undefined;
  readonly index: number;
  readonly isRunning: boolean;
}

/** A position belongs to its search line: another line shows its peaks. */
export function usePlayback(q: string | undefined, results: SearchResults): Playback {
  const [stored, setPosition] = useState<Position>();
  const position = stored?.q === q ? stored : undefined;
  const { frames, hasFailed } = useFrames(results, position !== undefined);
  const last = frames ? frames.length - 1 : 0;
  const { index, isRunning } = positionIn(position, frames?.length);
  const move = (next: number, isOn: boolean) => setPosition({ q, index: next, isRunning: isOn });
  useTimer(isRunning && frames !== undefined, () => move(index + 1, true), index);
  return {
    frame: position && frames?.[index],
    frames,
    hasFailed,
    index,
    isOpen: position !== undefined,
    isRunning,
    show: (next) => move(Math.max(0, Math.min(last, next)), false),
    toggle: () => move(frames && index >= last ? 0 : index, !isRunning),
    close: () => setPosition(undefined),
  };
}

/** The last moment ends the playback. */
function positionIn(position: Position | undefined, frames: number | undefined) {
  if (!position) return { index: 0, isRunning: false };
  if (frames === undefined) return position;
  const index = Math.max(0, Math.min(position.index, frames - 1));
  return { index, isRunning: position.isRunning && index < frames - 1 };
}

/** Calls `onTime` once after each change of `index`, while it is on. */
function useTimer(isOn: boolean, onTime: () => void, index: number): void {
  const latest = useRef(onTime);
  useEffect(() => {
    latest.current = onTime;
  });
  useEffect(() => {
    if (!isOn) return;
    const timer = setTimeout(() => latest.current(), frameMs);
    return () => clearTimeout(timer);
  }, [isOn, index]);
}

/** Reads the figures once the playback is opened. */
function useFrames(
  { cameras: found = nothingFound, data, isPlaceholderData }: SearchResults,
  isOpen: boolean,
) {
  const { tag } = useWords();
  const summaries = useCamerasById([...found.keys()]);
  const page = data?.pages[0];
  const isReady = isOpen && !isPlaceholderData && summaries.size >= found.size;
  const request = page && requestOf(page);
  const queries = isReady && request ? trendQueries(playedZones(found, summaries), request) : [];
  const { trends, hasFailed } = useQueries({
    queries,
    combine: (read) => ({
      trends: read.flatMap(({ data: trend, isPlaceholderData: isOld }) => (trend && !isOld ? [trend] : [])),
      hasFailed: read.some(({ isError }) => isError),
    }),
  });
  const isRead = isReady && trends.length === queries.length;
  const interval = request?.interval;
  const frames = useMemo(() => {
    if (!isRead || !interval) return undefined;
    const episodes = data?.pages.flatMap(({ items }) => items) ?? [];
    return playedFrames({ trends, interval, episodes, now: serverNow() }, tag);
  }, [isRead, trends, data, interval, tag]);
  return { frames, hasFailed };
}

function requestOf({ from, to, timeZone }: EpisodesPage) {
  const window = { from: Date.parse(from), to: Date.parse(to) };
  return { ...window, interval: playedInterval(window.to - window.from), timeZone };
}

const trendQueries = (zones: PlayedZones, request: ReturnType<typeof requestOf>) =>
  [...zones].flatMap(([measure, keys]) =>
    chunksOf(keys, maxCameras).map((chunk) =>
      trendsQuery({ keys: chunk, measure, direction: 'both', classes: [] }, request),
    ),
  );

const nothingFound: FoundCameras = new Map();

const chunksOf = <Item>(items: readonly Item[], size: number): (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
