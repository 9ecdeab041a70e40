import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Camera } from '@vialog/contracts';
import { ApiError, call } from '../../api/call.ts';
import { inputOfForm } from '../../forms/camera-form.ts';
import { useFocusFirstError } from '../../forms/form-errors.tsx';
import { formProblems } from '../../forms/form-problems.ts';
import { focusImpossibleNumber } from '../../forms/number-field.tsx';
import { inputOf } from '../../zones/zone-draft.ts';
import { zoneProblems } from '../../zones/zone-problems.ts';
import { invalidStepsOf } from './step-of-field.ts';
import { useStreamProbe } from './use-stream-probe.ts';
import { useStreamStills } from './use-stream-stills.ts';
import { useWizardDraft, type WizardDraftModel } from './use-wizard-draft.ts';
import { wizardSteps, type WizardStep } from './wizard-session.ts';

/** State of the wizard: what was entered, the open step, the stream's test and picture, and the errors of saving. */
export function useWizard() {
  const model = useWizardDraft();
  const { draft, editor, open, change } = model;
  const probe = useStreamProbe(model);
  const stills = useStreamStills(model);
  const add = useAddCamera(model);
  const content = useFocusOnStep(draft.step);
  useFocusFirstError(add.error);
  const index = wizardSteps.indexOf(draft.step);
  const isLast = index === wizardSteps.length - 1;
  return {
    draft,
    form: draft.form,
    change,
    editor,
    probe,
    stills,
    step: draft.step,
    /** The element that holds the fields of the step. */
    content,
    isFirst: index === 0,
    isLast,
    isTouched: model.isTouched,
    open,
    back: () => open(wizardSteps[index - 1] ?? draft.step),
    forward: () => {
      if (focusImpossibleNumber()) return;
      if (isLast) add.mutate();
      else open(wizardSteps[index + 1] ?? draft.step);
    },
    startOver: () => {
      model.clear();
      add.reset();
    },
    busy: add.isPending,
    error: add.error,
    problems: formProblems(add.error),
    zoneProblems: [...problemsOfZones(add.error), ...problemsOfZones(stills.error)],
    invalidSteps: new Set(invalidStepsOf(add.error)),
  };
}
export type Wizard = ReturnType<typeof useWizard>;

/** Focuses the fields of a step when it is opened, so that Tab leads to the first of them. */
function useFocusOnStep(step: WizardStep) {
  const content = useRef<HTMLDivElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current !== step) content.current?.focus();
    shown.current = step;
  }, [step]);
  return content;
}

const problemsOfZones = (error: unknown) =>
  error instanceof ApiError ? zoneProblems(error.details).filter((problem) => problem.zone >= 0) : [];

function useAddCamera({ draft, editor, open, finish }: WizardDraftModel) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => {
      const zones = editor.state.zones.map(inputOf);
      return call<Camera>('POST', '/v1/cameras', { ...inputOfForm(draft.form), zones });
    },
    onSuccess: async ({ cameraId }) => {
      finish();
      await queries.invalidateQueries({ queryKey: ['cameras'] });
      await navigate({ to: '/cameras/$cameraId', params: { cameraId } });
    },
    onError: (error) => {
      const [first] = invalidStepsOf(error);
      if (first) open(first);
    },
  });
}
