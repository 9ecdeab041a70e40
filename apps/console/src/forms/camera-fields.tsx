import { NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useNumberText } from './use-number-text.ts';
import { useWords } from '../language/language.ts';
import { ErrorMessage } from '../shell/error-message.tsx';
import styles from './camera-form.module.css';
import { CredentialFields } from './credential-fields.tsx';
import { StreamWarnings } from './stream-warnings.tsx';
import { isSwappedPosition, type CameraForm, type FormField, type FormProblems } from './camera-form.ts';

interface FieldsProps {
  readonly form: CameraForm;
  readonly problems: FormProblems['at'];
  readonly change: (fields: Partial<CameraForm>) => void;
}

function FieldGroup({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children}
    </fieldset>
  );
}

type TextFieldName = Extract<FormField, 'name' | 'code' | 'url' | 'owner' | 'contact' | 'legalBasis'>;

/** Fields for which the server's message is more specific than the hint. */
const serverKnowsMore: ReadonlySet<FormField> = new Set(['url', 'code']);

function TextField({
  field,
  form,
  problems,
  change,
  hint,
  required = false,
}: FieldsProps & { field: TextFieldName; hint?: string; required?: boolean }) {
  const { t } = useWords();
  const problem = problems[field];
  const serverText = serverKnowsMore.has(field) ? problem : undefined;
  return (
    <TextInput
      label={t(`add.${field}`)}
      description={hint}
      value={form[field]}
      error={problem !== undefined && <ErrorMessage text={t(`fieldHint.${field}`)} serverText={serverText} />}
      required={required}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
}

interface CameraFieldsProps extends FieldsProps {
  readonly hasCredentials?: boolean;
  /** The camera that is edited; undefined for a new one. */
  readonly cameraId?: string;
}

export function CameraFields(props: CameraFieldsProps) {
  const { t } = useWords();
  return (
    <FieldGroup title={t('add.camera')}>
      <TextField {...props} field="name" required />
      <TextField {...props} field="url" hint={t('add.urlHint')} required />
      <StreamWarnings url={props.form.url} cameraId={props.cameraId} />
      <CredentialFields {...props} />
      <TextField {...props} field="code" hint={t('add.codeHint')} />
    </FieldGroup>
  );
}

export function GovernanceFields(props: FieldsProps) {
  const { t } = useWords();
  const { form, problems, change } = props;
  return (
    <FieldGroup title={t('add.governance')} hint={t('add.governanceHint')}>
      <Textarea
        label={t('add.purpose')}
        value={form.purpose}
        error={problems.purpose && t('fieldHint.purpose')}
        rows={2}
        onChange={(event) => change({ purpose: event.currentTarget.value })}
      />
      <TextField {...props} field="legalBasis" />
      <div className={styles.pair}>
        <TextField {...props} field="owner" />
        <TextField {...props} field="contact" />
      </div>
    </FieldGroup>
  );
}

type NumberFieldName = Extract<FormField, 'lon' | 'lat' | 'heading'>;

function NumberField({
  field,
  form,
  problems,
  change,
  range: [min, max],
}: FieldsProps & { field: NumberFieldName; range: readonly [number, number] }) {
  const { t } = useWords();
  const typed = useNumberText(form[field], (number) => {
    change({ [field]: number });
    return number;
  });
  return (
    <NumberInput
      label={t(`add.${field}`)}
      {...typed}
      min={min}
      max={max}
      clampBehavior="none"
      decimalScale={6}
      hideControls
      required={field !== 'heading'}
      error={problems[field] && t(`fieldHint.${field}`)}
    />
  );
}

export function LocationFields(props: FieldsProps) {
  const { t } = useWords();
  const { form, problems, change } = props;
  return (
    <FieldGroup title={t('add.location')} hint={t('add.locationHint')}>
      <div className={styles.pair}>
        <NumberField {...props} field="lat" range={[-90, 90]} />
        <NumberField {...props} field="lon" range={[-180, 180]} />
      </div>
      <SwapOffer form={form} change={change} />
      <div className={styles.pair}>
        <NumberField {...props} field="heading" range={[0, 359]} />
        <NativeSelect
          label={t('add.timeZone')}
          value={form.timeZone}
          error={problems.timeZone && t('fieldHint.timeZone')}
          onChange={(event) => change({ timeZone: event.currentTarget.value })}
          data={timeZones(form.timeZone)}
        />
      </div>
    </FieldGroup>
  );
}

/** Offers to swap latitude and longitude where only the swapped position exists. */
function SwapOffer({ form: { lat, lon }, change }: Pick<FieldsProps, 'form' | 'change'>) {
  const { t } = useWords();
  if (!isSwappedPosition(lat, lon)) return null;
  return (
    <p className={styles.swap} role="status">
      {t('add.swapHint')}{' '}
      <button type="button" className={styles.swapButton} onClick={() => change({ lat: lon, lon: lat })}>
        {t('add.swap')}
      </button>
    </p>
  );
}

/** All time zones of this browser, and in any case UTC and the current one. */
const timeZones = (current: string): string[] =>
  [...new Set(['UTC', current, ...Intl.supportedValuesOf('timeZone')])].sort();
