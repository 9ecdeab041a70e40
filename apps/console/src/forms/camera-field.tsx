import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { modelsQuery } from '../api/queries.ts';
import { useWords } from '../language/language.ts';
import { ErrorMessage } from '../shell/error-message.tsx';
import { specOf, type FormField } from './camera-form-fields.ts';
import type { CameraForm } from './camera-form.ts';
import { flagSet } from './field-values.ts';
import type { FormProblems } from './form-problems.ts';
import { timeZones } from './time-zones.ts';
import { NumberField } from './number-field.tsx';

export interface FieldsProps {
  readonly form: CameraForm;
  readonly problems: FormProblems['at'];
  readonly change: (fields: Partial<CameraForm>) => void;
}

type FieldProps = FieldsProps & { readonly field: FormField };

/** One field of the camera form with its label, help text and error. */
export function CameraField(props: FieldProps) {
  switch (specOf(props.field).kind) {
    case 'number':
      return <NumberCameraField {...props} />;
    case 'flag':
      return <FlagField {...props} />;
    case 'choice':
      return <ChoiceField {...props} />;
    case 'longText':
    case 'classMap':
      return <LongTextField {...props} />;
    default:
      return <TextField {...props} />;
  }
}

/** Label, help text, error and hint of a field, in the reader's language. */
function useFieldTexts({ field, problems }: Pick<FieldProps, 'field' | 'problems'>) {
  const { t } = useWords();
  const spec = specOf(field);
  const problem = problems[field];
  const hint = t(`fieldHint.${field}`);
  return {
    hint,
    texts: {
      label: t(`field.${field}`),
      description: t(`fieldHelp.${field}`, { defaultValue: '' }) || undefined,
      error: problem !== undefined && (
        <ErrorMessage text={hint} serverText={spec.serverKnowsMore ? problem : undefined} />
      ),
      required: spec.required ?? false,
    },
  };
}

function TextField(props: FieldProps) {
  const { field, form, change } = props;
  const { texts } = useFieldTexts(props);
  const models = useQuery({ ...modelsQuery, enabled: field === 'modelId' });
  const suggestions = suggestionsOf(field, form, models.data?.map((model) => model.id) ?? []);
  if (suggestions.length > 0)
    return (
      <NativeSelect
        {...texts}
        value={form[field]}
        data={suggestions}
        onChange={(event) => change({ [field]: event.currentTarget.value })}
      />
    );
  return (
    <TextInput
      {...texts}
      type={specOf(field).kind === 'time' ? 'datetime-local' : 'text'}
      value={form[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
}

function suggestionsOf(field: FormField, form: CameraForm, models: readonly string[]): string[] {
  if (field === 'timeZone') return timeZones(form.timeZone);
  if (field !== 'modelId') return [];
  return [...new Set([form.modelId, ...models])].filter((each) => each !== '');
}

function LongTextField(props: FieldProps) {
  const { field, form, change } = props;
  const { texts } = useFieldTexts(props);
  return (
    <Textarea
      {...texts}
      value={form[field]}
      rows={2}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
}

function NumberCameraField(props: FieldProps) {
  const { field, form, change } = props;
  const { texts, hint } = useFieldTexts(props);
  const { description, ...others } = texts;
  return (
    <NumberField
      {...others}
      help={description}
      hint={hint}
      text={form[field]}
      range={specOf(field).range ?? [-Infinity, Infinity]}
      onText={(text) => change({ [field]: text })}
    />
  );
}

function ChoiceField(props: FieldProps) {
  const { t } = useWords();
  const { field, form, change } = props;
  const { texts } = useFieldTexts(props);
  const choices = specOf(field).choices ?? [];
  return (
    <NativeSelect
      {...texts}
      value={form[field]}
      data={choices.map((value) => ({ value, label: t(`fieldChoice.${field}.${value}`) }))}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
}

function FlagField(props: FieldProps) {
  const { field, form, change } = props;
  const { label, description, error } = useFieldTexts(props).texts;
  return (
    <Checkbox
      label={label}
      description={description}
      error={error}
      checked={form[field] === flagSet}
      onChange={(event) => change({ [field]: event.currentTarget.checked ? flagSet : '' })}
    />
  );
}
