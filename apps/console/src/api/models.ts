import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type {
  CameraSummary,
  ChangeCheck,
  ModelBindingsResponse,
  ModelScope,
  ModelStepsResponse,
} from '@vialog/contracts';
import { call } from './call.ts';
import { readAll } from './queries.ts';

/** Which binding counts for how many cameras. */
export const modelBindingsQuery = queryOptions({
  queryKey: ['models', 'bindings'],
  queryFn: () => call<ModelBindingsResponse>('GET', '/v1/model-bindings'),
  refetchInterval: 60_000,
});

/** Steps of one page. */
const stepsShown = 20;

/** The steps of a scope, or of all scopes, newest first. */
export const modelStepsQuery = (scope: ModelScope | undefined) =>
  infiniteQueryOptions({
    queryKey: ['models', 'steps', scope],
    queryFn: ({ pageParam }) => call<ModelStepsResponse>('GET', stepsPath(scope, pageParam)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ items }) => (items.length < stepsShown ? undefined : items.at(-1)?.stepId),
    refetchInterval: 60_000,
  });

function stepsPath(scope: ModelScope | undefined, before: string | undefined): string {
  const query = new URLSearchParams({ limit: String(stepsShown), ...scope });
  if (before !== undefined) query.set('before', before);
  return `/v1/model-bindings/steps?${query.toString()}`;
}

/** The figures of a camera since its last change, compared with its usual range. */
export const changeCheckQuery = (cameraId: string) =>
  queryOptions({
    queryKey: ['camera', cameraId, 'change check'],
    queryFn: () => call<ChangeCheck>('GET', `/v1/cameras/${cameraId}/change-check`),
    refetchInterval: 60_000,
  });

/** Cameras whose model was not loaded, or whose figures are unusual since a change. */
export const doubtfulCamerasQuery = queryOptions({
  queryKey: ['cameras', 'doubtful'],
  queryFn: async () => {
    const query = { state: 'degraded', sort: 'changed' };
    const cameras = await readAll<CameraSummary>('/v1/cameras/summaries', query);
    return cameras.filter(({ health: { reason } }) => reason === 'model_not_loaded' || reason === 'unusual');
  },
  refetchInterval: 30_000,
});
