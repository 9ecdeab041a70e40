import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { problemMediaType } from '@vialog/contracts';
import { HealthModule } from '@vialog/service-runtime';
import { HttpApiModule } from '../http-api.module.ts';
import { schemaConverter } from './schema-converter.ts';

/** Generates the OpenAPI 3.0 document of all routes from their schemas. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Vialog')
    .setDescription(
      'Cameras, their counts and the completeness of the counts. Errors of every route: see `Problem` (RFC 9457). Times have a UTC offset; positions are WGS 84 [longitude, latitude].',
    )
    .setVersion('1')
    .addSecurity('bearer', { type: 'http', scheme: 'bearer', description: 'The administrator token' })
    .addSecurity('cookie', {
      type: 'apiKey',
      in: 'cookie',
      name: 'vialog',
      description: 'POST /v1/session sets it',
    })
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    include: [HttpApiModule, HealthModule],
    standardSchemaConverter: schemaConverter,
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  for (const path of Object.values(document.paths as Paths))
    for (const operation of Object.values(path)) useProblemMediaType(operation);
  return document;
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

interface Operation {
  readonly responses?: Readonly<Record<string, { content?: Record<string, unknown> }>>;
}

/** Nest documents every schema as application/json. */
function useProblemMediaType({ responses = {} }: Operation): void {
  const error = responses['default'];
  const schema = error?.content?.['application/json'];
  if (error && schema) error.content = { [problemMediaType]: schema };
}
