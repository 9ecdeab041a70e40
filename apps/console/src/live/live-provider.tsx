import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { EventsPage, LiveMessage, LiveName } from '@vialog/contracts';
import { call, request } from '../api/call.ts';
import { readSummaries } from '../api/camera-list.ts';
import { ChangedCameras } from './changed-cameras.ts';
import { LiveStore, type LiveSnapshot } from './live-store.ts';
import { LiveStream } from './live-stream.ts';

const LiveContext = createContext(new LiveStore());

const liveNames: readonly LiveName[] = ['count', 'gap', 'health', 'camera', 'cameras', 'alert', 'reset'];

/** A hidden tab closes its connection after this delay: browsers open at most six to one HTTP/1.1 server. */
const hiddenDelayMs = 20_000;

/** Runs the console's only live stream. Used inside the sign-in gate: the stream needs a session. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [store] = useState(() => new LiveStore());
  useEffect(() => runStream(store, queries), [store, queries]);
  return <LiveContext value={store}>{children}</LiveContext>;
}

export function useLive(): LiveSnapshot {
  const store = use(LiveContext);
  return useSyncExternalStore(store.subscribe, store.snapshot);
}

/** Connects the live stream at once instead of after its delay. */
export const useLiveRetry = (): (() => void) => use(LiveContext).retry;

function runStream(store: LiveStore, queries: QueryClient): () => void {
  const changed = new ChangedCameras({ queries, readSummaries });
  const stream = new LiveStream<LiveMessage>({
    path: '/v1/live',
    names: liveNames,
    open: (path, signal) => request(path, { signal, headers: { accept: 'text/event-stream' } }),
    random: Math.random,
    onStatus: (status) => store.setStatus(status),
    onMessage: (message) => {
      store.take(message);
      updateFor(message, { store, queries, changed });
    },
  });
  store.setRetry(() => stream.retryNow());
  void readRecent(store);
  stream.start();
  const stopVisibilityWatch = watchVisibility(stream);
  return () => {
    stopVisibilityWatch();
    stream.pause();
    changed.stop();
  };
}

interface Updated {
  readonly store: LiveStore;
  readonly queries: QueryClient;
  readonly changed: ChangedCameras;
}

function updateFor(message: LiveMessage, { store, queries, changed }: Updated): void {
  const cameraIds = changedCameras(message);
  if (cameraIds.length > 0) {
    changed.add(cameraIds);
    void queries.invalidateQueries({
      predicate: ({ queryKey: [kind, id] }) => kind === 'camera' && cameraIds.includes(id as string),
    });
  }
  if (message.name === 'alert') {
    void queries.invalidateQueries({ queryKey: ['alerts'] });
    void queries.invalidateQueries({ queryKey: ['overview'] });
  }
  if (message.name === 'reset') {
    void queries.invalidateQueries();
    void readRecent(store);
  }
}

function changedCameras(message: LiveMessage): readonly string[] {
  if (message.name === 'camera') return [message.data.cameraId];
  return message.name === 'cameras' ? message.data.cameraIds : [];
}

/** Reads the newest counts, so that figures are shown before the first live message. */
async function readRecent(store: LiveStore): Promise<void> {
  const recent = call<EventsPage>('GET', `/v1/events?limit=1000&q=${encodeURIComponent('last:3m')}`);
  const spaces = call<EventsPage>('GET', `/v1/events?limit=200&q=${encodeURIComponent('free>=0 last:35m')}`);
  const pages = await Promise.allSettled([recent, spaces]);
  for (const page of pages) if (page.status === 'fulfilled') store.addCounts(page.value.items);
}

function watchVisibility(stream: Pick<LiveStream<LiveMessage>, 'start' | 'pause'>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onChange = () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => stream.pause(), hiddenDelayMs);
    else stream.start();
  };
  document.addEventListener('visibilitychange', onChange);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onChange);
  };
}
