import { useQuery } from '@tanstack/react-query';
import type { ModelBinding, ModelScope } from '@vialog/contracts';
import { modelBindingsQuery } from '../../api/models.ts';
import { cameraQuery } from '../../api/queries.ts';
import { isSame } from './precedence.ts';

interface BoundModel {
  readonly model: ModelBinding | undefined;
  /** Share of the cameras, %; undefined: all. */
  readonly percent?: number | undefined;
  /** Until it is known. */
  readonly isPending: boolean;
}

/** The model that is bound to a scope now. */
export function useBoundModel(scope: ModelScope | undefined): BoundModel {
  const own = useOwnModel(scope?.kind === 'camera' ? scope.id : undefined);
  const { data: bindings } = useQuery(modelBindingsQuery);
  if (!scope) return { model: undefined, isPending: false };
  if (scope.kind === 'camera') return own;
  const item = bindings?.items.find(({ step }) => isSame(step.scope, scope));
  return { model: item?.step.model, percent: item?.step.canary?.percent, isPending: !bindings };
}

function useOwnModel(cameraId: string | undefined): BoundModel {
  const { data, isPending } = useQuery({ ...cameraQuery(cameraId ?? ''), enabled: cameraId !== undefined });
  return { model: data?.modelFrom?.kind === 'camera' ? data.model : undefined, isPending };
}
