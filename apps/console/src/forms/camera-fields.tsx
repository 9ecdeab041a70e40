import type { ReactNode } from 'react';
import { useWords } from '../language/language.ts';
import { CameraField, type FieldsProps } from './camera-field.tsx';
import type { FormField } from './camera-form-fields.ts';
import { isEncryptedUrl, isFieldOfPlan } from './camera-form.ts';
import styles from './camera-form.module.css';
import { CredentialFields } from './credential-fields.tsx';
import { StreamWarnings } from './stream-warnings.tsx';
import { SwapOffer } from './swap-offer.tsx';

/** A titled group of fields. A number is the width of a field in a row of two. */
export function FieldGroup({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children}
    </fieldset>
  );
}

/** Fields side by side; one below the other on a narrow screen. */
function Pair({ fields, ...props }: FieldsProps & { readonly fields: readonly FormField[] }) {
  return (
    <div className={styles.pair}>
      {fields.map((field) => (
        <CameraField key={field} {...props} field={field} />
      ))}
    </div>
  );
}

/** Name and order of a camera. The life cycle is chosen for a new camera only; later it is changed by pausing it. */
export function CameraFields({ isNew = false, ...props }: FieldsProps & { readonly isNew?: boolean }) {
  const { t } = useWords();
  return (
    <FieldGroup title={t('add.camera')}>
      <CameraField {...props} field="name" />
      <CameraField {...props} field="code" />
      {isNew && <CameraField {...props} field="lifecycle" />}
      <Pair {...props} fields={['tags', 'groups']} />
    </FieldGroup>
  );
}

interface StreamFieldsProps extends FieldsProps {
  readonly hasCredentials?: boolean;
  /** The camera that is edited; undefined for a new one. */
  readonly cameraId?: string;
}

export function StreamFields(props: StreamFieldsProps) {
  const { t } = useWords();
  const { url } = props.form;
  return (
    <FieldGroup title={t('add.stream')}>
      <CameraField {...props} field="url" />
      <StreamWarnings url={url} cameraId={props.cameraId} />
      <CredentialFields {...props} />
      {isKindOf(url, 'rtsp') && <CameraField {...props} field="transport" />}
      {isKindOf(url, 'http') && <CameraField {...props} field="refresh" />}
      {isEncryptedUrl(url) && <CameraField {...props} field="certificate" />}
      {isKindOf(url, 'counter') ? (
        props.cameraId === undefined && <CameraField {...props} field="countsFromAt" />
      ) : (
        <CameraField {...props} field="aspectRatio" />
      )}
    </FieldGroup>
  );
}

const isKindOf = (url: string, scheme: 'rtsp' | 'http' | 'counter'): boolean =>
  url.trim().toLowerCase().startsWith(scheme);

export function CountingFields(props: FieldsProps) {
  const { t } = useWords();
  const { planMode } = props.form;
  const rates = (['planInterval', 'planFps'] as const).filter((field) => isFieldOfPlan(field, planMode));
  return (
    <FieldGroup title={t('add.counting')} hint={t('add.countingHint')}>
      <Pair {...props} fields={['planMode', ...rates]} />
      <CameraField {...props} field="sceneGate" />
      <Pair {...props} fields={['modelId', 'threshold']} />
      <CameraField {...props} field="anyClassInBays" />
      <CameraField {...props} field="classMap" />
    </FieldGroup>
  );
}

export function LocationFields(props: FieldsProps) {
  const { t } = useWords();
  return (
    <FieldGroup title={t('add.location')} hint={t('add.locationHint')}>
      <Pair {...props} fields={['lat', 'lon']} />
      <SwapOffer form={props.form} change={props.change} />
      <Pair {...props} fields={['heading', 'fieldOfView']} />
      <CameraField {...props} field="timeZone" />
    </FieldGroup>
  );
}

export function DeviceFields(props: FieldsProps) {
  const { t } = useWords();
  return (
    <FieldGroup title={t('add.device')}>
      <Pair {...props} fields={['height', 'tilt']} />
      <CameraField {...props} field="indoor" />
      <Pair {...props} fields={['maker', 'hardwareModel']} />
      <CameraField {...props} field="recorderLink" />
    </FieldGroup>
  );
}

export function GovernanceFields(props: FieldsProps) {
  const { t } = useWords();
  return (
    <FieldGroup title={t('add.governance')} hint={t('add.governanceHint')}>
      <CameraField {...props} field="purpose" />
      <CameraField {...props} field="legalBasis" />
      <Pair {...props} fields={['owner', 'contact']} />
      <CameraField {...props} field="noticeUrl" />
      <Pair {...props} fields={['confirmedAt', 'endsAt']} />
      <CameraField {...props} field="terms" />
      <CameraField {...props} field="attribution" />
    </FieldGroup>
  );
}
