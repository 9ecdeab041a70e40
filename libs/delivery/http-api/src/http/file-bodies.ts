import { maxImportBytes, VialogError } from '@vialog/contracts';
import { bodyLimit } from '@vialog/service-runtime';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** Content types of an uploaded file. A page of another origin cannot send any of them without a CORS preflight. */
export const fileMediaTypes = [
  'application/octet-stream',
  'text/csv',
  'application/geo+json',
  'application/xml',
  'text/calendar',
];

/** Routes that take a file as the body. */
const fileRoutes: ReadonlySet<string> = new Set([
  '/v1/calendars/import',
  '/v1/cameras/import',
  '/v1/events/import',
]);

export const takesFile = (request: FastifyRequest): boolean => fileRoutes.has(request.routeOptions.url ?? '');

/** The file of a request. @throws {VialogError} VALIDATION_FAILED when the request has none */
export function fileOf({ body }: FastifyRequest): Uint8Array {
  if (body instanceof Uint8Array && body.length > 0) return body;
  throw new VialogError(
    'VALIDATION_FAILED',
    `The request has no file: expected it as the body, with the content type ${fileMediaTypes.join(' or ')}.`,
  );
}

const separators = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;

/** The separator of a CSV file by its name. */
export const delimiterOf = (name: keyof typeof separators | undefined) =>
  name === undefined ? undefined : separators[name];

/** Largest body of the route, bytes. */
export const bodyLimitOf = (request: FastifyRequest): number =>
  takesFile(request) ? maxImportBytes : bodyLimit;

/** Passes a file on as bytes: its encoding is known only to the reader of its format. */
export function acceptFiles(app: NestFastifyApplication): void {
  app.useBodyParser(fileMediaTypes, { bodyLimit: maxImportBytes }, (_request, body, done) =>
    done(null, body),
  );
}
