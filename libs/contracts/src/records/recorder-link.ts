import { z } from 'zod';
import { maskUrl } from './stream-secrets.ts';

/** Placeholders of a recorder link. A link needs the start of the recording. */
export const recorderPlaceholders = ['from', 'to', 'fromUnix', 'toUnix', 'cameraId'] as const;

const example = 'https://recorder.example.org/play?camera=7&start={from}&end={to}';
const placeholder = /\{([^{}]*)\}/g;

/** Whether the text is an http(s) URL whose host has no placeholder. */
function isWebAddress(text: string): boolean {
  const plain = text.replaceAll(placeholder, '0');
  return /^https?:\/\/[^/?#{}\s]+([/?#]|$)/i.test(text) && !/[{}\s]/.test(plain) && URL.canParse(plain);
}

function hasStart(text: string): boolean {
  const names = [...text.matchAll(placeholder)].map(([, name]) => name);
  return (
    names.every((name) => recorderPlaceholders.some((known) => known === name)) &&
    names.some((name) => name === 'from' || name === 'fromUnix')
  );
}

/** A link to the recording of a camera in the owner's own recorder. Everyone who may read sees it, so it has no secrets. */
export const recorderLink = z
  .string()
  .trim()
  .max(500, 'expected at most 500 characters')
  .refine((text) => text === '' || isWebAddress(text), `expected a link like ${example}`)
  .refine(
    (text) => text === '' || hasStart(text),
    `expected {from} or {fromUnix}, and besides only {to}, {toUnix} and {cameraId}, as in ${example}`,
  )
  .refine(
    (text) => maskUrl(text) === text,
    'expected a link without a user name, password or token; sign in at the recorder instead',
  )
  .describe(
    'Link to the recording of a time in the recorder of the owner. {from} and {to} are times like ' +
      '2026-01-31T00:00:00Z, {fromUnix} and {toUnix} seconds since 1970; {cameraId} is the id of the camera. Empty: none',
  );
