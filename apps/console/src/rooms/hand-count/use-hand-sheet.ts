import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { CountClass, HandCount, HandCountInput, Zone } from '@vialog/contracts';
import { ApiError, call, serverNow } from '../../api/call.ts';
import { useNow } from '../../live/use-now.ts';
import {
  nextPeriod,
  phaseAt,
  sumTaps,
  tapOfKey,
  type Period,
  type SheetPhase,
  type Tap,
} from './hand-sheet.ts';

/** The camera sends a slot some seconds after its end: until then the sheet is sent again after this time, ms. */
const retryMs = 5_000;

/** Vibration that confirms a tap, ms. */
const tapMs = 15;

/** State of the sheet of one line: the period, the taps, and the comparison when it was sent. */
export function useHandSheet(cameraId: string, zone: Zone, classes: readonly CountClass[]) {
  const now = useNow();
  const [period, setPeriod] = useState<Period>();
  const [taps, setTaps] = useState<readonly Tap[]>([]);
  const phase = phaseAt(period, now);
  const send = useSendSheet(cameraId);
  const tap = (each: Tap) => {
    if (phaseAt(period, serverNow()) !== 'counting') return;
    setTaps((before) => [...before, each]);
    navigator.vibrate?.(tapMs);
  };
  const compare = () => {
    if (!period) return;
    const [startAt, endAt] = [new Date(period.from).toISOString(), new Date(period.to).toISOString()];
    send.mutate({ zoneId: zone.zoneId, startAt, endAt, byHand: sumTaps(taps) });
  };
  useAtEnd(phase, compare);
  useWakeLock(phase === 'waiting' || phase === 'counting');
  const undo = () => setTaps((before) => before.slice(0, -1));
  useSheetKeys(phase === 'counting', (key) => {
    const each = tapOfKey(key, classes);
    if (each) tap(each);
    else if (key === 'Backspace') undo();
  });
  return {
    phase,
    now,
    period,
    taps,
    sums: sumTaps(taps),
    tap,
    undo,
    start: () => {
      send.reset();
      setTaps([]);
      setPeriod(nextPeriod(serverNow(), zone.slotMs));
    },
    cancel: () => {
      send.reset();
      setTaps([]);
      setPeriod(undefined);
    },
    send: compare,
    isSending: send.isPending,
    error: send.error,
    result: send.data,
  };
}
export type HandSheet = ReturnType<typeof useHandSheet>;

/** Sends a sheet until its counts are complete. A sheet that is discarded, also by leaving the page, is not sent again. */
function useSendSheet(cameraId: string) {
  const queries = useQueryClient();
  const sending = useRef(new AbortController());
  useEffect(() => () => sending.current.abort(), []);
  const send = useMutation({
    mutationFn: async ({ input, signal }: { input: HandCountInput; signal: AbortSignal }) => {
      signal.throwIfAborted();
      return call<HandCount>('POST', `/v1/cameras/${cameraId}/hand-counts`, input);
    },
    // The last slot is stored some seconds after its end.
    retry: (failures, error) => failures < 8 && error instanceof ApiError && error.code === 'COUNTS_MISSING',
    retryDelay: retryMs,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['handCounts', cameraId] }),
  });
  return {
    ...send,
    mutate: (input: HandCountInput) => {
      sending.current = new AbortController();
      send.mutate({ input, signal: sending.current.signal });
    },
    reset: () => {
      sending.current.abort();
      send.reset();
    },
  };
}

function useSheetKeys(isActive: boolean, onKey: (key: string) => void): void {
  useEffect(() => {
    if (!isActive) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      onKey(event.key);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });
}

/** Compares the counts as soon as the period is over. */
function useAtEnd(phase: SheetPhase, work: () => void): void {
  const before = useRef(phase);
  useEffect(() => {
    const hasEnded = phase === 'over' && before.current === 'counting';
    before.current = phase;
    if (hasEnded) work();
  });
}

/** Keeps the screen on: no tap does so while no vehicle passes. A browser may not allow it. */
function useWakeLock(isActive: boolean): void {
  useEffect(() => {
    if (!isActive || !('wakeLock' in navigator)) return;
    const lock = navigator.wakeLock.request('screen').catch(() => undefined);
    return () => void lock.then((held) => held?.release());
  }, [isActive]);
}
