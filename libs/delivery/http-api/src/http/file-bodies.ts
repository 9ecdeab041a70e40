import { maxImportBytes } from '@vialog/contracts';
import { bodyLimit } from '@vialog/service-runtime';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** Content types of an uploaded file. A page of another origin cannot send any of them without a CORS preflight. */
export const fileMediaTypes = [
  'application/octet-stream',
  'text/csv',
  'application/geo+json',
  'application/xml',
];

/** Routes that take a file as the body. */
const fileRoutes: ReadonlySet<string> = new Set(['/v1/cameras/import']);

export const takesFile = (request: FastifyRequest): boolean => fileRoutes.has(request.routeOptions.url ?? '');

/** Largest body of the route, bytes. */
export const bodyLimitOf = (request: FastifyRequest): number =>
  takesFile(request) ? maxImportBytes : bodyLimit;

/** Passes a file on as bytes: its encoding is known only to the reader of its format. */
export function acceptFiles(app: NestFastifyApplication): void {
  app.useBodyParser(fileMediaTypes, { bodyLimit: maxImportBytes }, (_request, body, done) =>
    done(null, body),
  );
}
