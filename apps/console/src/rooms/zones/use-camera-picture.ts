import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Camera, StillGrant, TrialAnswer, TrialInput } from '@vialog/contracts';
import { call, serverNow } from '../../api/call.ts';
import { inputOf, type DraftZone } from '../../zones/zone-draft.ts';
import { isGranted } from './is-granted.ts';

/**
 * The picture of a camera to draw on, and trials of the drawn zones on it. A real camera shows its picture after a reason was
 * given, for ten minutes; a synthetic scene at once.
 */
export function useCameraPicture({ cameraId, streamKind }: Pick<Camera, 'cameraId' | 'streamKind'>) {
  const [round, setRound] = useState(0);
  const [outlines, setOutlines] = useState<string>();
  const path = `/v1/cameras/${cameraId}`;
  const grant = useMutation({
    mutationFn: (reason: string) => call<StillGrant>('POST', `${path}/still-grants`, { reason }),
    onSuccess: () => {
      trial.reset();
      setOutlines(undefined);
      setRound((before) => before + 1);
    },
  });
  const trial = useMutation({
    mutationFn: (input: { zones: readonly DraftZone[]; outlines: boolean }) => {
      const body: TrialInput = { zones: input.zones.map(inputOf), outlines: input.outlines };
      return call<TrialAnswer>('POST', `${path}/trial`, body);
    },
    onSuccess: ({ outlinesPath }) => setOutlines(outlinesPath),
  });
  const isOpen = streamKind === 'synthetic' || isGranted(grant.data, trial.error, serverNow());
  return {
    isOpen,
    /** Undefined until a grant is open. */
    src: isOpen ? (outlines ?? `${path}/still?round=${round}`) : undefined,
    show: grant.mutate,
    renew: () => {
      setOutlines(undefined);
      setRound((before) => before + 1);
    },
    count: trial.mutate,
    result: trial.data,
    isBusy: grant.isPending || trial.isPending,
    error: trial.error ?? grant.error,
  };
}
export type CameraPicture = ReturnType<typeof useCameraPicture>;
