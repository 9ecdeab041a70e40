import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Camera, CameraResponse, SamplingPlan } from '@vialog/contracts';
import { call } from '../../api/call.ts';
import { lineRates, type LineSampling } from '../../zones/line-fields.tsx';
import { planFps } from '../../zones/plan-fps.ts';

/** The sampling rate of a registered camera; raising it creates a version of the camera at once. */
export function useLineSampling({ cameraId, plan }: Pick<Camera, 'cameraId' | 'plan'>): LineSampling {
  const queries = useQueryClient();
  const raise = useMutation({
    mutationFn: () => {
      const faster: SamplingPlan = { mode: 'fps', fps: lineRates.recommended };
      return call<CameraResponse>('PATCH', `/v1/cameras/${cameraId}`, { plan: faster });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['camera', cameraId] });
      await queries.invalidateQueries({ queryKey: ['cameras'] });
    },
  });
  return { fps: planFps(plan), isBusy: raise.isPending, error: raise.error, onRaise: () => raise.mutate() };
}
