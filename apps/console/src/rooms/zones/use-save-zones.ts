import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Dispatch } from 'react';
import type { z } from 'zod';
import type { Camera, zonesResponse } from '@vialog/contracts';
import { ApiError, call } from '../../api/call.ts';
import { focusImpossibleNumber } from '../../forms/number-field.tsx';
import type { HistoryAction } from '../../zones/editor-history.ts';
import type { EditorState } from '../../zones/editor-state.ts';
import { draftsOf, inputOf } from '../../zones/zone-draft.ts';
import { zoneProblems, type ZoneProblem } from '../../zones/zone-problems.ts';

type Saved = z.infer<typeof zonesResponse>;

const none: readonly ZoneProblem[] = [];

/** Saves the drawing. After a validation error it selects the first zone that has one. */
export function useSaveZones(camera: Camera, state: EditorState, dispatch: Dispatch<HistoryAction>) {
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: () =>
      call<Saved>('PUT', `/v1/cameras/${camera.cameraId}/zones`, { zones: state.zones.map(inputOf) }),
    onSuccess: (saved) => {
      dispatch({ kind: 'load', zones: draftsOf(saved.camera) });
      void queries.invalidateQueries({ queryKey: ['cameras'] });
      void queries.invalidateQueries({ queryKey: ['camera', camera.cameraId] });
    },
    onError: (error) => {
      const first = problemsOf(error).find((problem) => problem.zone >= 0);
      if (first) dispatch({ kind: 'select', zone: first.zone, shape: Math.max(0, first.bay) });
    },
  });
  return {
    run: () => {
      if (!focusImpossibleNumber()) save.mutate();
    },
    busy: save.isPending,
    error: save.error,
    problems: save.error ? problemsOf(save.error) : none,
    saved: save.data,
  };
}
export type SaveZones = ReturnType<typeof useSaveZones>;

const problemsOf = (error: Error): readonly ZoneProblem[] =>
  error instanceof ApiError ? zoneProblems(error.details) : none;
