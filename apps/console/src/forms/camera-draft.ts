import type { OnvifSuggestion } from '@vialog/contracts';
import { specOf, type FormField } from './camera-form-fields.ts';
import type { CameraForm } from './camera-form.ts';
import { textOfValue } from './field-values.ts';

/** User name and password that were typed for a device. */
export interface TypedCredentials {
  readonly username: string;
  readonly password: string;
}

/**
 * Fields for the form of a new camera, handed from one room to the next. In memory of this tab only: an address, the history
 * or the session storage of the browser would keep the password.
 */
let offered: Partial<CameraForm> | undefined;

/** The next form of a new camera starts with these fields. */
export function offerCameraDraft(draft: Partial<CameraForm>): void {
  offered = draft;
}

/** The offered fields; they stay until `forgetCameraDraft`, because React may call an initialiser twice. */
export const offeredCameraDraft = (): Partial<CameraForm> | undefined => offered;

export function forgetCameraDraft(): void {
  offered = undefined;
}

/**
 * The form fields of a suggested camera. The typed credentials are added only for a stream at the device itself, so that another
 * host never receives them unnoticed.
 */
export function draftOfSuggestion(
  suggestion: OnvifSuggestion,
  deviceUrl: string,
  typed: TypedCredentials,
): Partial<CameraForm> {
  const { name, maker, hardwareModel, tags, stream } = suggestion;
  const text = (field: FormField, value: unknown): string => textOfValue(specOf(field), value, 'UTC');
  return {
    name: text('name', name),
    maker: text('maker', maker),
    hardwareModel: text('hardwareModel', hardwareModel),
    tags: text('tags', tags),
    ...(stream === undefined ? {} : { url: stream.url, transport: stream.transport }),
    ...(stream !== undefined && suggestion.needsCredentials && hasSameHost(stream.url, deviceUrl)
      ? typed
      : {}),
  };
}

function hasSameHost(one: string, other: string): boolean {
  if (!URL.canParse(one) || !URL.canParse(other)) return false;
  // URL keeps the case of host names of schemes like rtsp.
  return new URL(one).hostname.toLowerCase() === new URL(other).hostname.toLowerCase();
}
