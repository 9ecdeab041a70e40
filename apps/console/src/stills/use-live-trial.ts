import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { LiveTrialInput, LiveTrialResponse } from '@vialog/contracts';
import { call, isTemporary } from '../api/call.ts';
import type { Stills } from './use-stills.ts';
import { inputOf, type DraftZone } from '../zones/zone-draft.ts';

/** Time between two requests for the running counts, ms. The server ends a live trial after 5 s without one. */
const readMs = 1_000;

/** Pause in the drawing after which the changed zones are counted, ms: each change opens the stream again. */
const drawingPauseMs = 600;

export interface LiveTrialSource {
  /** Path of the camera or of the grant in the API; undefined: no live trial is allowed. */
  readonly path: string | undefined;
  readonly zones: readonly DraftZone[];
  /** Default: model and plan of the camera. */
  readonly settings?: Pick<LiveTrialInput, 'model' | 'plan'> | undefined;
}

/** Where the live trials of a camera or stream are; undefined without a grant. */
export const livePathOf = ({ isOpen, opened }: Pick<Stills, 'isOpen' | 'opened'>): string | undefined =>
  isOpen ? opened?.path : undefined;

/** Running counts of the drawn zones while this tab shows them. Zones that are changed begin again at 0. */
export function useLiveTrial({ path, zones, settings }: LiveTrialSource) {
  const [round, setRound] = useState(0);
  const [isOn, setOn] = useState(false);
  const trial = useRef<{ id?: string }>({});
  const [drawn] = useDebouncedValue(zones, drawingPauseMs);
  const input = drawn.map(inputOf);
  const numbers = useQuery({
    queryKey: ['live trial', path, round, JSON.stringify([input, settings])],
    queryFn: async () => {
      const { current } = trial;
      const body: LiveTrialInput = {
        zones: input,
        ...settings,
        ...(current.id === undefined ? {} : { liveTrialId: current.id }),
      };
      const response = await call<LiveTrialResponse>('POST', `${path}/live-trial`, body);
      current.id = response.liveTrialId;
      return response;
    },
    enabled: isOn && path !== undefined,
    refetchInterval: ({ state }) => (state.error && !isTemporary(state.error) ? false : readMs),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const isRunning = isOn && path !== undefined;
  return {
    isRunning,
    /** Starts at 0, also when it runs. */
    start: () => {
      trial.current = {};
      setRound((before) => before + 1);
      setOn(true);
    },
    stop: () => setOn(false),
    numbers: isRunning ? numbers.data : undefined,
    error: isRunning ? numbers.error : null,
  };
}
export type LiveTrial = ReturnType<typeof useLiveTrial>;
