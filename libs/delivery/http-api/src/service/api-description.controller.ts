import { Controller, Get } from '@nestjs/common';
import { Public } from '../access/require-permission.decorator.ts';
import { ApiProblemResponse } from '../http/api-response.decorator.ts';
import { ApiDescription } from './api-description.ts';

/** Serves the OpenAPI document of the API. */
@Controller()
export class ApiDescriptionController {
  readonly #description: ApiDescription;

  constructor(description: ApiDescription) {
    this.#description = description;
  }

  @Get('openapi.json')
  @Public()
  @ApiProblemResponse()
  read(): object {
    return this.#description.document;
  }
}
