import { useMutation, useQueryClient } from '@tanstack/react-query';
import type {
  ModelBindInput,
  ModelRollBackInput,
  ModelStep,
  ModelStepTaken,
  ModelUnbindInput,
} from '@vialog/contracts';
import { call } from '../../api/call.ts';
import { useWords } from '../../language/language.ts';

type StepRequest =
  | { readonly kind: 'bind'; readonly body: ModelBindInput }
  | { readonly kind: 'unbind'; readonly body: ModelUnbindInput }
  | { readonly kind: 'rollBack'; readonly body: ModelRollBackInput };

const paths: Readonly<Record<StepRequest['kind'], string>> = {
  bind: '/v1/model-bindings',
  unbind: '/v1/model-bindings/unbind',
  rollBack: '/v1/model-bindings/rollback',
};

/** Takes a step. What it can have changed is read again, also after an error: another user may have been faster. */
export function useTakeStep() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, body }: StepRequest) => call<ModelStepTaken>('POST', paths[kind], body),
    onSettled: () =>
      Promise.all(
        ['models', 'camera', 'cameras'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      ),
  });
}
export type TakeStep = ReturnType<typeof useTakeStep>;

/** Undoes a step with one click. The server rejects it if the step is not the newest one of its scope any more. */
export function useRollBack(take: TakeStep) {
  const { t } = useWords();
  return ({ scope, stepId }: ModelStep) =>
    take.mutate({ kind: 'rollBack', body: { scope, stepId, why: t('models.rollBackWhy') } });
}
