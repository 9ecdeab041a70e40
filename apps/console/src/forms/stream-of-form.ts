import type { CameraInput, Credentials } from '@vialog/contracts';
import type { FormField } from './camera-form-fields.ts';
import { credentialsOfForm, inputOfForm, type CameraForm } from './camera-form.ts';

/** Fields that decide what a stream delivers. */
export const streamFields = [
  'url',
  'username',
  'password',
  'transport',
  'certificate',
  'aspectRatio',
  'refresh',
] as const satisfies FormField[];

/** The stream that is entered in the form, as requests about an unregistered stream need it. */
export interface StreamOfForm {
  readonly stream: CameraInput['stream'];
  readonly credentials: Credentials | undefined;
  /** City profile: the region of the tag `region:…`; undefined: main. */
  readonly region: string | undefined;
}

export function streamOfForm(form: CameraForm): StreamOfForm {
  const input = inputOfForm(form);
  const regionTag = input.tags?.find((tag) => tag.startsWith('region:'));
  return {
    stream: input.stream as CameraInput['stream'],
    credentials: credentialsOfForm(form) ?? undefined,
    region: regionTag?.slice('region:'.length),
  };
}

/** True if both forms describe the same stream with the same credentials. */
export const isSameStream = (one: CameraForm, other: CameraForm): boolean =>
  streamFields.every((field) => one[field] === other[field]);
