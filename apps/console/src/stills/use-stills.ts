import { useMutation, useQuery } from '@tanstack/react-query';
import type { TrialResponse, TrialInput } from '@vialog/contracts';
import { call, request, serverNow } from '../api/call.ts';
import { inputOf, type DraftZone } from '../zones/zone-draft.ts';
import { isGranted, type OpenedStills } from './is-granted.ts';

/** A camera, or a stream that is not registered, whose picture can be shown. */
export interface StillSource {
  /** The last grant; undefined before the first one. */
  readonly opened: OpenedStills | undefined;
  /** Opens a grant for a reason. */
  readonly open: (reason: string) => Promise<unknown>;
  /** What trials use besides the zones; default: model and plan of the camera. */
  readonly settings?: Pick<TrialInput, 'model' | 'plan'>;
}

/** Draft zones to count, and whether the counted objects are outlined. */
export interface Trial {
  readonly zones: readonly DraftZone[];
  readonly outlines: boolean;
}

/**
 * The picture to draw zones on, and trials of the drawn zones. It is shown for ten minutes after a reason was given. It is
 * in memory of this tab only.
 */
export function useStills({ opened, open, settings }: StillSource) {
  const grant = useMutation({ mutationFn: open, onSuccess: () => trial.reset() });
  const trial = useMutation({
    mutationFn: async ({ zones, outlines }: Trial) => {
      const body: TrialInput = { zones: zones.map(inputOf), outlines, ...settings };
      const response = await call<TrialResponse>('POST', `${opened?.path}/trial`, body);
      const { outlinesPath } = response;
      return { response, picture: outlinesPath === undefined ? undefined : await readPicture(outlinesPath) };
    },
  });
  const still = useQuery({
    queryKey: ['still', opened?.path, opened?.expiresAt],
    queryFn: () => readPicture(`${opened?.path}/still`),
    enabled: isGranted(opened, [trial.error], serverNow()),
    staleTime: Infinity,
    retry: false,
  });
  const isOpen = isGranted(opened, [trial.error, still.error], serverNow());
  return {
    isOpen,
    opened,
    settings,
    picture: isOpen ? (trial.data?.picture ?? still.data) : undefined,
    isLoading: still.isFetching,
    show: grant.mutate,
    renew: () => {
      trial.reset();
      void still.refetch();
    },
    count: trial.mutate,
    result: trial.data?.response,
    isOpening: grant.isPending,
    isCounting: trial.isPending,
    error: trial.error ?? grant.error ?? still.error,
  };
}
export type Stills = ReturnType<typeof useStills>;

/** @throws {ApiError} when the server sends no picture */
async function readPicture(path: string): Promise<ImageBitmap> {
  const response = await request(path);
  return createImageBitmap(await response.blob());
}
