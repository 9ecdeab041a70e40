import type { OnvifSuggestion } from '@vialog/contracts';
import { specOf, type FormField } from './camera-form-fields.ts';
import type { CameraForm } from './camera-form.ts';
import { textOfValue } from './field-values.ts';

/** User name and password that were typed for a device. */
export interface TypedCredentials {
  readonly username: string;
  readonly password: string;
}

/** A camera that was found, handed from the room that finds cameras to the wizard. */
export interface OfferedCamera {
  readonly fields: Partial<CameraForm>;
  /** A smaller stream of the same view, and the stream to which it belongs. */
  readonly substream?: { readonly of: string; readonly url: string } | undefined;
  /** true: completes the draft from which the camera was searched for; false: starts a new one. */
  readonly continues: boolean;
}

/**
 * In memory of this tab only: an address, the history or the session storage of the browser would keep the password.
 */
let offered: OfferedCamera | undefined;

/** The wizard continues with this camera. */
export function offerCamera(camera: OfferedCamera): void {
  offered = camera;
}

/** The offered camera; it stays until `forgetOfferedCamera`, because React may call an initialiser twice. */
export const offeredCamera = (): OfferedCamera | undefined => offered;

export function forgetOfferedCamera(): void {
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
      : noCredentials),
  };
}

/** What was typed for another stream is never sent to this one. */
const noCredentials: TypedCredentials = { username: '', password: '' };

/** The substream of a suggested camera, if the device names one. */
export const substreamOf = ({ stream, substreamUrl }: OnvifSuggestion): OfferedCamera['substream'] =>
  stream === undefined || substreamUrl === undefined ? undefined : { of: stream.url, url: substreamUrl };

function hasSameHost(one: string, other: string): boolean {
  if (!URL.canParse(one) || !URL.canParse(other)) return false;
  // URL keeps the case of host names of schemes like rtsp.
  return new URL(one).hostname.toLowerCase() === new URL(other).hostname.toLowerCase();
}
