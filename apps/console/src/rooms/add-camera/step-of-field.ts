import { ApiError } from '../../api/call.ts';
import type { FormField } from '../../forms/camera-form-fields.ts';
import { formProblems } from '../../forms/form-problems.ts';
import { wizardSteps, type WizardStep } from './wizard-session.ts';

const fieldsOfStep: Partial<Record<WizardStep, readonly FormField[]>> = {
  stream: [
    'name',
    'code',
    'lifecycle',
    'tags',
    'groups',
    'url',
    'username',
    'password',
    'transport',
    'refresh',
    'countsFromAt',
  ],
  place: ['lat', 'lon', 'heading', 'fieldOfView', 'timeZone'],
};

/** The step in which a field is entered. */
export const stepOfField = (field: FormField): WizardStep =>
  wizardSteps.find((step) => fieldsOfStep[step]?.includes(field)) ?? 'details';

/** The steps with errors of the server, in order. */
export function invalidStepsOf(error: unknown): WizardStep[] {
  const invalid = new Set(
    Object.keys(formProblems(error).at).map((field) => stepOfField(field as FormField)),
  );
  const details = error instanceof ApiError ? error.details : [];
  if (details.some(({ path }) => path?.startsWith('zones'))) invalid.add('zones');
  return wizardSteps.filter((step) => invalid.has(step));
}
