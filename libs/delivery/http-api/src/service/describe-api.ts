import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { HttpApiModule } from '../http-api.module.ts';
import { schemaConverter } from './schema-converter.ts';

/** The OpenAPI 3.0 document of the routes of `HttpApiModule`, generated from their schemas. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Vialog')
    .setDescription(
      'Cameras, the counts they yield, and how sure the counts are. Errors of every route: see `Problem`. Times carry an offset; positions are WGS-84 [longitude, latitude].',
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
  return SwaggerModule.createDocument(app, config, {
    include: [HttpApiModule],
    standardSchemaConverter: schemaConverter,
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
}
